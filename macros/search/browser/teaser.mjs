// @ts-check
// What is shown of a document: the sentence that answers, with the words found in it marked.

import { withoutTags } from "./index.mjs";
import { WEIGHTS } from "./weights.mjs";
import { STOP, plain, split, stem, stemmed } from "./words.mjs";

/**
 * @typedef {import("./index.mjs").Doc} Doc
 * @typedef {import("./index.mjs").SearchIndex} SearchIndex
 * @typedef {{ stems: string[], value: number }[]} Wanted what means one unit, with what it is worth
 */

/** As long as a row of results can hold. */
const LONG = 170;
/** Of a text longer than this the rest is not looked at: no section of a page is. */
const READ = 8000;

/**
 * The readable sentence of a document's text that holds most of what was asked.
 * @param {Doc} doc
 * @param {Wanted[]} wanted
 * @param {boolean} opening show the beginning first, whatever was asked
 * @returns {{ html: string, found: string[] }} HTML, escaped, with <mark>
 */
export function teaser(doc, wanted, opening) {
  const sentences = (doc.sentences ??= sentencesOf(doc.source));
  if (!sentences.length) {
    return { html: "", found: [] };
  }
  const best = bestOf(sentences, wanted);
  const before = opening && best > 0 ? `${sentences[0].text} ${best > 1 ? "… " : ""}` : "";
  let text = before + sentences[best].text;
  for (const next of sentences.slice(best + 1)) {
    if (text.length + next.text.length >= LONG) {
      break;
    }
    text += ` ${/[.!?:;]$/.test(text) ? "" : "· "}${next.text}`;
  }
  if (text.length > LONG * 1.6) {
    text = `${text.slice(0, LONG * 1.6).replace(/\s+\S*$/, "")} …`;
  }
  return marked(text, wanted);
}

/**
 * @param {{ text: string, stems: Set<string> }[]} sentences
 * @param {Wanted[]} wanted
 */
function bestOf(sentences, wanted) {
  const { later, latest, fragment } = WEIGHTS.teaser;
  let [best, top] = [0, -Infinity];
  sentences.forEach(({ text, stems }, at) => {
    let score = -Math.min(latest, at * later);
    score -= text.length < 25 || !/[.!?:…]$/.test(text) ? fragment : 0;
    for (const one of wanted) {
      score += valueIn(one, stems);
    }
    if (score > top) {
      [top, best] = [score, at];
    }
  });
  return best;
}

/**
 * A text's sentences with their stems.
 * @param {string} html
 */
function sentencesOf(html) {
  return withoutTags(html.slice(0, READ).replace(/<\/(?:p|li|h\d|div|td|tr|blockquote)>/g, "\n"))
    .split(/\n|(?<=[.!?])\s+(?=[\p{Lu}\d])/u)
    .map((text) => text.trim().replace(/\s+/g, " "))
    .filter((text) => text.length > 2)
    .map((text) => ({ text, stems: new Set(stemmed(text)) }));
}

/**
 * What is worth marking, unit by unit: not the words that are everywhere.
 * @param {import("./query.mjs").Unit[]} units
 * @param {SearchIndex} index
 * @returns {Wanted[]}
 */
export function wantedOf(units, index) {
  return units
    .filter((one) => !one.bare)
    .map(({ alts, rarity }) =>
      alts
        .filter(({ stems }) => stems.some((one) => !STOP.has(one) && index.rarity(one) > 0.8))
        .map(({ stems, weight }) => ({ stems, value: rarity * weight })),
    );
}

/**
 * @param {Wanted} wanted
 * @param {Set<string>} seen
 */
function valueIn(wanted, seen) {
  let value = 0;
  for (const alt of wanted) {
    if (alt.value > value && alt.stems.every((one) => seen.has(one))) {
      value = alt.value;
    }
  }
  return value;
}

/**
 * A text with what was asked in <mark>. Of a synonym of several words all must be there: "high"
 * alone is not "high temperature".
 * @param {string} text HTML without tags
 * @param {Wanted[]} wanted
 */
export function marked(text, wanted) {
  const seen = new Set(split(text).map(stem));
  const here = wanted.flat().filter(({ stems }) => stems.every((one) => seen.has(one)));
  const marks = new Set(here.flatMap(({ stems }) => stems).filter((one) => !STOP.has(one)));
  /** @type {Set<string>} */
  const found = new Set();
  if (!marks.size) {
    return { html: text, found: [] };
  }
  // The index holds escaped text already (&amp;, &lt;): it goes back as it came.
  const html = text.replace(/&[a-z]+;|&#\d+;|[\p{L}\p{N}'’]+/gu, (word) => {
    if (word.startsWith("&") || !marks.has(stem(plain(word)))) {
      return word;
    }
    found.add(word);
    return `<mark data-md-highlight>${word}</mark>`;
  });
  return { html: html.replace(/<\/mark>(\s+)<mark[^>]*>/g, "$1"), found: [...found] };
}
