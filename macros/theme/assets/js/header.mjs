// @ts-check
// The menu and the search open by labels, which work without scripts. With scripts they are real
// buttons: named, in the Tab order, and with their state (WCAG 2.2, 2.1.1 and 4.1.2).

import { one } from "./dom.mjs";

/**
 * @param {string} id of the theme's checkbox
 * @param {string} name
 */
function turnIntoButton(id, name) {
  const label = one(`.md-header label.md-header__button[for=${id}]`);
  const toggle = document.getElementById(id);
  if (!label || !(toggle instanceof HTMLInputElement)) {
    return;
  }
  const button = document.createElement("button");
  button.type = "button";
  button.className = label.className;
  button.setAttribute("for", id); // the theme's styles ask for it
  button.setAttribute("aria-label", name);
  button.append(...label.childNodes);
  button.addEventListener("click", () => toggle.click());
  const showState = () => button.setAttribute("aria-expanded", String(toggle.checked));
  toggle.addEventListener("change", showState);
  showState();
  label.replaceWith(button);
}

turnIntoButton("__drawer", "Menu");
turnIntoButton("__search", "Search");
