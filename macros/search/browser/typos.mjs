// @ts-check
// Words that are not in the index, and the words of the index that may be meant.

import { WEIGHTS } from "./weights.mjs";

/** Below this a word is like too many others, and none is offered for it. */
const SHORTEST = 4;
/** From this length on two edits are allowed: in a shorter word they leave too little of it. */
const LONG = 8;

/**
 * One bit for each letter: an edit changes at most two of them, so that most words are ruled out at
 * the price of a comparison.
 * @param {string} word
 */
function letters(word) {
  let bits = 0;
  for (let i = 0; i < word.length; i++) {
    bits |= 1 << (word.charCodeAt(i) % 31);
  }
  return bits;
}

/** @param {number} bits */
function ones(bits) {
  let count = 0;
  for (let left = bits; left; left &= left - 1) {
    count++;
  }
  return count;
}

/**
 * Damerau-Levenshtein (optimal string alignment): letters wrong, missing, added, or swapped with
 * the next. `limit + 1` when there are more than `limit`.
 * @param {string} a
 * @param {string} b
 * @param {number} limit
 * @returns {number}
 */
export function distance(a, b, limit) {
  if (Math.abs(a.length - b.length) > limit) {
    return limit + 1;
  }
  // The rows so far, the last one first; only two of them are ever asked for.
  const rows = [Array.from({ length: b.length + 1 }, (_, j) => j)];
  for (let i = 1; i <= a.length; i++) {
    const [last, before] = rows;
    const row = [i];
    for (let j = 1; j <= b.length; j++) {
      const wrong = a[i - 1] === b[j - 1] ? 0 : 1;
      let value = Math.min(last[j] + 1, row[j - 1] + 1, last[j - 1] + wrong);
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1]) {
        value = Math.min(value, before[j - 2] + 1);
      }
      row.push(value);
    }
    if (row.every((value) => value > limit)) {
      return limit + 1;
    }
    rows.splice(0, 2, row, last);
  }
  return rows[0][b.length];
}

/** @param {string} word */
function sorted(word) {
  return [...word].sort().join("");
}

/**
 * Whether two words may be one by how they begin. A first letter is seldom wrong: at most missing,
 * or swapped with the next.
 * @param {string} word
 * @param {string} other
 * @param {number} limit
 */
function begins(word, other, limit) {
  return other[0] === word[0] || (limit === 1 && (other[0] === word[1] || other[1] === word[0]));
}

/** The words of the index by length, each with its letters and how often it is there. */
export class Spelling {
  constructor() {
    /** @type {Map<string, number>} */
    this.known = new Map();
    /** @type {{ word: string, bits: number }[][]} */
    this.byLength = [];
  }

  /**
   * @param {string} word
   * @param {number} times
   */
  add(word, times) {
    const count = this.known.get(word);
    if (count === undefined && !/\d/.test(word)) {
      (this.byLength[word.length] ??= []).push({ word, bits: letters(word) });
    }
    this.known.set(word, (count ?? 0) + times);
  }

  /** @param {string} word */
  has(word) {
    return this.known.has(word);
  }

  /**
   * The nearest known words of five letters or more: one edit away; for long words two, when none
   * is one away. The likeliest first.
   * @param {string} word
   * @returns {string[]}
   */
  near(word) {
    if (word.length < SHORTEST || /\d/.test(word)) {
      return [];
    }
    for (const limit of word.length >= LONG ? [1, 2] : [1]) {
      const found = this.within(word, limit);
      if (found.length) {
        const likely = new Map(found.map((other) => [other, this.likelihood(word, other)]));
        return found.sort((a, b) => (likely.get(b) ?? 0) - (likely.get(a) ?? 0)).slice(0, 8);
      }
    }
    return [];
  }

  /**
   * @param {string} word
   * @param {number} limit
   */
  within(word, limit) {
    const bits = letters(word);
    const found = [];
    for (let size = Math.max(5, word.length - limit); size <= word.length + limit; size++) {
      for (const other of this.byLength[size] ?? []) {
        const ruledOut = ones(bits ^ other.bits) > 2 * limit || !begins(word, other.word, limit);
        if (!ruledOut && distance(word, other.word, limit) <= limit) {
          found.push(other.word);
        }
      }
    }
    return found;
  }

  /**
   * How likely `other` is meant where `word` is typed; the more frequent word is the likelier.
   * @param {string} word
   * @param {string} other
   */
  likelihood(word, other) {
    const { sameStart, sameLetters } = WEIGHTS.typos;
    return (
      Math.log(1 + (this.known.get(other) ?? 0)) +
      (other[0] === word[0] ? sameStart : 0) +
      (other.length === word.length && sorted(other) === sorted(word) ? sameLetters : 0)
    );
  }

  /**
   * Known words that begin so, the most frequent first: what is still being typed.
   * @param {string} start
   * @returns {string[]}
   */
  begun(start) {
    const found = [];
    for (const words of this.byLength.slice(start.length + 1)) {
      for (const { word } of words ?? []) {
        if (word.startsWith(start)) {
          found.push(word);
        }
      }
    }
    /** @param {string} word */
    const count = (word) => this.known.get(word) ?? 0;
    return found.sort((a, b) => count(b) - count(a) || (a < b ? -1 : 1)).slice(0, 6);
  }

  /**
   * A word that is two known words: "seatbelt", "bloodtest". `together` says whether the two are
   * side by side somewhere.
   * @param {string} word
   * @param {(pair: [string, string]) => boolean} together
   * @returns {[string, string] | null}
   */
  parted(word, together) {
    for (let cut = 3; cut <= word.length - 3; cut++) {
      /** @type {[string, string]} */
      const pair = [word.slice(0, cut), word.slice(cut)];
      if (this.has(pair[0]) && this.has(pair[1]) && together(pair)) {
        return pair;
      }
    }
    return null;
  }
}
