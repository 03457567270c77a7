// @ts-check
// A page as a leaflet: what it is in the margins of each sheet, the references left out by choice.
// Without scripts the same words stand at the end of the page.

import { one } from "./dom.mjs";

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

const tools = one(".page-print");
if (tools) {
  const bare = one("input", tools);
  bare?.addEventListener("change", () => {
    root.classList.toggle("print-bare", bare instanceof HTMLInputElement && bare.checked);
  });
  one("button", tools)?.addEventListener("click", () => window.print());
  tools.hidden = false;
}
