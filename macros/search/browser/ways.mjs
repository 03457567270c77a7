// @ts-check
// Ways to ask: whole phrases in which people ask for a section, and how like one of them a query
// is. Words that tell are found in texts and names; what is said with little words alone ("it hurts
// when they put it in") is known only by its phrase.

import { WEIGHTS } from "./weights.mjs";
import { STOP, stem } from "./words.mjs";

/**
 * @typedef {import("./query.mjs").Alternative} Alternative
 * @typedef {import("./query.mjs").Unit} Unit
 */

const STOPPED = new Set([...STOP].map(stem));
/** @type {number[]} */
const NONE = [];

/**
 * Those that are side by side.
 * @param {string[]} stems
 */
function pairs(stems) {
  return stems.slice(1).map((one, at) => `${stems[at]} ${one}`);
}

/** All ways to ask, by number, with the documents they ask for. */
export class Ways {
  constructor() {
    /** The document that each way asks for. @type {number[]} */
    this.docs = [];
    /** @type {string[][]} */
    this.stems = [];
    /** Stem, or two that are side by side → numbers of ways. @type {Map<string, number[]>} */
    this.holding = new Map();
    /** What each stem counts. @type {Map<string, number>} */
    this.counts = new Map();
    /** What all stems of a way count. @type {Float64Array} */
    this.whole = new Float64Array(0);
  }

  /**
   * @param {number} doc
   * @param {string[]} stems
   */
  add(doc, stems) {
    const number = this.docs.push(doc) - 1;
    const once = [...new Set(stems)];
    this.stems.push(once);
    for (const key of [...once, ...new Set(pairs(stems))]) {
      const numbers = this.holding.get(key);
      if (numbers) {
        numbers.push(number);
      } else {
        this.holding.set(key, [number]);
      }
    }
  }

  /** When all are added: what is in many ways tells little. */
  weigh() {
    const all = this.docs.length;
    for (const [key, { length }] of this.holding) {
      const rare = Math.log(1 + (all - length + 0.5) / (length + 0.5));
      this.counts.set(key, STOPPED.has(key) ? WEIGHTS.way.stop * rare : rare);
    }
    this.whole = Float64Array.from(this.stems, (stems) => this.sum(stems));
    this.stems = [];
  }

  /** @param {string[]} stems */
  sum(stems) {
    return stems.reduce((sum, one) => sum + (this.counts.get(one) ?? 0), 0);
  }

  /**
   * How like the query the ways are that ask for each document: by how much of the query the best
   * of them has, by how much of the way was typed, and by the words that are side by side in both.
   * @param {Unit[]} units
   * @param {string[]} stems all that was typed, little words too
   * @returns {Map<number, number>}
   */
  like(units, stems) {
    const { whole, recall, precision, second } = WEIGHTS.way;
    const { matched, typed, beside, total } = this.found(units, stems);
    /** @type {Map<number, [number, number]>} */
    const best = new Map();
    for (let number = 0; number < this.docs.length; number++) {
      if (typed[number]) {
        const part = Math.min(1, typed[number] / this.whole[number]);
        const like = (matched[number] / total) ** recall * part ** precision;
        const value = whole * (total * like + beside[number] * part);
        const doc = this.docs[number];
        const [first, next] = best.get(doc) ?? [0, 0];
        best.set(doc, value > first ? [value, first] : [first, Math.max(next, value)]);
      }
    }
    return new Map([...best].map(([doc, [first, next]]) => [doc, first + second * next]));
  }

  /**
   * For each way how much of the query it has, how much of it was typed, and what is side by side
   * in both; and what all of the query counts.
   * @param {Unit[]} units
   * @param {string[]} stems
   */
  found(units, stems) {
    const count = this.docs.length;
    const [matched, typed] = [new Float64Array(count), new Float64Array(count)];
    let total = 0;
    for (const { alts, rarity } of units.filter((one) => !one.share)) {
      total += rarity;
      for (const [number, alt] of this.best(alts)) {
        matched[number] += rarity * alt.weight;
        typed[number] += this.sum(alt.stems);
      }
    }
    for (const one of new Set(stems.filter((each) => STOPPED.has(each)))) {
      total += this.note(one, 1, matched);
      this.note(one, 1, typed);
    }
    const beside = new Float64Array(count);
    for (const pair of new Set(pairs(stems))) {
      this.note(pair, WEIGHTS.way.pair, beside);
    }
    return { matched, typed, beside, total };
  }

  /**
   * Adds what a stem or a pair counts to each way that has it; gives it.
   * @param {string} key
   * @param {number} weight
   * @param {Float64Array} values
   */
  note(key, weight, values) {
    const worth = weight * (this.counts.get(key) ?? 0);
    for (const number of this.holding.get(key) ?? NONE) {
      values[number] += worth;
    }
    return worth;
  }

  /**
   * The surest alternative that each way has.
   * @param {Alternative[]} alts
   */
  best(alts) {
    /** @type {Map<number, Alternative>} */
    const found = new Map();
    for (const alt of alts) {
      for (const number of this.having(alt.stems)) {
        if ((found.get(number)?.weight ?? 0) < alt.weight) {
          found.set(number, alt);
        }
      }
    }
    return found;
  }

  /**
   * Numbers of the ways that have all stems.
   * @param {string[]} stems
   */
  having(stems) {
    const lists = stems.map((one) => this.holding.get(one) ?? NONE);
    const [shortest, ...rest] = lists.sort((a, b) => a.length - b.length);
    return rest.length
      ? shortest.filter((number) => rest.every((l) => l.includes(number)))
      : shortest;
  }
}
