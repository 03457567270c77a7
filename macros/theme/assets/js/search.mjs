// @ts-check
// What the theme's search dialog lacks: the query in the address, an empty state that helps, and
// names for those who don't see it.

import { button, link, make, one } from "./dom.mjs";
import { say } from "./words.mjs";

/** @type {Record<string, string>} */
const settings = {
  .../** @type {any} */ (globalThis).handbook?.help,
  ...document.currentScript?.dataset,
};
const TYPED = 300; // milliseconds after the last letter until the address is changed

/**
 * @typedef {object} Parts of the theme's dialog
 * @property {HTMLInputElement} field
 * @property {HTMLElement} result
 * @property {HTMLElement} status
 * @property {HTMLElement} list
 */

/** @returns {Parts | null} */
function parts() {
  const field = one("[data-md-component=search-query]");
  const result = one("[data-md-component=search-result]");
  const status = result && one(".md-search-result__meta", result);
  const list = result && one(".md-search-result__list", result);
  return field instanceof HTMLInputElement && result && status && list
    ? { field, result, status, list }
    : null;
}

/**
 * How many were found is announced, and the list and the field have names (WCAG 2.2, 4.1.3, 4.1.2).
 * @param {Parts} parts
 */
function name({ field, result, status, list }) {
  status.id ||= "search-status";
  list.id ||= "search-results";
  /** @type {[Element | null, Record<string, string>][]} */
  const attributes = [
    [status, { role: "status", "aria-live": "polite", "aria-atomic": "true" }],
    [list, { "aria-label": say("Search results") }],
    [field, { enterkeyhint: "search", "aria-controls": list.id, "aria-describedby": status.id }],
    [
      result.closest(".md-search__scrollwrap"),
      { role: "region", "aria-label": say("What was found") },
    ],
  ];
  for (const [node, values] of attributes) {
    Object.entries(values).forEach(([key, value]) => node?.setAttribute(key, value));
  }
}

/**
 * The query in the address, so that a list of results can be sent to somebody: ?q=, which the theme
 * reads when a page opens. A browser that forbids it on file:// gets #q= in its place.
 * @param {HTMLInputElement} field
 */
function share(field) {
  let timer = 0;
  const write = () => {
    const address = new URL(location.href);
    const query = field.value.trim();
    if (query) {
      address.searchParams.set("q", query);
    } else {
      address.searchParams.delete("q");
    }
    if (address.href === location.href) {
      return;
    }
    try {
      history.replaceState(history.state, "", address);
    } catch {
      location.replace(query ? `#q=${encodeURIComponent(query)}` : "#");
    }
  };
  const later = () => {
    clearTimeout(timer);
    timer = window.setTimeout(write, TYPED);
  };
  field.addEventListener("input", later);
  field.form?.addEventListener("reset", later);
  const shared = /^#q=(.+)/.exec(location.hash);
  if (shared) {
    const toggle = document.getElementById("__search");
    if (toggle instanceof HTMLInputElement && !toggle.checked) {
      toggle.click();
    }
    typeIn(field, decodeURIComponent(shared[1].replace(/\+/g, " ")));
  }
}

/**
 * @param {HTMLInputElement} field
 * @param {string} words
 */
function typeIn(field, words) {
  field.value = words;
  field.focus();
  field.dispatchEvent(new Event("input", { bubbles: true }));
}

/**
 * Nothing found: what to try, where help is, and a way to ask. Links only: nothing is sent from
 * here.
 * @param {HTMLInputElement} field
 * @param {string} query
 */
