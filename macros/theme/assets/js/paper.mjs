// @ts-check
// One sheet that is printed alone, and text that is made to fit into its place.

import { make } from "./dom.mjs";

/**
 * Smaller letters, in steps, down to what can still be read.
 * @param {HTMLElement} box
 * @param {string} property of its style
 * @param {string[]} sizes the largest first
 * @returns {boolean} whether the text fits
 */
export function fit(box, property, sizes) {
  return sizes.some((size) => {
    box.style.setProperty(property, size);
    return box.scrollHeight <= box.clientHeight + 1;
  });
}

/**
 * Print a part of the page by itself.
 * @param {HTMLElement} sheet
 * @param {string} kind the class of the paper
 */
export function printAlone(sheet, kind) {
  const paper = make("div", `alone ${kind} md-typeset`, sheet);
  document.body.append(paper);
  document.documentElement.classList.add("print-alone");
  const after = () => {
    document.documentElement.classList.remove("print-alone");
    paper.remove();
  };
  window.addEventListener("afterprint", after, { once: true });
  window.print();
}
