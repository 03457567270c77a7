// @ts-check
// What is kept on a reader's device, and where: what the page and the service worker both know.
//
// A copy is a cache of its own, named after what is in it. A second cache holds one small record
// that says which copy counts. That record is written last, in one step: until then the copy before
// counts, so that a download that breaks off never leaves half a handbook.

import { say } from "./words.mjs";

/**
 * @typedef {object} Withdrawal a mistake that was taken back
 * @property {string} id
 * @property {string} address of its page, below the root
 * @property {string} until
 * @property {string} because
 *
 * @typedef {object} Edition what offline.json says of a built site
 * @property {string} id made from the content of all files
 * @property {string} day
 * @property {string} version
 * @property {number} bytes
 * @property {Withdrawal[]} withdrawn
 *
 * @typedef {Record<string, [digest: string, bytes: number]>} Files by address below the root
 * @typedef {{ edition: Edition, files: Files, cache: string }} Kept
 */

/**
 * The beginning of the names of our caches. Other sites of one host have caches of their own.
 * @param {string} root the address of the site's first page
 */
export const shelf = (root) => `handbook ${new URL(root).pathname} `;

/** @param {string} root */
const records = (root) => `${shelf(root)}records`;

/**
 * @param {string} root
 * @param {string} name
 * @returns {Promise<any>} what was recorded, or null
 */
async function recorded(root, name) {
  // By name: to open a cache that is not there would make it.
  const found = await caches.match(new URL(name, root).href, { cacheName: records(root) });
  return found ? found.json() : null;
}

/**
 * @param {string} root
 * @param {string} name
 * @param {unknown} value
 */
const record = async (root, name, value) =>
  (await caches.open(records(root))).put(
    new URL(name, root).href,
    new Response(JSON.stringify(value)),
  );

/**
 * @param {string} root
 * @returns {Promise<Kept | null>} the copy that counts
 */
export const keptCopy = (root) => recorded(root, "kept");

/**
 * @param {string} root
 * @param {Kept} kept
 */
export const switchTo = (root, kept) => record(root, "kept", kept);

/**
 * Keep what the newest edition says was wrong: it is said without a network, too.
 * @param {string} root
 * @param {Edition} newest
 */
export const noteMistakes = (root, newest) => record(root, "mistakes", newest.withdrawn);

/**
 * What was taken back since a copy was made, as far as this device has heard.
 * @param {string} root
 * @param {Kept} kept
 * @returns {Promise<Withdrawal[]>}
 */
export async function mistakesSince(root, kept) {
  const known = new Set(kept.edition.withdrawn.map((one) => one.id));
  /** @type {Withdrawal[]} */
  const heard = (await recorded(root, "mistakes")) ?? [];
  return heard.filter((one) => !known.has(one.id));
}

/**
 * A day in words, whatever the language of the browser: that of the handbook.
 * @param {string} day such as 2026-11-22
 */
export function dayInWords(day) {
  const months = [
    ...[say("January"), say("February"), say("March"), say("April"), say("May"), say("June")],
    ...[say("July"), say("August"), say("September"), say("October"), say("November")],
    say("December"),
  ];
  const date = new Date(`${day}T00:00:00Z`);
  if (Number.isNaN(date.getTime())) {
    return day;
  }
  const month = months[date.getUTCMonth()];
  return say("{day} {month} {year}", {
    day: date.getUTCDate(),
    month,
    year: date.getUTCFullYear(),
  });
}

/** @param {Edition} edition */
export const named = ({ day, version }) =>
  `${dayInWords(day)}${version ? say(", version {version}", { version }) : ""}`;
