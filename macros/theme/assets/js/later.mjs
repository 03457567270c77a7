// @ts-check
// The index of the search is twice as heavy as a page, and most visits search nothing: it is
// fetched when somebody turns to the search.
//
// The theme asks for it as soon as its own script runs, by an XMLHttpRequest that it gives no way
// to delay. So this module runs before that script, and replaces `open` and `send` of that one
// class: `open` notes whether the address is the index's, and `send` keeps such a request back. All
// other requests go through as they are. The first sign that the search is wanted sends what was
// kept back and puts the browser's own two functions back; from then on nothing is changed any
// more. Nothing is replaced where the query is in the address (the answer is wanted at once) or on
// file:// (the index is a script there). Should the theme fetch its index in another way one day,
// the index just comes early again: tests/browser/test_handbook.py says so.

import { targetOf } from "./dom.mjs";

const INDEX = /\/search\/search_index\.json$/;
// Pointing at the search, reaching it with Tab, or one of the theme's keys for it: the index is
// there by the time the first letter is.
const SIGNS = ["pointerover", "pointerdown", "focusin", "keydown", "change"];
const KEYS = /^[/sf]$/;
const SEARCH = "#__search, [for=__search], .md-search";

/** @param {Event} event */
function isWanted(event) {
  if (event instanceof KeyboardEvent && event.type === "keydown") {
    return !event.ctrlKey && !event.metaKey && !event.altKey && KEYS.test(event.key);
  }
  return targetOf(event)?.closest(SEARCH) !== null;
}

function keepIndexBack() {
  const { open, send } = XMLHttpRequest.prototype;
  /** @type {Set<XMLHttpRequest>} */
  const ofIndex = new Set();
  /** @type {Set<XMLHttpRequest>} */
  const kept = new Set();

  /** @param {Event} event */
  function turned(event) {
    if (!isWanted(event)) {
      return;
    }
    Object.assign(XMLHttpRequest.prototype, { open, send });
    SIGNS.forEach((name) => document.removeEventListener(name, turned, true));
    kept.forEach((request) => send.call(request));
    kept.clear();
  }

  Object.assign(XMLHttpRequest.prototype, {
    /**
     * @this {XMLHttpRequest}
     * @param {Parameters<typeof open>} parts
     */
    open(...parts) {
      if (INDEX.test(String(parts[1]))) {
        ofIndex.add(this);
      }
      return open.apply(this, parts);
    },
    /**
     * @this {XMLHttpRequest}
     * @param {Parameters<typeof send>} parts
     */
    send(...parts) {
      if (ofIndex.has(this)) {
        kept.add(this);
      } else {
        send.apply(this, parts);
      }
    },
  });
  SIGNS.forEach((name) => document.addEventListener(name, turned, true));
}

if (!/[?&#]q=/.test(location.search + location.hash) && location.protocol !== "file:") {
  keepIndexBack();
}
