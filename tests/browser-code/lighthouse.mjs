// @ts-check
// node lighthouse.mjs SITE CHROMIUM [RUNS]: what Lighthouse says of the pages that readers open
// most, on its phone profile, over a compressed connection; medians, and what the last run named.

import lighthouse from "lighthouse";
import puppeteer from "puppeteer-core";
import { serve } from "./serving.mjs";

const PAGES = [
  "",
  "patients/get-help/",
  "clinicians/flushing/",
  "patients/questions/",
  "sources/",
  "sources/differ/",
  "sources/trials/",
];
const CATEGORIES = ["performance", "accessibility", "best-practices", "seo"];
const WANTED = [98, 100, 100, 100];
const SHIFT = "cumulative-layout-shift";

const [site, program, runs = "3"] = process.argv.slice(2);

/** @param {number[]} numbers */
const median = (numbers) => numbers.sort((a, b) => a - b)[Math.floor(numbers.length / 2)];

const web = await serve(site);
const browser = await puppeteer.launch({
  executablePath: program,
  args: ["--no-sandbox", "--disable-gpu", "--disable-background-networking"],
});
const port = Number(new URL(browser.wsEndpoint()).port);
let failed = false;
console.log(`${"".padEnd(24)}${CATEGORIES.join("  ")}  layout shift`);
for (const page of PAGES) {
  /** @type {number[][]} */
  const scores = [];
  /** @type {Set<string>} */
  const named = new Set();
  for (let run = 0; run < Number(runs); run += 1) {
    const result = await lighthouse(web.root + page, { port, onlyCategories: CATEGORIES });
    if (!result) {
      throw new Error(`Lighthouse gave no result for ${page}`);
    }
    const { categories, audits } = result.lhr;
    scores.push([
      ...CATEGORIES.map((name) => Math.round((categories[name].score ?? 0) * 100)),
      Math.round((audits[SHIFT].numericValue ?? 1) * 1000) / 1000,
    ]);
    for (const { id, score, scoreDisplayMode, displayValue } of Object.values(audits)) {
      if (score !== null && score < 0.9 && scoreDisplayMode !== "informative") {
        named.add(displayValue ? `${id} (${displayValue})` : id);
      }
    }
  }
  const medians = scores[0].map((_, at) => median(scores.map((row) => row[at])));
  const poor = WANTED.some((least, at) => medians[at] < least) || medians[4] > 0;
  failed ||= poor;
  const row = medians.map((one, at) => String(one).padEnd(CATEGORIES[at]?.length ?? 0)).join("  ");
  console.log(`${(page || "home").padEnd(24)}${row}${poor ? `  ${[...named].join("; ")}` : ""}`);
}
await browser.close();
await web.stop();
process.exitCode = failed ? 1 : 0;
