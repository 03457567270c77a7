// @ts-check
// Keep the whole handbook on this device, renew it, remove it.

import { keptCopy, shelf, switchTo } from "./kept.mjs";
import { say } from "./words.mjs";

/**
 * @typedef {import("./kept.mjs").Edition} Edition
 * @typedef {import("./kept.mjs").Files} Files
 * @typedef {import("./kept.mjs").Kept} Kept
 */

const AT_ONCE = 6;
const WORKER = "service-worker.js";

/** What went wrong, in words for the reader. */
export class NotKept extends Error {}

/**
 * @param {string} root
 * @param {string} name
 */
async function asked(root, name) {
  const answer = await fetch(new URL(name, root), { cache: "no-store" });
  if (!answer.ok) {
    throw new NotKept(say("The list of what to keep is not there. Try again later."));
  }
  return answer.json();
}

/**
 * The newest edition on the web: a few hundred bytes.
 * @param {string} root
 * @returns {Promise<Edition>}
 */
export const newestEdition = (root) => asked(root, "offline.json");

/**
 * The files of an edition: a few kilobytes.
 * @param {string} root
 * @param {Edition} edition
 * @returns {Promise<Files>}
 */
export async function filesOf(root, edition) {
  const list = await asked(root, "offline-files.json");
  if (list.id !== edition.id) {
    throw new NotKept(say("The handbook is being published just now. Try again in a few minutes."));
  }
  return list.files;
}

/**
 * How much would be fetched: what is kept already with the same content is not fetched again.
 * @param {Files} files
 * @param {Kept | null} kept
 */
export function bytesToFetch(files, kept) {
  return Object.entries(files)
    .filter(([name, [digest]]) => kept?.files[name]?.[0] !== digest)
    .reduce((sum, [, [, bytes]]) => sum + bytes, 0);
}

/** @param {ArrayBuffer} data */
async function digestOf(data) {
  const bytes = new Uint8Array(await crypto.subtle.digest("SHA-256", data));
  return [...bytes].map((byte) => byte.toString(16).padStart(2, "0")).join("");
}

/**
 * A file from the web, if it is what the list says.
 * @param {URL} address
 * @param {string} digest
 */
async function verified(address, digest) {
  for (const cache of /** @type {const} */ (["no-cache", "reload"])) {
    const answer = await fetch(address, { cache });
    const data = await answer.arrayBuffer();
    if (answer.ok && (await digestOf(data)).startsWith(digest)) {
      const type = answer.headers.get("content-type") ?? "application/octet-stream";
      return new Response(data, { headers: { "content-type": type, "x-digest": digest } });
    }
  }
  throw new NotKept(
    say("A file is not as it should be; perhaps a newer version is being published."),
  );
}

/**
 * Fetch all files into a cache of their own, then let that copy count. What a broken download left
 * is used. Raises NotKept, or what the browser raises; the copy before then still counts.
 * @param {string} root
 * @param {Edition} edition
 * @param {Files} files
 * @param {(done: number) => void} progress is told how many bytes are there
 */
export async function keep(root, edition, files, progress) {
  await navigator.serviceWorker.register(new URL(WORKER, root), {
    scope: root,
    updateViaCache: "none",
  });
  const before = await keptCopy(root);
  const name = `${shelf(root)}copy ${edition.id}`;
  const into = await caches.open(name);
  const old = before && (await caches.open(before.cache));
  const queue = Object.entries(files);
  let done = 0;

  /** @param {[string, [string, number]]} file */
  async function fetched([path, [digest, bytes]]) {
    const address = new URL(path, root);
    const there = await into.match(address);
    if (there?.headers.get("x-digest") !== digest) {
      const same = before?.files[path]?.[0] === digest ? await old?.match(address) : undefined;
      await into.put(address, same ?? (await verified(address, digest)));
    }
    done += bytes;
    progress(done);
  }

  async function fetchNext() {
    try {
      for (let file = queue.pop(); file; file = queue.pop()) {
        await fetched(file);
      }
    } catch (error) {
      queue.length = 0; // the others stop, too
      throw error;
    }
  }

  await Promise.all(Array.from({ length: AT_ONCE }, fetchNext));
  await switchTo(root, { edition, files, cache: name });
  for (const other of await caches.keys()) {
    if (other.startsWith(`${shelf(root)}copy `) && other !== name) {
      await caches.delete(other);
    }
  }
}

/**
 * Take everything off this device: the copies, the records, the service worker.
 * @param {string} root
 */
export async function remove(root) {
  for (const name of await caches.keys()) {
    if (name.startsWith(shelf(root))) {
      await caches.delete(name);
    }
  }
  const registration = await navigator.serviceWorker.getRegistration(root);
  if (registration?.scope === root) {
    await registration.unregister();
  }
}
