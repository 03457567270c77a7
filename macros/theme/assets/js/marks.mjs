// @ts-check
// Nearly each sentence has a mark, and each would be a stop for the Tab key. So all marks of a
// section are one stop, within which the arrow keys move (as in a toolbar of the ARIA Authoring
// Practices: roving tabindex). Whoever reads with a screen reader meets them in the text as before.

import { all } from "./dom.mjs";

/** @type {Map<Element, HTMLElement[]>} */
const groups = new Map();

/** The marks of the article by section; those of a box that opens are a group of their own. */
function group() {
  /** @type {HTMLElement[]} */
  let links = [];
  /** @type {Element | null} */
  let box = null;
  for (const node of all("article :is(h1, h2, h3, h4, .cite > a)")) {
    const inside = node.closest("details");
    if (!node.matches("a") || inside !== box) {
      links = [];
      box = inside;
    }
    if (node.matches("a")) {
      links.push(node);
      groups.set(node, links);
    }
  }
}

/**
 * @param {HTMLElement[]} links
 * @param {HTMLElement} stop
 */
function stopAt(links, stop) {
  links.forEach((link) => (link.tabIndex = link === stop ? 0 : -1));
}

/**
 * Whether a mark has others in its section.
 * @param {Element} link
 */
export function hasOthers(link) {
  return (groups.get(link)?.length ?? 0) > 1;
}

document.addEventListener("focusin", ({ target }) => {
  const links = target instanceof HTMLElement && groups.get(target);
  if (links) {
    stopAt(links, target);
  }
});
document.addEventListener("keydown", (event) => {
  const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
  const links = event.target instanceof HTMLElement && groups.get(event.target);
  if (step && links && !event.altKey && !event.ctrlKey && !event.metaKey) {
    const next = links[links.indexOf(/** @type {HTMLElement} */ (event.target)) + step];
    if (next) {
      event.preventDefault();
      next.focus();
    }
  }
});

group();
new Set(groups.values()).forEach((links) => stopAt(links, links[0]));
