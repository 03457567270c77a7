// @ts-check
// How likely somebody who means a document types these words: a language model of each document,
// made of its names, the ways to ask for it and, a little, its text (a unigram model with Dirichlet
// smoothing, after Zhai and Lafferty 2001). Unlike a sum of found words it is not misled by what
// people tell beside their question: such words are as likely for all documents.

import { STOPPED } from "./words.mjs";
import { WEIGHTS } from "./weights.mjs";

/**
 * @typedef {import("./query.mjs").Alternative} Alternative
 * @typedef {import("./query.mjs").Unit} Unit
 */

/** @type {number[]} */
const NONE = [];

/** The models of all documents, by number. */
export class Likely {
  /** @param {import("./corpus.mjs").Corpus} corpus */
  constructor(corpus) {
    this.corpus = corpus;
    /**
     * By stem: [document, how often it says it, document, …].
     * @type {number[][]}
     */
    this.said = [];
    /** All that is said of each document. @type {number[]} */
    this.sizes = [];
    this.mean = 0;
    /** By stem: how much likelier it is for a document that says it once. @type {number[]} */
    this.once = [];
  }

  /**
   * Adds a document, the next in number.
   * @param {{ tally: number[], weight: number }[]} parts
   */
  add(parts) {
    const number = this.sizes.length;
    let size = 0;
    for (const { tally, weight } of parts) {
      for (let i = 0; i < tally.length; i += 2) {
        const times = tally[i + 1] * weight;
        const list = (this.said[tally[i]] ??= []);
        if (list.at(-2) === number) {
          list[list.length - 1] += times;
        } else {
          list.push(number, times);
        }
        size += times;
      }
    }
    this.sizes.push(size);
  }

  /** When all are added: how likely each stem is for any document. */
  weigh() {
    const all = this.sizes.reduce((sum, size) => sum + size, 0);
    this.mean = all / Math.max(1, this.sizes.length);
    this.said.forEach((list, one) => {
      const times = list.reduce((sum, some, at) => sum + (at % 2 ? some : 0), 0);
      this.once[one] = all / (times * WEIGHTS.likely.smoothing);
    });
  }

  /**
   * For each document how much likelier the query is for it than for any; 0 when it is not.
   * @param {Unit[]} units
   * @param {string[]} stems all that was typed, little words too
   */
  of(units, stems) {
    const { smoothing, stop } = WEIGHTS.likely;
    const sum = new Float64Array(this.sizes.length);
    let words = 0;
    for (const { alts } of units.filter((one) => !one.share && !one.bare)) {
      words++;
      this.best(alts).forEach((value, number) => (sum[number] += value));
    }
    for (const one of new Set(stems.filter((each) => STOPPED.has(each)))) {
      words += stop;
      this.ratios([one]).forEach((value, number) => (sum[number] += stop * value));
    }
    // A document of which much is said has a share for each word: against one of middling length.
    const middling = Math.log(1 + this.mean / smoothing);
    return sum.map((value, number) => {
      const long = Math.log(1 + this.sizes[number] / smoothing) - middling;
      return value && Math.max(0, value - words * long);
    });
  }

  /**
   * The best of a unit's alternatives for each document.
   * @param {Alternative[]} alts
   */
  best(alts) {
    /** @type {Map<number, number>} */
    const found = new Map();
    for (const { stems, weight } of alts) {
      for (const [number, value] of this.ratios(stems)) {
        found.set(number, Math.max(found.get(number) ?? 0, weight * value));
      }
    }
    return found;
  }

  /**
   * For each document that says all stems how much likelier the least likely is.
   * @param {string[]} stems
   */
  ratios(stems) {
    /** @type {Map<number, number>} */
    let found = new Map();
    stems.forEach((stem, at) => {
      const one = this.corpus.stemNumbers.get(stem) ?? -1;
      const list = this.said[one] ?? NONE;
      /** @type {Map<number, number>} */
      const both = new Map();
      for (let i = 0; i < list.length; i += 2) {
        const least = at ? found.get(list[i]) : Infinity;
        if (least !== undefined) {
          both.set(list[i], Math.min(least, Math.log(1 + list[i + 1] * this.once[one])));
        }
      }
      found = both;
    });
    return found;
  }
}
