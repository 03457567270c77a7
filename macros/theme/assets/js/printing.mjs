// @ts-check
// A page as a leaflet: what it is in the margins of each sheet, the references left out by choice.
// Without scripts, and where a browser writes nothing into margins, the same words are at its end.

import { one } from "./dom.mjs";

const root = document.documentElement;
const leaf = one(".leaf");

/**
 * For `content` in the margins: strings, and counters in the words for the number of a sheet.
 * @param {string} text
 */
function quoted(text) {
  return `"${text.replace(/[\\"]/g, "\\$&").replace(/\s+/g, " ").trim()}"`
    .replace("{number}", '" counter(page) "')
    .replace("{total}", '" counter(pages) "');
}

// At once, not before printing: some programs that print a page never say so.
for (const [name, text] of Object.entries(leaf?.dataset ?? {})) {
  root.style.setProperty(`--leaf-${name}`, quoted(text ?? ""));
}

root.classList.toggle("leaf-in-margins", Boolean(leaf) && "CSSMarginRule" in window);

const tools = one(".page-print");
if (tools) {
  const bare = one("input", tools);
  bare?.addEventListener("change", () => {
    root.classList.toggle("print-bare", bare instanceof HTMLInputElement && bare.checked);
  });
  one("button", tools)?.addEventListener("click", () => window.print());
  tools.hidden = false;
}
