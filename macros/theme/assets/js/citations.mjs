// @ts-check
// A preview of the sources of a mark, by hover, focus and tap (WCAG 2.2, 1.4.13: dismissible,
// hoverable, persistent). It is put into the document right after the mark. The Tab key passes by
// its links until Enter leads into it.

import { all, link, make, named, one, targetOf } from "./dom.mjs";
import { follow, place } from "./floating.mjs";
import { hasOthers } from "./marks.mjs";
import { say } from "./words.mjs";

/** Before it opens or closes under a mouse that only passes, in milliseconds. */
const OPENS = 120;
const CLOSES = 250;
const ID = "cite-preview";

/**
 * @typedef {object} Open the preview that is open
 * @property {HTMLElement} box
 * @property {HTMLElement} mark
 * @property {HTMLElement} opener the link of the mark
 * @property {boolean} byFocus not by a mouse: then it stays while the mark has the focus
 */

/** @type {Open | null} */
let open = null;
let timer = 0;
/** A finger or a mouse that is down on a mark, and whether its preview was open then. */
let pressed = /** @type {{ touch: boolean, wasOpen: boolean } | null} */ (null);
/** A way back from the list puts the focus on a mark: then the reader wants the text. */
let quiet = false;

/**
 * @param {() => void} action
 * @param {number} wait
 */
function later(action, wait) {
  clearTimeout(timer);
  timer = window.setTimeout(action, wait);
}

/**
 * A copy of a part of a reference, without its anchors; null where the reference has none.
 * @param {Element} item
 * @param {string} name
 */
function copyOf(item, name) {
  const part = one(`:scope > .${name}`, item);
  const copy = part && /** @type {HTMLElement} */ (part.cloneNode(true));
  copy?.removeAttribute("id");
  if (copy) {
    all("[id]", copy).forEach((child) => child.removeAttribute("id"));
  }
  return copy;
}

/**
 * An address has a link of its own below the text, not in it: a long one would hide the rest.
 * @param {HTMLElement} text
 * @param {HTMLElement} links
 */
function moveAddresses(text, links) {
  const known = new Set([...links.querySelectorAll("a")].map((one) => one.href));
  for (const address of text.querySelectorAll("a")) {
    const shown = /^https?:/.test(address.textContent ?? "");
    if (shown && !known.has(address.href)) {
      links.append(link(address.href, say("Web page")));
    }
    if (shown || known.has(address.href)) {
      address.remove();
    }
  }
}

/**
 * A reference as the preview shows it; null where the list has none of that key.
 * @param {string} key
 */
function source(key) {
  const item = named(`ref-${key}`);
  if (!item?.matches(".references > li")) {
    return null;
  }
  const number = [...(item.parentElement?.children ?? [])].indexOf(item) + 1;
  const text = copyOf(item, "ref-text");
  const links = copyOf(item, "ref-links") ?? make("span", "");
  if (text) {
    moveAddresses(text, links);
  }
  const about = ["ref-badge", "ref-note"]
    .map((name) => copyOf(item, name))
    .filter((part) => part !== null);
  links.className = "ref-links";
  const go = link(`#${encodeURIComponent(item.id)}`, say("Go to the reference"));
  go.setAttribute("aria-label", say("Go to the reference {number}", { number }));
  links.prepend(go);
  return make(
    "span",
    "cite-preview-item",
    make("span", "ref-number", `${number}. `),
    text ?? "",
    ...(about.length ? [make("span", "ref-meta", ...about)] : []),
    links,
  );
}

/**
 * @param {HTMLElement} mark
 * @param {HTMLElement} opener
 * @param {boolean} byFocus
 */
function show(mark, opener, byFocus) {
  clearTimeout(timer);
  if (open?.mark === mark) {
    open.byFocus ||= byFocus;
    setOpener(opener);
    return;
  }
  close();
  const keys = (mark.dataset.cite ?? "").split(" ");
  const sources = keys.map(source).filter((entry) => entry !== null);
  if (!sources.length) {
    return;
  }
  const box = make("span", "cite-preview", ...sources);
  box.id = ID;
  box.setAttribute("role", "dialog");
  const several = sources.length > 1;
  box.setAttribute(
    "aria-label",
    several ? say("Sources of this statement") : say("Source of this statement"),
  );
  all("a, button", box).forEach((stop) => (stop.tabIndex = -1));
  if (byFocus && matchMedia("(hover: hover)").matches) {
    const arrows = hasOthers(opener) ? `${say("← → other sources of this section")} · ` : "";
    box.append(make("span", "cite-keys", `${arrows}${say("Enter: into this box")}`));
  }
  box.addEventListener("pointerenter", () => clearTimeout(timer));
  box.addEventListener("pointerleave", leave);
  mark.after(box);
  open = { box, mark, opener, byFocus };
  setOpener(opener);
  place(box, mark);
  // Only what has to be scrolled to is a stop by itself.
  box.tabIndex = box.scrollHeight > box.clientHeight + 1 ? 0 : -1;
}

