// @ts-check
// The menu and the search open by labels, which work without scripts. With scripts they are real
// buttons: named, in the Tab order, and with their state (WCAG 2.2, 2.1.1 and 4.1.2).

import { one } from "./dom.mjs";
import { say } from "./words.mjs";

/**
 * @param {HTMLElement | null} label
 * @param {string} id of the theme's checkbox
 * @param {string} name for an icon; a label with words has its own
 */
function turnIntoButton(label, id, name) {
  const toggle = document.getElementById(id);
  if (!label || !(toggle instanceof HTMLInputElement)) {
    return;
  }
  const button = document.createElement("button");
  button.type = "button";
  button.className = label.className;
  button.setAttribute("for", id); // the theme's styles ask for it
  if (name) {
    button.setAttribute("aria-label", name);
  }
  button.append(...label.childNodes);
  button.addEventListener("click", () => toggle.click());
  const showState = () => button.setAttribute("aria-expanded", String(toggle.checked));
  toggle.addEventListener("change", showState);
  showState();
  label.replaceWith(button);
}

for (const [id, name] of [
  ["__drawer", say("Menu")],
  ["__search", say("Search")],
]) {
  turnIntoButton(one(`.md-header label.md-header__button[for=${id}]`), id, name);
}
// On the page for an address without a page.
turnIntoButton(one("article label.open-search"), "__search", "");
