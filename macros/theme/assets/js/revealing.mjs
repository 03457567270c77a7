// @ts-check
// A closed box opens when an address leads into it, such as the list of references when a mark
// does. (Some browsers do that by themselves.)

import { named, one, targetOf } from "./dom.mjs";

/** @param {string} hash */
function reveal(hash) {
  const target = hash.length > 1 ? named(hash) : null;
  let opened = false;
  // A link to a question leads to its answers, which are closed below it.
  const answers = target?.matches(".asked:not(details)") && one("details", target);
  if (answers instanceof HTMLDetailsElement) {
    answers.open = true;
  }
  for (let box = target?.closest("details"); box; box = box.parentElement?.closest("details")) {
    opened ||= !box.open;
    box.open = true;
  }
  if (opened) {
    target?.scrollIntoView();
  }
}

/** An address may name a tab of the page: the theme's radio button. */
function chooseTab() {
  const tab = named(location.hash);
  if (tab instanceof HTMLInputElement && tab.name.startsWith("__tabbed_")) {
    tab.checked = true;
  }
}

chooseTab();
reveal(location.hash);
window.addEventListener("hashchange", () => reveal(location.hash));
document.addEventListener("click", (event) => {
  // Before the browser goes there, and also where the address is that already and nothing changes.
  const link = targetOf(event)?.closest("a[href^='#']");
  if (link instanceof HTMLAnchorElement && !event.defaultPrevented) {
    reveal(link.hash);
  }
});
