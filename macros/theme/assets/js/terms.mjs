// @ts-check
// Words explained, by hover, focus and tap; Escape closes (WCAG 2.2, 1.4.13). Without this module,
// style sheets do it.

import { all, one } from "./dom.mjs";
import { follow, place } from "./floating.mjs";

/** Before it opens or closes under a mouse that only passes, in milliseconds. */
const OPENS = 120;
const CLOSES = 250;

/** @typedef {{ root: HTMLElement, word: HTMLElement, tip: HTMLElement }} Term */

/** @type {Term | null} */
let open = null;

/** @param {Term} term */
function show(term) {
  if (open === term) {
    return;
  }
  hide();
  open = term;
  term.root.classList.add("open");
  term.word.setAttribute("aria-expanded", "true");
  place(term.tip, term.word);
}

function hide() {
  open?.root.classList.remove("open");
  open?.word.setAttribute("aria-expanded", "false");
  open = null;
}

/** @param {Term} term */
function hasFocus({ root }) {
  return root.contains(document.activeElement) && document.activeElement?.matches(":focus-visible");
}

/** @param {HTMLElement} root */
function explain(root) {
  const word = one(".term-word", root);
  const tip = one(".term-tip", root);
  if (!word || !tip) {
    return;
  }
  const term = { root, word, tip };
  let timer = 0;
  let wasOpen = false;
  const note = () => {
    wasOpen = open === term;
  };
  root.addEventListener("pointerenter", (event) => {
    clearTimeout(timer);
    if (event.pointerType === "mouse") {
      timer = window.setTimeout(() => show(term), OPENS);
    }
  });
  root.addEventListener("pointerleave", (event) => {
    clearTimeout(timer);
    if (event.pointerType === "mouse") {
      timer = window.setTimeout(() => open === term && !hasFocus(term) && hide(), CLOSES);
    }
  });
  word.addEventListener("pointerdown", note);
  word.addEventListener("keydown", note);
  word.addEventListener("click", () => {
    clearTimeout(timer);
    hide();
    if (!wasOpen) {
      show(term);
    }
    wasOpen = false;
  });
  word.addEventListener("focus", () => word.matches(":focus-visible") && show(term));
  root.addEventListener("focusout", ({ relatedTarget }) => {
    if (open === term && !(relatedTarget instanceof Node && root.contains(relatedTarget))) {
      hide();
    }
  });
}

all(".term").forEach(explain);

document.addEventListener("keydown", ({ key }) => {
  if (key === "Escape" && open) {
    const { word, tip } = open;
    const inside = tip.contains(document.activeElement);
    hide();
    if (inside) {
      word.focus();
      hide(); // the focus has opened it again
    }
  }
});
document.addEventListener("pointerdown", ({ target }) => {
  if (open && target instanceof Node && !open.root.contains(target)) {
    hide();
  }
});
follow(() => open && place(open.tip, open.word));
