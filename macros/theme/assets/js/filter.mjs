// @ts-check
// A list of references or of questions, narrowed by words and by what each entry says of itself.
// What is asked is in the address after #, so that it can be shared, from a disk as well.

import { all, button, make, named, one } from "./dom.mjs";
import { say } from "./words.mjs";

const NAMES = ["words", "kind", "from", "page", "readers", "topic"];
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

/**
 * @typedef {object} Entry one that is shown or hidden
 * @property {HTMLElement} node
 * @property {string} text
 * @property {number} year
 * @property {string[]} pages
 * @property {HTMLElement | null} topic the heading above it
 */

/**
 * @param {HTMLElement} node
 * @returns {Entry}
 */
function reference(node) {
  const parts = [".ref-text", ".ref-badge", ".ref-note", ".ref-cited"];
  const texts = parts.map((part) => one(part, node)?.textContent ?? "");
  return {
    node,
    text: fold([...texts, node.id.replace(/^ref-/, "")].join(" ")),
    year: Number(node.dataset.year) || 0,
    pages: all(".ref-cited a", node).map((link) => (link.getAttribute("href") ?? "").split("#")[0]),
    topic: null,
  };
}

/** Questions under the headings of their topics. */
function questions() {
  /** @type {Entry[]} */
  const found = [];
  /** @type {HTMLElement | null} */
  let topic = null;
  for (const node of all("article :is(h2, .asked)")) {
    if (node.matches(".asked")) {
      found.push({ node, text: fold(node.textContent ?? ""), year: 0, pages: [], topic });
    } else {
      topic = node.closest(".admonition") ? topic : node;
    }
  }
  return found;
}

/**
 * Whether an entry fits what is chosen in a field. The last is the address of the chosen page.
 * @type {Record<string, (item: Entry, value: string, address: string) => boolean>}
 */
const FITS = {
  kind: (item, value) => item.node.dataset.kind === value,
  from: (item, value) => item.year >= Number(value),
  page: (item, _value, address) => item.pages.includes(address),
  readers: (item, value) => [undefined, "", value].includes(item.node.dataset.readers),
  topic: (item, value) => item.topic?.id === value,
};

/**
 * How many there are, and how many fit.
 * @param {boolean} asked questions, else references
 * @param {number} total
 * @param {number} [number] without a filter none
 */
function counted(asked, total, number) {
  if (number === undefined) {
    return asked ? say("{total} questions", { total }) : say("{total} references", { total });
  }
  if (!number) {
    return asked
      ? say("No question fits. Take away a word or a filter.")
      : say("No reference fits. Take away a word or a filter.");
  }
  return asked
    ? say("{number} of {total} questions", { number, total })
    : say("{number} of {total} references", { number, total });
}

class Filter {
  /**
   * @param {HTMLFormElement} form
   * @param {Entry[]} items
   * @param {HTMLElement} count
   */
  constructor(form, items, count) {
    this.form = form;
    this.count = count;
    this.items = items;
    this.clear = button("filter-clear", say("Clear filters"), () => {
      form.reset();
      this.show();
      this.keep();
      one("[name=words]", form)?.focus();
    });
    this.topics = [...new Set(items.map((item) => item.topic))].filter((topic) => topic !== null);
    for (const topic of this.topics) {
      const words = topic.firstChild?.textContent ?? "";
      const option = make("option", "", words);
      option.value = topic.id;
      one("[name=topic]", form)?.append(option);
    }
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

  /** @param {Record<string, string>} asked */
  left({ words, ...asked }) {
    const address = this.address();
    const wanted = fold(words).split(/\s+/).filter(Boolean);
    const chosen = Object.entries(asked).filter(([, value]) => value);
    return this.items.filter(
      (item) =>
        wanted.every((word) => item.text.includes(word)) &&
        chosen.every(([name, value]) => FITS[name](item, value, address)),
    );
  }

  show() {
    const asked = this.asked();
    const left = this.left(asked);
    this.items.forEach((item) => (item.node.hidden = !left.includes(item)));
    const narrowed = Object.values(asked).some(Boolean);
    this.count.textContent = counted(
      this.form.dataset.items === "question",
      this.items.length,
      narrowed ? left.length : undefined,
    );
    this.clear.hidden = !narrowed;
    for (const topic of this.topics) {
      const none = !left.some((item) => item.topic === topic);
      const way = topic.nextElementSibling;
      topic.hidden = none;
      if (way instanceof HTMLElement && way.matches(".skip-on")) {
        way.hidden = none;
      }
    }
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
    // A link to one entry must reach it, whatever was filtered.
    const target = named(location.hash);
    if (target?.closest("[hidden]")) {
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

const form = one("form.filter");
const count = form && one(".filter-count", form);
if (form instanceof HTMLFormElement && count) {
  const list = all("ol.references > li", form.parentElement ?? document);
  const items = form.dataset.items === "question" ? questions() : list.map(reference);
  new Filter(form, items, count).start();
}
