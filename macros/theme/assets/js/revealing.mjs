// @ts-check
// A closed box opens when an address leads into it, such as the list of references when a mark
// does; and lists of references and answers are open on paper. (Some browsers do the first by
// themselves.)

import { all, named, one, targetOf } from "./dom.mjs";

const ON_PAPER = ".references-box, details.asked, .asked details";

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

/** @type {HTMLElement[]} */
let closed = [];

reveal(location.hash);
window.addEventListener("hashchange", () => reveal(location.hash));
document.addEventListener("click", (event) => {
  // Before the browser goes there, and also where the address is that already and nothing changes.
  const link = targetOf(event)?.closest("a[href^='#']");
  if (link instanceof HTMLAnchorElement && !event.defaultPrevented) {
    reveal(link.hash);
  }
});
window.addEventListener("beforeprint", () => {
  closed = all(`:is(${ON_PAPER}):not([open])`);
  closed.forEach((box) => box.setAttribute("open", ""));
});
window.addEventListener("afterprint", () => {
  closed.forEach((box) => box.removeAttribute("open"));
});
