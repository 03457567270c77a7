// @ts-check
// Whether the words tell of danger. What is danger is data (docs/data/search.yml).

import { LONGEST } from "./lexicon.mjs";
import { distance } from "./typos.mjs";
import { SELF, STOP, stem } from "./words.mjs";

/**
 * @typedef {import("./lexicon.mjs").Lexicon} Lexicon
 * @typedef {import("./tokens.mjs").Token} Token
 *
 * @typedef {object} Slot a word with everything it may be a misspelling of
 * @property {boolean} free whether it may be an alarm here
 * @property {boolean} stop
 * @property {boolean} known whether it is a word as it was typed: then it is no slip for another
 * @property {string[]} forms stems
 */

/** Forms of a phrase that are tried at most: each word of it may be one of several. */
const TRIED = 64;

/**
 * The groups of words of alarm in a query, or null: it isn't one, or is plainly a professional's,
 * or one of the exceptions.
 * @param {string} query
 * @param {Token[]} tokens
 * @param {Lexicon} lexicon
 * @returns {Set<number> | null}
 */
export function alarmed(query, tokens, lexicon) {
  const stems = tokens.map((token) => stem(token.word));
  // "My heart rate is racing": a professional's word in a patient's own sentence silences nothing.
  const own = tokens.some((token) => SELF.has(token.word));
  if (!own && !runs(stems, lexicon.clinical).next().done) {
    return null;
  }
  const free = stems.map(() => true);
  for (const [start, end] of runs(stems, lexicon.calm)) {
    free.fill(false, start, end);
  }
  const slots = tokens.map((token, at) => ({
    free: free[at],
    stop: STOP.has(token.word),
    known: !token.unknown && token.weight === undefined,
    forms: forms(token, stems[at]),
  }));
  const groups = new Set([
    ...named(slots, lexicon.alarm, 1),
    // Without the words between: "blood is on my dressing".
    ...named(
      slots.filter((slot) => !slot.stop),
      lexicon.alarm,
      2,
    ),
    ...together(slots, lexicon),
    ...lexicon.patterns
      .filter(({ pattern }) => pattern.test(query.slice(0, 300)))
      .flatMap(({ ids }) => ids),
  ]);
  return groups.size ? groups : null;
}

/**
 * A danger is not to be missed for a slip of the finger.
 * @param {Token} token
 * @param {string} own
 */
function forms(token, own) {
  const typed = token.typed.includes(" ") ? [] : [stem(token.typed)];
  return [...new Set([own, ...typed, ...(token.near ?? []).map(stem)])];
}

/**
 * Where phrases of a set begin and end in a row of stems.
 * @param {string[]} stems
 * @param {Set<string>} set
 * @returns {Generator<[number, number]>}
 */
function* runs(stems, set) {
  for (let i = 0; i < stems.length; i++) {
    for (let n = Math.min(LONGEST, stems.length - i); n > 0; n--) {
      if (set.has(stems.slice(i, i + n).join(" "))) {
        yield [i, i + n];
      }
    }
  }
}

/**
 * Groups whose forms are in a row of words, the longest form first; forms of fewer than `least`
 * words are passed over.
 * @param {Slot[]} slots
 * @param {Map<string, number[]>} known
 * @param {number} least
 * @returns {Generator<number>}
 */
function* named(slots, known, least) {
  for (let i = 0; i < slots.length;) {
    let span = 1;
    for (let n = Math.min(LONGEST, slots.length - i); n >= least; n--) {
      const ids = readings(slots.slice(i, i + n)).flatMap((key) => known.get(key) ?? []);
      if (ids.length) {
        yield* ids;
        span = n;
        break;
      }
    }
    i += span;
  }
}

/**
 * All that a row of words may be meant to be.
 * @param {Slot[]} part
 */
function readings(part) {
  if (part.some((slot) => !slot.free)) {
    return [];
  }
  let keys = part[0].forms;
  for (const { forms: next } of part.slice(1)) {
    keys = keys.flatMap((key) => next.map((form) => `${key} ${form}`)).slice(0, TRIED);
  }
  return keys;
}

/**
 * Words that are an alarm in whatever order and spelling: a pain, and where it is.
 * @param {Slot[]} slots
 * @param {Lexicon} lexicon
 */
function together(slots, lexicon) {
  /** @param {Slot} slot @param {string} one */
  const like = ({ known, forms: all }, one) =>
    all.some((form) => form === one || (!known && one.length === 4 && distance(form, one, 1) < 2));
  const held = lexicon.together.filter(({ lists }) =>
    lists.every((list) => slots.some((slot) => slot.free && list.some((one) => like(slot, one)))),
  );
  return held.flatMap(({ ids }) => ids);
}
