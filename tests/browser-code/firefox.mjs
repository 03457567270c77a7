// @ts-check
// One page of each kind in Firefox. HANDBOOK holds three lines: the built site, the unpacked
// offline copy, and the program (python -m tests.firefox sets it). Search, previews, the copy on
// a disk, the copy that is kept, and no policy broken.

import assert from "node:assert/strict";
import { existsSync } from "node:fs";
import { resolve } from "node:path";
import { after, before, test } from "node:test";
import { pathToFileURL } from "node:url";
import puppeteer from "puppeteer-core";
import { serve } from "./serving.mjs";

const [site, offline, program] = process.env.HANDBOOK?.split("\n") ?? [];
const PAGES = [
  "",
  "patients/get-help/",
  "patients/port-card/",
  "clinicians/flushing/",
  "sources/",
  "sources/differ/",
  "sources/glossary/",
];
const WAIT = { timeout: 20_000 };

/** @type {import("puppeteer-core").Browser} */
let browser;
/** @type {Awaited<ReturnType<typeof serve>>} */
let web;

before(async () => {
  browser = await puppeteer.launch({
    browser: "firefox",
    executablePath: program,
    // The browser itself calls nobody.
    extraPrefsFirefox: { "network.captive-portal-service.enabled": false },
  });
  web = await serve(site);
});

after(async () => {
  await browser?.close();
  await web?.stop();
});

/** A page that notes what its policy stopped, and its errors. */
async function reader() {
  const page = await browser.newPage();
  await page.setViewport({ width: 1280, height: 800 });
  /** @type {string[]} */
  const wrong = [];
  page.on("pageerror", (error) => wrong.push(String(error)));
  page.on("console", (message) => {
    if (message.type() === "error") {
      wrong.push(message.text());
    }
  });
  await page.evaluateOnNewDocument(() => {
    document.addEventListener("securitypolicyviolation", (event) =>
      console.error(`policy: ${event.violatedDirective} ${event.blockedURI}`),
    );
  });
  return { page, wrong };
}

/**
 * @param {import("puppeteer-core").Page} page
 * @param {string} words
 */
async function search(page, words) {
  await page.click("[data-md-component=search-query]");
  await page.keyboard.type(words);
  await page.waitForSelector(".md-search-result__link", { ...WAIT, visible: true });
  const found = await page.$eval(".md-search-result__link", (node) => node.textContent ?? "");
  await page.keyboard.press("Escape");
  return found;
}

/** @param {string} name */
function onDisk(name) {
  const plain = `${name.replace(/\/$/, "")}.html`;
  const path = [plain, `${name}index.html`].find((one) => existsSync(resolve(offline, one)));
  return pathToFileURL(resolve(offline, path ?? "index.html")).href;
}

for (const [copy, address] of /** @type {const} */ ([
  ["web", (/** @type {string} */ name) => web.root + name],
  ["disk", onDisk],
])) {
  test(`pages, search and previews from the ${copy}`, async () => {
    const { page, wrong } = await reader();
    for (const name of PAGES) {
      await page.goto(address(name));
      assert.equal(await page.$$eval("h1", (all) => all.length), 1, name);
      assert.match(await search(page, "fever"), /\w/, name);
    }
    await page.goto(address("clinicians/flushing/"));
    assert.match(await search(page, "alteplase"), /\w/);
    await page.hover("article sup.cite a");
    await page.waitForSelector(".cite-preview", { ...WAIT, visible: true });
    assert.deepEqual(wrong, []);
    await page.close();
  });
}

test("the copy that is kept is read and searched when the server is gone", async () => {
  const own = await serve(site);
  const { page } = await reader();
  await page.goto(own.root);
  const press = (/** @type {string} */ words) =>
    page.locator(`::-p-text(${words})`).setTimeout(WAIT.timeout).click();
  await press("Read it without a network");
  await press("Keep it on this device");
  await page.waitForSelector("::-p-text(Done. All of it)", { timeout: 60_000 });
  await own.stop();
  await page.goto(`${own.root}clinicians/flushing/`);
  const note = await page.$eval(".copy-note", (node) => node.textContent ?? "");
  assert.match(note, /From the copy on this device: the handbook of \d+ \w+ 20\d\d/);
  assert.match(await search(page, "alteplase"), /\w/);
  await page.close();
});
