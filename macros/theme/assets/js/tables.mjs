// @ts-check
// A table that fits is no stop for the Tab key; one that scrolls sideways says so.

import { all, make } from "./dom.mjs";
import { say } from "./words.mjs";

/**
 * @param {HTMLElement} box
 * @param {boolean} scrolls
 */
function show(box, scrolls) {
  const next = box.nextElementSibling;
  const hint = next?.classList.contains("scroll-hint") ? next : null;
  if (!scrolls) {
    box.removeAttribute("tabindex");
    hint?.remove();
    return;
  }
  box.tabIndex = 0;
  if (!hint) {
    const words = make("p", "scroll-hint", say("← It goes on sideways →"));
    words.setAttribute("aria-hidden", "true");
    box.after(words);
  }
}

/**
 * All are measured before one is changed, or each would be laid out anew.
 * @param {HTMLElement[]} boxes
 */
function measure(boxes) {
  const scrolls = boxes.map((box) => box.scrollWidth > box.clientWidth + 1);
  boxes.forEach((box, at) => show(box, scrolls[at]));
}

// Each is measured at once, after the first layout, and whenever its width changes.
const watcher = new ResizeObserver((entries) =>
  measure(entries.map((entry) => /** @type {HTMLElement} */ (entry.target))),
);
all(".table-scroll").forEach((box) => watcher.observe(box));
