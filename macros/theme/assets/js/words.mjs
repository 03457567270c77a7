// @ts-check
// The texts of scripts in the language of the page: English, unless the first script of the page,
// or the first line of a service worker, brings others (words.yml).

/**
 * @returns {Record<string, string>}
 */
function brought() {
  if (typeof document === "undefined") {
    return /** @type {any} */ (globalThis).handbookWords ?? {};
  }
  const script = document.querySelector("script[data-words]");
  return script instanceof HTMLElement ? JSON.parse(script.dataset.words ?? "{}") : {};
}

const known = brought();

/**
 * A text in the page's language, its {values} filled in. Python reads the calls of this name to
 * know all texts: the first argument is a plain string.
 * @param {string} text in English
 * @param {Record<string, string | number>} [values]
 */
export function say(text, values = {}) {
  return (known[text] ?? text).replace(/\{(\w+)\}/g, (all, name) => String(values[name] ?? all));
}
