// @ts-check
// The texts of scripts in the language of the pages: English, unless the site (shared.py), or the
// first line of a service worker, brings others (words.yml).

/** @type {Record<string, string>} */
const known = /** @type {any} */ (globalThis).handbook?.words ?? {};

/**
 * A text in the page's language, its {values} filled in. Python reads the calls of this name to
 * know all texts: the first argument is a plain string.
 * @param {string} text in English
 * @param {Record<string, string | number>} [values]
 */
export function say(text, values = {}) {
  return (known[text] ?? text).replace(/\{(\w+)\}/g, (all, name) => String(values[name] ?? all));
}
