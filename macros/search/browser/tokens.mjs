// @ts-check
// What was typed, word by word, with slips of the finger corrected.

import { LONGEST } from "./lexicon.mjs";
import { WEIGHTS } from "./weights.mjs";
import { EVERYDAY, STOP, split } from "./words.mjs";

/**
 * @typedef {import("./index.mjs").SearchIndex} SearchIndex
 * @typedef {import("./lexicon.mjs").Lexicon} Lexicon
 *
 * @typedef {object} Token
 * @property {string} typed
 * @property {string} word the likeliest that is meant
 * @property {number} [weight] how sure that is
 * @property {[string, number][]} [others] what else may be meant, with how sure
 * @property {string[]} [near] known words one or two edits away
 * @property {boolean} [unknown] nothing like it is known
 */

/**
 * The words of a query. One after the other: a listed misspelling, a known phrase, a word that was
 * typed in two, a word as it is, two words typed in one, and then what may be meant.
 * @param {string} query
 * @param {SearchIndex} index
 * @param {Lexicon} lexicon
 * @returns {Token[]}
 */
export function tokens(query, index, lexicon) {
  const typed = split(query);
  // Without a space or a stop behind it the last word may not be whole yet.
  const open = !/[^\p{L}\p{N}]$/u.test(query);
  const readers = [misspelt, phrase, halves, known, joined];
  const found = [];
  for (let i = 0; i < typed.length;) {
    const at = { typed, i, last: open && i === typed.length - 1 };
    let read = null;
    for (const reader of readers) {
      read ??= reader(at, index, lexicon);
    }
    read ??= { span: 1, tokens: [guessed(at, index, lexicon)] };
    found.push(...read.tokens);
    i += read.span;
  }
  return found;
}

/** @typedef {{ typed: string[], i: number, last: boolean }} Place */
/** @typedef {{ span: number, tokens: Token[] } | null} Read */

/**
 * @param {Place} at
 * @param {(words: string[]) => boolean} wanted
 * @param {number} least
 */
function longest({ typed, i }, wanted, least) {
  let span = Math.min(LONGEST, typed.length - i);
  while (span >= least && !wanted(typed.slice(i, i + span))) {
    span--;
  }
  return span >= least ? span : 0;
}

/**
 * A spelling that the glossary lists as wrong, of one word or more.
 * @param {Place} at
 * @param {SearchIndex} _index
 * @param {Lexicon} lexicon
 * @returns {Read}
 */
function misspelt(at, _index, lexicon) {
  const span = longest(at, (words) => lexicon.spellings.has(words.join("")), 1);
  if (!span) {
    return null;
  }
  const words = at.typed.slice(at.i, at.i + span);
  const right = lexicon.spellings.get(words.join("")) ?? [];
  return { span, tokens: right.map((word) => ({ typed: words.join(" "), word })) };
}

/**
 * A known phrase: its parts need not be words.
 * @param {Place} at
 * @param {SearchIndex} index
 * @param {Lexicon} lexicon
 * @returns {Read}
 */
function phrase(at, index, lexicon) {
  const span = longest(at, (words) => lexicon.term(words) !== null, 2);
  if (!span) {
    return null;
  }
  const words = at.typed.slice(at.i, at.i + span);
  const whole = words.join("");
  const asTyped = words.every((word) => index.knows(word)) || !index.knows(whole);
  return { span, tokens: (asTyped ? words : [whole]).map((word) => ({ typed: word, word })) };
}

/**
 * One word that was typed in two.
 * @param {Place} at
 * @param {SearchIndex} index
 * @returns {Read}
 */
function halves({ typed, i }, index) {
  const [word, next] = [typed[i], typed[i + 1]];
  if (!next || word.length + next.length <= 4 || !index.spelling.has(word + next)) {
    return null;
  }
  const twoWords = index.corpus.beside(word, next) && index.knows(word) && index.knows(next);
  return twoWords ? null : { span: 2, tokens: [{ typed: `${word} ${next}`, word: word + next }] };
}

/**
 * A word as it is.
 * @param {Place} at
 * @param {SearchIndex} index
 * @param {Lexicon} lexicon
 * @returns {Read}
 */
function known({ typed, i, last }, index, lexicon) {
  const word = typed[i];
  const stop = STOP.has(word);
  if (!stop && !index.knows(word) && !lexicon.term([word])) {
    return null;
  }
  /** @type {Token} */
  const token = { typed: word, word };
  if (last && word.length > 3) {
    token.others = index.spelling.begun(word).map((other) => [other, WEIGHTS.typos.begunWhole]);
  }
  // Known by its stem alone ("sepsi" as "sepsys" is): it may still be a slip for another word.
  if (!stop && !index.spelling.has(word)) {
    token.near = corrected(index.spelling.near(word), lexicon);
  }
  return { span: 1, tokens: [token] };
}

/**
 * Two words that were typed in one.
 * @param {Place} at
 * @param {SearchIndex} index
 * @returns {Read}
 */
function joined({ typed, i }, index) {
  const pair = index.spelling.parted(typed[i], ([a, b]) => index.corpus.beside(a, b));
  return pair && { span: 1, tokens: pair.map((word) => ({ typed: typed[i], word })) };
}

/**
 * A word that is not known: the beginning of one, or a slip for one.
 * @param {Place} at
 * @param {SearchIndex} index
 * @param {Lexicon} lexicon
 * @returns {Token}
 */
function guessed({ typed, i, last }, index, lexicon) {
  const word = typed[i];
  const { begun: first, begunOther, near: nearest, nearer } = WEIGHTS.typos;
  const begun = last && word.length > 1 ? index.spelling.begun(word) : [];
  const slip = !begun.length && !EVERYDAY.has(word);
  const near = slip ? corrected(index.spelling.near(word), lexicon) : [];
  /** @type {[string, number][]} */
  const options = begun.length
    ? begun.map((other, at) => [other, at ? begunOther : first])
    : near.slice(0, 3).map((other, at) => [other, at ? nearer : nearest]);
  if (!options.length) {
    return { typed: word, word, unknown: true };
  }
  const [[likeliest, weight], ...others] = options;
  return { typed: word, word: likeliest, weight, others, near };
}

/**
 * Near words, a listed misspelling among them replaced by what it stands for.
 * @param {string[]} near
 * @param {Lexicon} lexicon
 */
function corrected(near, lexicon) {
  const words = near.map((word) => {
    const right = lexicon.spellings.get(word);
    return right?.length === 1 ? right[0] : word;
  });
  return [...new Set(words)];
}
