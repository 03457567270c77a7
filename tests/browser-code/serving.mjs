// @ts-check
// A folder over http on this machine, compressed as GitHub Pages does it.

import { readFile } from "node:fs/promises";
import { createServer } from "node:http";
import { extname, join, normalize } from "node:path";
import { gzipSync } from "node:zlib";

/** @type {Record<string, string>} */
const TYPES = {
  ".html": "text/html; charset=utf-8",
  ".css": "text/css; charset=utf-8",
  ".js": "text/javascript; charset=utf-8",
  ".json": "application/json; charset=utf-8",
  ".webmanifest": "application/manifest+json",
  ".svg": "image/svg+xml",
  ".png": "image/png",
  ".txt": "text/plain; charset=utf-8",
  ".xml": "application/xml",
};
const PACKED = new Set(Object.keys(TYPES).filter((ending) => ending !== ".png"));

/**
 * @param {string} folder
 * @returns {Promise<{ root: string, stop: () => Promise<void> }>} the address, which ends in a
 *   slash, below a sub-path as that of a project site
 */
export async function serve(folder) {
  const below = "/handbook/";
  const server = createServer(async (request, response) => {
    const path = decodeURIComponent(new URL(request.url ?? "/", "http://localhost").pathname);
    const name = normalize(path.replace(/\/$/, "/index.html"));
    try {
      if (path === "/robots.txt") {
        throw new Error("the root of the host is not ours");
      }
      const data = await readFile(join(folder, name.replace(below, "/")));
      const ending = extname(name);
      const packed = PACKED.has(ending);
      response.writeHead(200, {
        "content-type": TYPES[ending] ?? "application/octet-stream",
        "cache-control": "max-age=600",
        ...(packed ? { "content-encoding": "gzip", vary: "accept-encoding" } : {}),
      });
      response.end(packed ? gzipSync(data) : data);
    } catch {
      response.writeHead(404, { "content-type": "text/plain" });
      response.end("not found");
    }
  });
  await new Promise((ready) => server.listen(0, "127.0.0.1", () => ready(null)));
  const address = /** @type {import("node:net").AddressInfo} */ (server.address());
  return {
    root: `http://127.0.0.1:${address.port}${below}`,
    stop: async () => {
      server.closeAllConnections();
      await new Promise((done) => server.close(done));
    },
  };
}
