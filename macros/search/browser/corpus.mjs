// @ts-check
// What was read: each word and each stem has a number, so that a text is read once, letter by
// letter, and compared as numbers from then on. Setting up takes less than half of what it
// takes with words as keys.

import { split, stem } from "./words.mjs";

/** Between two texts in the row of all words. */
const GAP = -1;

export class Corpus {
  constructor() {
    /** @type {string[]} */
    this.words = [];
    /** Word → its number. @type {Map<string, number>} */
    this.numbers = new Map();
    /** How often each word is there. @type {number[]} */
    this.times = [];
    /** The stem of each word. @type {number[]} */
    this.stemOf = [];
    /** @type {string[]} */
    this.stems = [];
    /** Stem → its number. @type {Map<string, number>} */
    this.stemNumbers = new Map();
    /** All words in order. @type {number[]} */
    this.row = [];
    /** For `tallied`: all zero but while it counts. @type {number[]} */
    this.counts = [];
  }

  /**
   * Reads a text; gives the numbers of its stems, in order.
   * @param {string} text
   * @param {number} times how often it counts for the spelling of its words
   */
  read(text, times) {
    const words = split(text);
    const stems = new Array(words.length);
    for (let i = 0; i < words.length; i++) {
      const word = this.numbers.get(words[i]) ?? this.add(words[i]);
      this.times[word] += times;
      this.row.push(word);
      stems[i] = this.stemOf[word];
    }
    this.row.push(GAP);
    return stems;
  }

  /** @param {string} word */
  add(word) {
    const number = this.words.push(word) - 1;
    this.numbers.set(word, number);
    this.times.push(0);
    const own = stem(word);
    let its = this.stemNumbers.get(own);
    if (its === undefined) {
      its = this.stems.push(own) - 1;
      this.stemNumbers.set(own, its);
      this.counts.push(0);
    }
    this.stemOf.push(its);
    return number;
  }

  /**
   * How often each is there: [stem, times, stem, times, …].
   * @param {number[]} stems
   */
  tallied(stems) {
    const { counts } = this;
    const seen = stems.filter((one) => counts[one]++ === 0);
    const tally = [];
    for (const one of seen) {
      tally.push(one, counts[one]);
      counts[one] = 0;
    }
    return tally;
  }

  /**
   * Whether two words are side by side somewhere.
   * @param {string} first
   * @param {string} second
   */
  beside(first, second) {
    const [a, b] = [this.numbers.get(first), this.numbers.get(second)];
    if (a === undefined || b === undefined) {
      return false;
    }
    for (let at = this.row.indexOf(a); at >= 0; at = this.row.indexOf(a, at + 1)) {
      if (this.row[at + 1] === b) {
        return true;
      }
    }
    return false;
  }
}

/**
 * A value for each stem, by its number; asked for by the stem.
 * @template V
 */
export class ByStem {
  /** @param {Corpus} corpus */
  constructor(corpus) {
    this.corpus = corpus;
    /** @type {V[]} */
    this.values = [];
  }

  /**
   * @param {string} stem
   * @returns {V | undefined}
   */
  get(stem) {
    const number = this.corpus.stemNumbers.get(stem);
    return number === undefined ? undefined : this.values[number];
  }

  /** @param {string} stem */
  has(stem) {
    return this.get(stem) !== undefined;
  }
}
