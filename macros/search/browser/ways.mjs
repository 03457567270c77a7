// @ts-check
// Ways to ask: whole phrases in which people ask for a section, and how like one of them a query
// is. Words that tell are found in texts and names; what is said with little words alone ("it hurts
// when they put it in") is known only by its phrase.

import { WEIGHTS } from "./weights.mjs";
import { STOPPED } from "./words.mjs";

/**
 * @typedef {import("./query.mjs").Alternative} Alternative
 * @typedef {import("./query.mjs").Unit} Unit
 */

/** @type {number[]} */
const NONE = [];

/**
 * Whether one stem is right before another.
 * @param {number[]} stems
 * @param {number} a
 * @param {number} b
 */
function adjoin(stems, a, b) {
  return stems.some((one, at) => one === a && stems[at + 1] === b);
}

/** All ways to ask, by number, with the documents they ask for. */
export class Ways {
  /** @param {import("./corpus.mjs").Corpus} corpus */
  constructor(corpus) {
    this.corpus = corpus;
    /** The document that each way asks for. @type {number[]} */
    this.docs = [];
    /** The stems of each way, in order. @type {number[][]} */
    this.stems = [];
    /** By stem: the ways that have it. @type {number[][]} */
    this.holding = [];
    /** By stem: what it counts. @type {number[]} */
    this.counts = [];
    /** What all stems of a way count. @type {Float64Array} */
    this.whole = new Float64Array(0);
  }

  /**
   * @param {number} doc
   * @param {number[]} stems
   */
  add(doc, stems) {
    const number = this.docs.push(doc) - 1;
    this.stems.push(stems);
    for (const one of stems) {
      const numbers = (this.holding[one] ??= []);
      if (numbers.at(-1) !== number) {
        numbers.push(number);
      }
    }
  }

  /** When all are added: what is in many ways tells little. */
  weigh() {
    this.holding.forEach(({ length }, one) => {
      const little = STOPPED.has(this.corpus.stems[one]) ? WEIGHTS.way.stop : 1;
      this.counts[one] = little * this.rarity(length);
    });
    this.whole = Float64Array.from(this.stems, (stems) => this.sum([...new Set(stems)]));
  }

  /** @param {number} holding */
  rarity(holding) {
    return Math.log(1 + (this.docs.length - holding + 0.5) / (holding + 0.5));
  }

  /** @param {number[]} stems */
  sum(stems) {
    return stems.reduce((sum, one) => sum + (this.counts[one] ?? 0), 0);
  }

  /**
   * The numbers of stems; -1 for one that is nowhere.
   * @param {string[]} stems
   */
  numbers(stems) {
    return stems.map((one) => this.corpus.stemNumbers.get(one) ?? -1);
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
        typed[number] += this.sum(this.numbers(alt.stems));
      }
    }
    for (const one of this.numbers([...new Set(stems.filter((each) => STOPPED.has(each)))])) {
      const [worth, numbers] = [this.counts[one] ?? 0, this.holding[one] ?? NONE];
      total += worth;
      for (const number of numbers) {
        matched[number] += worth;
        typed[number] += worth;
      }
    }
    return { matched, typed, beside: this.beside(this.numbers(stems)), total };
  }

  /**
   * For each way what the words count that are side by side in it and in the query.
   * @param {number[]} stems
   */
  beside(stems) {
    const values = new Float64Array(this.docs.length);
    const seen = new Set();
    for (let i = 1; i < stems.length; i++) {
      const [a, b] = [stems[i - 1], stems[i]];
      if (!seen.has(`${a} ${b}`)) {
        seen.add(`${a} ${b}`);
        const [one, other] = [this.holding[a] ?? NONE, this.holding[b] ?? NONE];
        const shorter = one.length < other.length ? one : other;
        const numbers = shorter.filter((number) => adjoin(this.stems[number], a, b));
        const worth = WEIGHTS.way.pair * this.rarity(numbers.length);
        numbers.forEach((number) => (values[number] += worth));
      }
    }
    return values;
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
    const lists = this.numbers(stems).map((one) => this.holding[one] ?? NONE);
    const [shortest, ...rest] = lists.sort((a, b) => a.length - b.length);
    return rest.length
      ? shortest.filter((number) => rest.every((l) => l.includes(number)))
      : shortest;
  }
}
