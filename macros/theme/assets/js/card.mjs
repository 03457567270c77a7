// @ts-check
// A card that a reader fills in and prints. All of it happens in this browser; it is kept only
// where the reader ticks the box.

import { all, link, one } from "./dom.mjs";
import { fit, printAlone } from "./paper.mjs";
import { picture } from "./picture.mjs";
import { say } from "./words.mjs";

/** Long answers: smaller letters, in steps, down to what can still be read. */
const SIZES = ["8pt", "7.4pt", "6.8pt", "6.2pt", "5.6pt"];
const TOO_MUCH = say("There is too much text for the card. Make some lines shorter.");

class Card {
  /**
   * @param {HTMLElement} root
   * @param {HTMLFormElement} form
   * @param {HTMLInputElement} keep
   * @param {HTMLElement} status
   */
  constructor(root, form, keep, status) {
    this.root = root;
    this.form = form;
    this.keep = keep;
    this.status = status;
    // Two cards of one site must not meet.
    this.store = root.dataset.store ?? `form-card:${location.pathname}`;
  }

  /** What was filled in, by the names of the fields. @returns {Record<string, string>} */
  values() {
    const filled = [...new FormData(this.form)].map(([name, value]) => [
      name,
      String(value).trim(),
    ]);
    return Object.fromEntries(filled.filter(([, value]) => value));
  }

  show() {
    const filled = this.values();
    for (const cell of all("[data-card]", this.root)) {
      cell.textContent = filled[cell.dataset.card ?? ""] || cell.dataset.blank || "";
    }
    // Each is fitted, also behind one that does not fit.
    const fits = all(".card-side", this.root).map((side) => {
      // On paper its height is fixed. On the screen it may grow: readers space letters out.
      side.style.height = "54mm";
      const good = fit(side, "--card-size", SIZES);
      side.style.height = "";
      return good;
    });
    this.status.textContent = fits.every(Boolean) ? "" : TOO_MUCH;
  }

  save() {
    try {
      if (this.keep.checked) {
        localStorage.setItem(this.store, JSON.stringify(this.values()));
      } else {
        localStorage.removeItem(this.store);
      }
    } catch {
      if (this.keep.checked) {
        this.keep.checked = false;
        this.status.textContent = say("This browser does not let pages keep anything.");
      }
    }
  }

  load() {
    let kept = null;
    try {
      kept = JSON.parse(localStorage.getItem(this.store) ?? "null");
    } catch {
      // Kept by nobody, or not by us: the card begins empty.
    }
    if (!kept || typeof kept !== "object") {
      return;
    }
    this.keep.checked = true;
    for (const [name, value] of Object.entries(kept)) {
      const field = this.form.elements.namedItem(name);
      if (field instanceof HTMLInputElement || field instanceof RadioNodeList) {
        field.value = String(value);
      }
    }
  }

  clear() {
    this.form.reset();
    this.keep.checked = false;
    this.save();
    this.show();
    this.status.textContent = say("The card is empty, and nothing is kept on this device.");
  }

  keepPicture() {
    const address = picture(this.root);
    if (!address) {
      this.status.textContent = TOO_MUCH;
      return;
    }
    const file = link(address, "");
    file.download = `${this.store.replace(/[^\w-]+/g, "-")}.png`;
    file.click();
    this.status.textContent = say(
      "The picture is with your downloads. Anyone who sees it can read it.",
    );
  }

  start() {
    this.form.addEventListener("submit", (event) => event.preventDefault());
    this.form.addEventListener("input", () => {
      this.show();
      this.save();
    });
    this.keep.addEventListener("change", () => this.save());
    one(".card-clear", this.root)?.addEventListener("click", () => this.clear());
    const sheet = one(".card-sheet", this.root);
    one(".card-print", this.root)?.addEventListener("click", () => {
      if (sheet) {
        printAlone(/** @type {HTMLElement} */ (sheet.cloneNode(true)), "card-print-sheet");
      }
    });
    one(".card-save", this.root)?.addEventListener("click", () => this.keepPicture());
    for (const part of all(".card-tools, .card-preview", this.root)) {
      part.hidden = false;
    }
    this.form.reset();
    this.load();
    this.show();
  }
}

for (const root of all(".form-card")) {
  const form = one("form", root);
  const keep = one("input[name=keep]", root);
  const status = one(".card-said", root);
  if (form instanceof HTMLFormElement && keep instanceof HTMLInputElement && status) {
    new Card(root, form, keep, status).start();
  }
}