/** @param {HTMLElement} opener */
function setOpener(opener) {
  if (open) {
    open.opener.setAttribute("aria-expanded", "false");
    open.opener = opener;
    opener.setAttribute("aria-expanded", "true");
    opener.setAttribute("aria-controls", ID);
  }
}

/** Lead into the preview: from now on the Tab key goes through its links. */
function enter() {
  const stops = open ? all("a, button", open.box) : [];
  stops.forEach((stop) => stop.removeAttribute("tabindex"));
  stops[0]?.focus();
}

function close() {
  clearTimeout(timer);
  open?.opener.setAttribute("aria-expanded", "false");
  open?.opener.removeAttribute("aria-controls");
  open?.box.remove();
  open = null;
}

/** @param {PointerEvent} event */
function leave(event) {
  if (event.pointerType === "mouse") {
    later(() => {
      const focus = document.activeElement;
      const held = open?.box.contains(focus) || (open?.byFocus && open.mark.contains(focus));
      if (!held) {
        close();
      }
    }, CLOSES);
  }
}

/**
 * A mouse follows the link; a first tap opens the preview; Enter leads into it.
 * @param {MouseEvent} event
 * @param {HTMLElement} mark
 * @param {HTMLElement} opener
 */
function activate(event, mark, opener) {
  const how = pressed;
  pressed = null;
  const byKey = !how && event.detail === 0;
  if (byKey || (how?.touch && !how.wasOpen)) {
    show(mark, opener, true);
  }
  if (open && (byKey || (how?.touch && !how.wasOpen))) {
    event.preventDefault();
    if (byKey) {
      enter();
    }
  } else {
    quiet = true;
    close();
  }
}

/** @param {HTMLElement} mark */
function prepare(mark) {
  const links = all("a", mark);
  for (const opener of links) {
    opener.setAttribute(
      "aria-label",
      say("Reference {number}", { number: opener.textContent ?? "" }),
    );
    opener.setAttribute("aria-haspopup", "dialog");
    opener.setAttribute("aria-expanded", "false");
    opener.addEventListener("focus", () => !quiet && !pressed && show(mark, opener, true));
    opener.addEventListener("pointerdown", ({ pointerType }) => {
      pressed = { touch: pointerType !== "mouse", wasOpen: open?.mark === mark };
    });
    opener.addEventListener("click", (event) => activate(event, mark, opener));
  }
  mark.addEventListener("pointerenter", ({ pointerType }) => {
    if (pointerType === "mouse" && links.length) {
      later(() => show(mark, links[0], false), OPENS);
    }
  });
  mark.addEventListener("pointerleave", leave);
}

/**
 * Whether an event began outside of the open preview and its mark.
 * @param {Event} event
 */
function outside(event) {
  const target = targetOf(event);
  const inside = open?.box.contains(target) || open?.mark.contains(target);
  return open !== null && target !== document.body && !inside;
}

/** @param {Event} event */
function noteWayBack(event) {
  const followed = targetOf(event)?.closest("a[href*='#']");
  if (followed && !followed.closest("sup.cite")) {
    quiet = true;
    if (open?.box.contains(followed)) {
      later(close, 0);
    }
  }
}

/** @param {KeyboardEvent} event */
function dismiss({ key }) {
  quiet = false;
  pressed = null;
  if (key === "Escape" && open) {
    const { box, opener } = open;
    const inside = box.contains(document.activeElement);
    close();
    if (inside) {
      quiet = true;
      opener.focus();
      quiet = false;
    }
  }
}

function move() {
  if (open) {
    const { top, bottom } = open.mark.getBoundingClientRect();
    if (bottom < 0 || top > window.innerHeight) {
      close();
    } else {
      place(open.box, open.mark);
    }
  }
}

/**
 * What the signs of the ways back are short for.
 * @param {HTMLElement} ways
 */
function nameWays(ways) {
  all("a", ways).forEach((way, at, { length }) => {
    const name =
      length === 1
        ? say("Back to the text")
        : say("Back to mention {number} of {count}", { number: at + 1, count: length });
    way.setAttribute("aria-label", name);
  });
}

all("sup.cite[data-cite]").forEach(prepare);
all(".ref-back").forEach(nameWays);
document.addEventListener("click", noteWayBack, true);
document.addEventListener("keydown", dismiss);
document.addEventListener("pointerdown", (event) => {
  quiet = false;
  if (outside(event)) {
    close();
  }
});
document.addEventListener("focusin", (event) => outside(event) && close());
document.addEventListener("pointercancel", () => {
  pressed = null;
});
follow(move);