function advice(field, query) {
  const { try: words = "", help = "", helpLink = say("Help"), ask = "" } = settings;
  /** @type {HTMLElement[]} */
  const lines = [
    make("p", "", say("Try fewer words, or other ones: an everyday word is as good as a term.")),
  ];
  const ideas = words.split("|").filter(Boolean);
  if (ideas.length) {
    const buttons = ideas.map((word) => button("", word, () => typeIn(field, word)));
    const row = make("ul", "", ...buttons.map((one) => make("li", "", one)));
    row.setAttribute("aria-label", say("Searches to try"));
    lines.push(row);
  }
  if (help) {
    const way = link(help, helpLink);
    lines.push(make("p", "", `${settings.question ?? ""} `, way, "."));
  }
  if (ask) {
    const form = new URL(`${ask.replace(/\/$/, "")}/issues/new`);
    form.searchParams.set("template", "3-question.yml");
    form.searchParams.set("title", say("Question: {query}", { query }));
    const asked = say("I searched for “{query}” and found nothing.", { query });
    form.searchParams.set("question", asked);
    const note = ` ${say("(on GitHub, in public).")} ${settings.note ?? ""}`;
    const way = link(form.href, say("Ask for it"));
    lines.push(make("p", "", `${say("Should a page answer this?")} `, way, note));
  }
  return lines;
}

/**
 * A text of the theme's own, in the language of the page.
 * @param {string} name
 */
function themeSays(name) {
  const settings = JSON.parse(one("#__config")?.textContent ?? "{}");
  return String(settings.translations?.[name] ?? "").trim();
}

/** @param {Parts} parts */
function helpWhenEmpty({ field, status, list }) {
  const empty = make("div", "search-empty md-typeset");
  empty.hidden = true;
  list.after(empty);
  let searched = false;
  const look = () => {
    const query = field.value.trim();
    // The theme writes its own sentence first; only then is it known whether nothing was found.
    const said = (status.textContent ?? "").trim();
    const words = say("Nothing found for “{query}”", { query });
    const nothing = said === themeSays("search.result.none") || said === words;
    const none = query !== "" && list.children.length === 0 && searched && nothing;
    if (none) {
      if (status.textContent !== words) {
        status.textContent = words;
      }
      if (empty.dataset.query !== query) {
        empty.dataset.query = query;
        empty.replaceChildren(...advice(field, query));
      }
    }
    empty.hidden = !none;
  };
  new MutationObserver(() => {
    searched = true;
    look();
  }).observe(status, { childList: true, characterData: true, subtree: true });
  new MutationObserver(look).observe(list, { childList: true });
  field.addEventListener("input", () => {
    empty.hidden ||= !field.value.trim();
  });
  // A query in the address may have been answered before this script ran.
  searched = /^(no |nothing)/i.test((status.textContent ?? "").trim());
  look();
}

/**
 * Above all results, whom to call: on a patients' page always, elsewhere for a word of alarm.
 * @param {Parts} parts
 */
function helpFirst({ result, list }) {
  const { help = "", helpLink = say("Help"), ill = "", always } = settings;
  if (!help || !ill) {
    return;
  }
  const way = link(help, helpLink);
  const row = make(
    "p",
    "search-ill md-typeset",
    make("strong", "", settings.urgent ?? ""),
    ` ${ill} `,
    way,
  );
  row.setAttribute("role", "note");
  result.before(row);
  const look = () => {
    row.hidden = always === undefined && !one("[data-alarm]", list);
  };
  new MutationObserver(look).observe(list, { childList: true });
  look();
}

/**
 * The theme searches when a key comes up. Text that comes without one (dictation, pasting by a
 * menu, a suggestion of the keyboard) is searched too.
 * @param {HTMLInputElement} field
 */
function searchWithoutKeys(field) {
  field.addEventListener("input", () => {
    field.dispatchEvent(new KeyboardEvent("keyup", { bubbles: true }));
  });
}

/**
 * What is in the closed dialog is laid out, and its links would be stops for the Tab key.
 * @param {HTMLElement} result
 */
function skipWhenClosed(result) {
  const pane = result.closest(".md-search__scrollwrap");
  const toggle = document.getElementById("__search");
  if (pane instanceof HTMLElement && toggle instanceof HTMLInputElement) {
    const look = () => (pane.inert = !toggle.checked);
    toggle.addEventListener("change", look);
    look();
  }
}

const found = parts();
if (found) {
  name(found);
  helpFirst(found);
  searchWithoutKeys(found.field);
  skipWhenClosed(found.result);
  share(found.field);
  helpWhenEmpty(found);
}
