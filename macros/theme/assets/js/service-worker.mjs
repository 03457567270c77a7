// @ts-check
// The service worker: it is there only after a reader asked to keep the handbook. The web comes
// first, so that a mistake that was corrected isn't read from an old copy; the copy answers where
// there is no network, or one that is too slow.

import { dayInWords, keptCopy, mistakesSince, named } from "./kept.mjs";
import { say } from "./words.mjs";

/**
 * @typedef {object} Fetching the part of FetchEvent that is used here
 * @property {Request} request
 * @property {string} clientId
 * @property {string} resultingClientId
 * @property {(answer: Promise<Response>) => void} respondWith
 */

const worker = /** @type {any} */ (self);
const PATIENCE = 4000; // milliseconds until a page comes from the copy
const MARK = /<p class="copy-note"[^>]*>/;
/** Pages that came from the copy: what they load comes from there, too. @type {Set<string>} */
const copied = new Set();

/** @returns {string} */
const root = () => worker.registration.scope;

/** @param {string} text */
const escaped = (text) =>
  text.replace(/[&<>"']/g, (sign) => `&#${/** @type {number} */ (sign.codePointAt(0))};`);

/** @param {string} address */
function below(address) {
  const url = new URL(address);
  const path = url.origin + url.pathname.replace(/\/index\.html$/, "/");
  return path.startsWith(root()) ? path.slice(root().length) : "";
}

/**
 * @param {import("./kept.mjs").Kept} kept
 * @param {string} name below the root
 */
const fromCopy = (kept, name) =>
  caches.match(new URL(name, root()).href, { cacheName: kept.cache });

/**
 * A page of the copy, which says that it is one, and what was taken back since.
 * @param {import("./kept.mjs").Kept} kept
 * @param {string} name
 */
async function copiedPage(kept, name) {
  const found = await fromCopy(kept, name);
  if (!found) {
    // Links within the page are relative: its address must end as on the web.
    const folder = `${name}/` in kept.files;
    return folder ? Response.redirect(new URL(`${name}/`, root()).href) : undefined;
  }
  const wrong = (await mistakesSince(root(), kept)).filter((one) => one.address === name);
  const warnings = wrong.map(
    (one) =>
      "<br><strong>" +
      escaped(
        say("Something on this page was wrong, and was taken back on {day}: {because}", {
          day: dayInWords(one.until),
          because: one.because,
        }),
      ) +
      "</strong>",
  );
  const day = escaped(kept.edition.day);
  const note =
    `<p class="copy-note" data-day="${day}" data-search-exclude>` +
    escaped(
      say("From the copy on this device: the handbook of {version}.", {
        version: named(kept.edition),
      }),
    ) +
    warnings.join("");
  const text = (await found.text()).replace(MARK, () => note);
  return new Response(text, { headers: found.headers });
}

/** @param {Fetching} event */
async function page(event) {
  const { request } = event;
  const kept = await keptCopy(root());
  if (!kept) {
    return fetch(request);
  }
  // Asked anew each time: a page from the browser's own cache would pass for the web's.
  const asked = fetch(request.url, { cache: "no-cache", redirect: "manual" });
  const late = new Promise((resolve) => setTimeout(resolve, PATIENCE, null));
  const answer = await Promise.race([asked.catch(() => null), late]);
  if (answer && answer.status < 500) {
    return answer;
  }
  const name = below(request.url);
  const found = await copiedPage(kept, name);
  if (found) {
    copied.add(event.resultingClientId);
    return found;
  }
  return asked.catch(async () => {
    const missing = await copiedPage(kept, "404.html");
    return missing
      ? new Response(missing.body, { status: 404, headers: missing.headers })
      : new Response(say("This is not in the copy on this device."), { status: 404 });
  });
}

/** @param {Fetching} event */
async function part(event) {
  const { request, clientId } = event;
  const kept = request.cache === "no-store" ? null : await keptCopy(root());
  if (!kept) {
    return fetch(request);
  }
  const found = fromCopy(kept, below(request.url));
  if (copied.has(clientId)) {
    return (await found) ?? fetch(request);
  }
  return fetch(request).catch(async () => (await found) ?? Response.error());
}

worker.addEventListener("install", () => worker.skipWaiting());
worker.addEventListener("activate", (/** @type {any} */ event) =>
  event.waitUntil(worker.clients.claim()),
);
worker.addEventListener("fetch", (/** @type {Fetching} */ event) => {
  const { request } = event;
  if (request.method === "GET" && request.url.startsWith(root())) {
    event.respondWith(request.mode === "navigate" ? page(event) : part(event));
  }
});
