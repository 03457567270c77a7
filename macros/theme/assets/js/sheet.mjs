// @ts-check
// The page on when to get help as one sheet of paper: its boxes, and lines for telephone numbers.
// It fits on A4 and on Letter.

import { all, make, one } from "./dom.mjs";
import { fit, printAlone } from "./paper.mjs";

const SIZES = ["12pt", "11.5pt", "11pt", "10.5pt", "10pt", "9.5pt", "9pt", "8.5pt", "8pt"];

/** @param {HTMLElement} box */
function copied(box) {
  const copy = /** @type {HTMLElement} */ (box.cloneNode(true));
  all(".cite, .headerlink, .term-tip, .visually-hidden", copy).forEach((node) => node.remove());
  all("[id]", copy).forEach((node) => node.removeAttribute("id"));
  return copy;
}

/** @param {HTMLElement} tools */
function composed(tools) {
  const sheet = make("div", "sheet", make("p", "sheet-title", document.title.split(" - ")[0]));
  const kinds = (tools.dataset.kinds ?? "").split(" ").map((kind) => `article > .${kind}`);
  sheet.append(...all(kinds.join()).map(copied));
  for (const line of (tools.dataset.lines ?? "").split("|").filter(Boolean)) {
    sheet.append(make("p", "sheet-line", `${line}:`));
  }
  const leaf = one(".leaf");
  if (leaf) {
    sheet.append(copied(leaf));
  }
  return sheet;
}

const tools = one(".page-sheet");
if (tools) {
  one("button", tools)?.addEventListener("click", () => {
    const sheet = composed(tools);
    const bench = make("div", "bench md-typeset", sheet);
    document.body.append(bench);
    fit(sheet, "font-size", SIZES);
    bench.remove();
    printAlone(sheet, "alone-sheet");
  });
  tools.hidden = false;
}
