// @ts-check
// What is the same on all pages of a site is sent once, in this file, before which stands
// `globalThis.handbook = …` (scripts.py). It runs in the header, so that the colours are chosen and
// the search is there before anything is shown. The theme's own script finds what it finds on a
// page of Material: its settings, its switches, and where it keeps what a reader chose.

import { say } from "./words.mjs";

const own = /** @type {HTMLScriptElement} */ (document.currentScript);
const root = new URL("../../", own.src);
const { palette, search, config, help } = /** @type {any} */ (globalThis).handbook;

/** @param {string} name @param {Storage} [store] @param {URL} [scope] */
function read(name, store = localStorage, scope = root) {
  return JSON.parse(store.getItem(`${scope.pathname}.${name}`) ?? "null");
}

/** @param {string} name @param {unknown} value @param {Storage} [store] @param {URL} [scope] */
function write(name, value, store = localStorage, scope = root) {
  try {
    store.setItem(`${scope.pathname}.${name}`, JSON.stringify(value));
  } catch {
    // Forbidden or full: nothing is kept.
  }
}

/** @param {string} text */
function digest(text) {
  return [...text].reduce((sum, sign) => (sum << 5) - sum + sign.charCodeAt(0), 0);
}

/** The colours that were chosen, or those of the system. */
function choose() {
  const { color } = read("__palette") ?? {};
  if (color?.media === "(prefers-color-scheme)") {
    const scheme = matchMedia("(prefers-color-scheme: light)").matches ? "light" : "dark";
    const name = `[data-md-color-media="(prefers-color-scheme: ${scheme})"]`;
    for (const part of ["media", "scheme", "primary", "accent"]) {
      color[part] = document.querySelector(name)?.getAttribute(`data-md-color-${part}`);
    }
  }
  for (const [part, value] of Object.entries(color ?? {})) {
    document.body.setAttribute(`data-md-color-${part}`, value);
  }
}

/** An old copy on a disk knows its age: the day is the reader's own. */
function judgeAge() {
  const day = new Date();
  day.setMinutes(day.getMinutes() - day.getTimezoneOffset());
  const { due = "9999" } = own.dataset;
  document.documentElement.classList.toggle("overdue", day.toISOString() > `${due.slice(0, 10)}T~`);
}

Object.assign(globalThis, { __md_scope: root, __md_hash: digest, __md_get: read, __md_set: write });
help.help &&= new URL(help.help, root).href;
const settings = document.createElement("script");
settings.id = "__config";
settings.type = "application/json";
const worker = config.search && new URL(config.search, own.src).href;
settings.textContent = JSON.stringify({ ...config, base: root.href, search: worker });
document.head.append(settings);
own.insertAdjacentHTML("beforebegin", palette);
own.insertAdjacentHTML("afterend", search);
own.nextElementSibling?.setAttribute("aria-label", say("Search")); // WCAG 2.2, 4.1.2
choose();
judgeAge();
