// @ts-check
// The list of all references, narrowed by words, kind, year and page. What is asked is in the
// address after #, so that it can be shared, from a disk as well.

import { all, button, named, one } from "./dom.mjs";

const NAMES = ["words", "kind", "from", "page"];
const NONE = "No reference fits. Take away a word or a filter.";
const LETTERS = /** @type {const} */ ([
  ["ß", "ss"],
  ["æ", "ae"],
  ["œ", "oe"],
  ["ø", "o"],
  ["ł", "l"],
  ["đ", "d"],
]);

/** @param {string} text */
function fold(text) {
  const bare = text
    .normalize("NFD")
    .replace(/[\u0300-\u036f]/g, "")
    .toLowerCase();
  return LETTERS.reduce((found, [letter, plain]) => found.replaceAll(letter, plain), bare);
}

/** @param {HTMLElement} node */
function read(node) {
  const parts = [".ref-text", ".ref-badge", ".ref-note", ".ref-cited"];
  const texts = parts.map((part) => one(part, node)?.textContent ?? "");
  return {
    node,
    text: fold([...texts, node.id.replace(/^ref-/, "")].join(" ")),
    kind: node.dataset.kind ?? "",
    year: Number(node.dataset.year) || 0,
    pages: all(".ref-cited a", node).map((link) => (link.getAttribute("href") ?? "").split("#")[0]),
  };
}

class Filter {
  /**
   * @param {HTMLFormElement} form
   * @param {HTMLElement} list
   * @param {HTMLElement} count
   */
  constructor(form, list, count) {
    this.form = form;
    this.count = count;
    this.items = all(":scope > li", list).map(read);
    this.clear = button("ref-clear", "Clear filters", () => {
      form.reset();
      this.show();
      this.keep();
      one("[name=words]", form)?.focus();
    });
  }

  /** The address of the page that is chosen; the entries link to it. */
  address() {
    const chosen = /** @type {HTMLSelectElement | null} */ (one("[name=page]", this.form));
    return chosen?.selectedOptions[0]?.dataset.page ?? "";
  }

  asked() {
    const values = new FormData(this.form);
    return Object.fromEntries(NAMES.map((name) => [name, String(values.get(name) ?? "").trim()]));
  }

  show() {
    const { words, kind, from, page } = this.asked();
    const address = this.address();
    const wanted = fold(words).split(/\s+/).filter(Boolean);
    for (const item of this.items) {
      item.node.hidden = !(
        wanted.every((word) => item.text.includes(word)) &&
        (!kind || item.kind === kind) &&
        item.year >= Number(from) &&
        (!page || item.pages.includes(address))
      );
    }
    const all = this.items.length;
    const shown = this.items.filter((item) => !item.node.hidden).length;
    const narrowed = Boolean(words || kind || from || page);
    const some = shown ? `${shown} of ${all} references` : NONE;
    this.count.textContent = narrowed ? some : `${all} references`;
    this.clear.hidden = !narrowed;
  }

  /** What is asked, in the address. */
  keep() {
    const values = Object.entries(this.asked()).filter(([, value]) => value);
    try {
      history.replaceState(history.state, "", `#${new URLSearchParams(values)}`);
    } catch {
      // An address that can't be set is no reason to stop.
    }
  }

  readAddress() {
    if (location.hash.includes("=")) {
      const parts = new URLSearchParams(location.hash.slice(1));
      for (const name of NAMES) {
        const field = this.form.elements.namedItem(name);
        if (field instanceof HTMLInputElement || field instanceof HTMLSelectElement) {
          field.value = parts.get(name) ?? "";
        }
      }
      this.show();
      return;
    }
    // A link to one reference must reach it, whatever was filtered.
    const target = named(location.hash);
    if (target?.hidden) {
      this.form.reset();
      this.show();
      target.scrollIntoView();
    }
  }

  start() {
    this.form.append(this.clear);
    this.form.addEventListener("submit", (event) => event.preventDefault());
    this.form.addEventListener("input", () => {
      this.show();
      this.keep();
    });
    window.addEventListener("hashchange", () => this.readAddress());
    this.form.hidden = false;
    this.form.reset();
    this.show();
    this.readAddress();
  }
}

const form = one("form.ref-filter");
const list = form?.parentElement && one("ol.references", form.parentElement);
const count = form && one(".ref-count", form);
if (form instanceof HTMLFormElement && list && count) {
  new Filter(form, list, count).start();
}
