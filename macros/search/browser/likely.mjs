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

/** @type {Map<number, number>} */
const NONE = new Map();

/** The models of all documents, by number. */
export class Likely {
  constructor() {
    /** Stem → document → how often it is said. @type {Map<string, Map<number, number>>} */
    this.said = new Map();
    /** All that is said of each document. @type {number[]} */
    this.sizes = [];
    this.mean = 0;
    /**
     * Stem → how much likelier it is for a document that says it once.
     * @type {Map<string, number>}
     */
    this.once = new Map();
  }

  /**
   * Adds a document, the next in number.
   * @param {Map<string, number>} counts
   */
  add(counts) {
    const number = this.sizes.length;
    let size = 0;
    for (const [one, times] of counts) {
      const found = this.said.get(one);
      if (found) {
        found.set(number, times);
      } else {
        this.said.set(one, new Map([[number, times]]));
      }
      size += times;
    }
    this.sizes.push(size);
  }

  /** When all are added: how likely each stem is for any document. */
  weigh() {
    const all = this.sizes.reduce((sum, size) => sum + size, 0);
    this.mean = all / Math.max(1, this.sizes.length);
    for (const [one, found] of this.said) {
      const times = [...found.values()].reduce((sum, some) => sum + some, 0);
      this.once.set(one, all / (times * WEIGHTS.likely.smoothing));
    }
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
      this.ratios([one]).forEach(([number, value]) => (sum[number] += stop * value));
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
   * @returns {[number, number][]}
   */
  ratios(stems) {
    const maps = stems.map((one) => this.said.get(one) ?? NONE);
    const [smallest] = [...maps].sort((a, b) => a.size - b.size);
    const held = [...smallest.keys()].filter((number) => maps.every((map) => map.has(number)));
    return held.map((number) => [
      number,
      Math.min(...stems.map((one, at) => this.ratio(one, maps[at].get(number) ?? 0))),
    ]);
  }

  /**
   * @param {string} one
   * @param {number} times
   */
  ratio(one, times) {
    return Math.log(1 + times * (this.once.get(one) ?? 0));
  }
}
