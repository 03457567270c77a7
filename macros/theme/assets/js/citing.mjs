// @ts-check
// "Cite" behind each reference: a menu that is made when it is opened. Without scripts the control
// is a plain link to the reference's BibTeX file.

import { copy } from "./copying.mjs";
import { all, button, link, make, one } from "./dom.mjs";
import { say } from "./words.mjs";

const SHOWN = 4000; // milliseconds for which "Copied" stays

/**
 * @param {HTMLElement} menu
 * @param {HTMLElement} item
 * @param {string} address the BibTeX file's
 */
function fill(menu, item, address) {
  const text = one(".ref-text", item);
  if (text) {
    const status = make("span", "");
    status.setAttribute("role", "status");
    const press = button("ref-copy", say("Copy"), async () => {
      const plain = (text.textContent ?? "").replace(/\s+/g, " ").trim();
      status.textContent = `${await copy(plain, text)} `;
      setTimeout(() => status.replaceChildren(), SHOWN);
    });
    menu.append(press, status);
  }
  for (const given of all(".page-export a[download]")) {
    const ending = (given.getAttribute("href") ?? "").replace(/.*\./, "");
    const file = link(address.replace(/bib$/, ending), given.textContent ?? "");
    file.download = "";
    menu.append(file, " ");
  }
  const everywhere = /** @type {HTMLAnchorElement | null} */ (one("a.ref-all"));
  if (everywhere) {
    menu.append(link(`${everywhere.href}#${item.id}`, say("Where else it is cited")));
  }
}

for (const plain of all("a.ref-cite")) {
  const item = plain.closest("li");
  if (item) {
    const summary = make("summary", "", say("Cite"));
    const words = (one(".ref-text", item)?.textContent ?? "").trim().slice(0, 60);
    summary.setAttribute("aria-label", say("Cite {source}", { source: words }));
    const menu = make("details", "ref-cite", summary);
    const address = plain.getAttribute("href") ?? "";
    menu.addEventListener("toggle", () => {
      if (menu.open && menu.childElementCount === 1) {
        fill(menu, item, address);
      }
    });
    menu.addEventListener("keydown", (event) => {
      if (event.key === "Escape" && menu.open) {
        menu.open = false;
        summary.focus();
      }
    });
    plain.replaceWith(menu);
  }
}
