// @ts-check
// A page as a leaflet: what it is in the margins of each sheet, boxes open, the references left out
// by choice. Without scripts the same words stand at the end of the page.

import { all, one } from "./dom.mjs";

const root = document.documentElement;
const leaf = one(".leaf");

/** For `content` in the margins, which takes strings alone. @param {string} text */
function quoted(text) {
  return `"${text.replace(/[\\"]/g, "\\$&").replace(/\s+/g, " ").trim()}"`;
}

// At once, not before printing: some programs that print a page never say so.
for (const [name, text] of Object.entries(leaf?.dataset ?? {})) {
  root.style.setProperty(`--leaf-${name}`, quoted(text ?? ""));
}

/** @type {HTMLElement[]} */
let closed = [];

window.addEventListener("beforeprint", () => {
  closed = all("article details:not([open], .ref-cite, .link-here)");
  closed.forEach((box) => box.setAttribute("open", ""));
});
window.addEventListener("afterprint", () => {
  closed.forEach((box) => box.removeAttribute("open"));
  closed = [];
});

const tools = one(".page-print");
if (tools) {
  const bare = one("input", tools);
  bare?.addEventListener("change", () => {
    root.classList.toggle("print-bare", bare instanceof HTMLInputElement && bare.checked);
  });
  one("button", tools)?.addEventListener("click", () => window.print());
  tools.hidden = false;
}
