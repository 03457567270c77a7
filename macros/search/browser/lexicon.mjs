// @ts-check
// The words that the handbook knows: terms with their forms, words that mean much the same, words
// of alarm, words that tell who asks. Data of the index (docs/data/search.yml and glossary.yml).

import { STOP, split, stem, stemmed } from "./words.mjs";

/**
 * @typedef {object} Words what the index carries in `config.words`
 * @property {Record<string, string[]>} terms each entry of the glossary with its forms
 * @property {Record<string, string>} spellings listed misspellings and what is meant
 * @property {string[][]} alarm groups of words of alarm
 * @property {{ alarm: string, words: string[][] }[]} together words that are an alarm in any order
 * @property {{ alarm: string, pattern: string }[]} patterns what is an alarm without a word
 * @property {string[]} calm where a word of alarm is none
 * @property {string[]} clinical words of professionals: no alarm
 * @property {string[][]} alike words of which each finds the others
 * @property {string[]} patients
 * @property {string[]} clinicians
 * @property {string} subject the everyday word for what all pages are about
 * @property {string[]} device terms that mean no more than the subject
 * @property {string} help the page on whom to call
 * @property {{ words: string[], pages: string[] }[]} leads whom it is for, and pages about them
 * @property {Record<string, string>} labels an audience's name in results
 */

/** How many words a known phrase has at most. */
export const LONGEST = 5;

/** @type {Words} */
export const NO_WORDS = {
  terms: {},
  spellings: {},
  alarm: [],
  together: [],
  patterns: [],
  calm: [],
  clinical: [],
  alike: [],
  patients: [],
  clinicians: [],
  subject: "",
  device: [],
  help: "",
  leads: [],
  labels: {},
};

/**
 * @template V
 * @param {Map<string, V[]>} map
 * @param {string} key
 * @param {V} value
 */
function put(map, key, value) {
  const list = map.get(key);
  if (!list) {
    map.set(key, [value]);
  } else if (!list.includes(value)) {
    list.push(value);
  }
}

/**
 * @param {string[]} phrases
 * @returns {Set<string>}
 */
function keys(phrases) {
  return new Set(phrases.map((text) => stemmed(text).join(" ")));
}

/** The known phrases: by their letters alone, so that "seat belt" and "seatbelt" are one. */
export class Lexicon {
  /** @param {Words} words */
  constructor(words) {
    this.calm = keys(words.calm);
    this.clinical = keys(words.clinical);
    this.patients = keys(words.patients);
    this.clinicians = keys(words.clinicians);
    this.leads = words.leads.map((lead) => ({ keys: keys(lead.words), pages: lead.pages }));
    this.device = new Set(words.device);
    this.subject = stemmed(words.subject);
    this.spellings = new Map(
      Object.entries(words.spellings).map(([wrong, right]) => [
        split(wrong).join(""),
        split(right),
      ]),
    );
    this.families = words.alike.map((group) => group.map(stemmed));
    /** @type {Map<string, number[]>} */
    this.alike = new Map();
    this.families.forEach((group, id) =>
      group.forEach((form) => put(this.alike, form.join(" "), id)),
    );
    /** @type {Record<string, string[][]>} */
    this.forms = {};
    /** @type {Map<string, string[]>} */
    this.terms = new Map();
    this.addTerms(words.terms);
    this.alarms = words.alarm.map((group) => group.map(stemmed));
    /** @type {Map<string, number[]>} */
    this.alarm = new Map();
    words.alarm.forEach((group, id) => group.forEach((form) => this.addAlarm(form, id)));
    this.together = words.together.map(({ alarm, words: lists }) => ({
      ids: this.alarmsNamed(alarm),
      lists: lists.map((list) => list.map(stem)),
    }));
    this.patterns = words.patterns.map(({ alarm, pattern }) => ({
      ids: this.alarmsNamed(alarm),
      pattern: new RegExp(pattern, "i"),
    }));
  }

  /** @param {Record<string, string[]>} terms */
  addTerms(terms) {
    // As written before by its stems: where two terms meet, the one that is written so comes first.
    for (const [id, forms] of Object.entries(terms)) {
      this.forms[id] = forms.map(stemmed);
      forms.forEach((form) => put(this.terms, split(form).join(""), id));
    }
    for (const [id, forms] of Object.entries(this.forms)) {
      forms.forEach((form) => put(this.terms, form.join(""), id));
    }
  }

  /**
   * @param {string} form
   * @param {number} id
   */
  addAlarm(form, id) {
    put(this.alarm, stemmed(form).join(" "), id);
    const bare = split(form).filter((word) => !STOP.has(word));
    if (bare.length > 1) {
      put(this.alarm, bare.map(stem).join(" "), id);
    }
  }

  /**
   * The groups of alarm that hold a form.
   * @param {string} form
   */
  alarmsNamed(form) {
    return this.alarm.get(stemmed(form).join(" ")) ?? [];
  }

  /**
   * The terms that some words are a form of, or null.
   * @param {string[]} tokens
   */
  term(tokens) {
    return this.terms.get(tokens.join("")) ?? this.terms.get(tokens.map(stem).join("")) ?? null;
  }
}
