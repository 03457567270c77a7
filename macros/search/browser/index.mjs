// @ts-check
// The index: which document holds which stem in which of its fields, and the names that lead to it.

import { NO_WORDS } from "./lexicon.mjs";
import { Spelling } from "./typos.mjs";
import { Ways } from "./ways.mjs";
import { WEIGHTS } from "./weights.mjs";
import { STOP, split, stem, stemmed } from "./words.mjs";

/**
 * @typedef {object} IndexedDoc a document as the built index holds it
 * @property {string} location
 * @property {string} title
 * @property {string} text HTML
 * @property {string} [audience]
 * @property {number} [weight]
 * @property {string[]} [also] other names of a heading
 * @property {string[]} [aliases] other names of a page
 * @property {string} [summary]
 * @property {string[]} [asked] ways in which people ask for a heading
 *
 * @typedef {"patient" | "clinician"} Side
 * @typedef {"title" | "page" | "also" | "alias" | "summary"} Kind
 *
 * @typedef {object} Doc a page's beginning, or one of its headings
 * @property {number} number
 * @property {PageDocs} page
 * @property {boolean} section
 * @property {string} title
 * @property {string} location
 * @property {string} source HTML
 * @property {string} audience
 * @property {number} weight
 * @property {number} length in words
 * @property {{ text: string, stems: Set<string> }[]} [sentences] once they were asked for
 *
 * @typedef {{ base: string, docs: Doc[], head: Doc | null }} PageDocs
 * @typedef {{ doc: Doc, kind: Kind, stems: string[], whole: number }} Name
 *
 * @typedef {object} Built
 * @property {{ words?: Partial<import("./lexicon.mjs").Words> }} config
 * @property {IndexedDoc[]} docs
 */

const TAGS = /<[^>]+>/g;
const ENTITIES = /&[a-z]+;|&#\d+;/g;

/**
 * @template K
 * @template V
 * @param {Map<K, V>} map
 * @param {K} key
 * @param {() => V} make
 * @returns {V}
 */
export function entry(map, key, make) {
  let value = map.get(key);
  if (value === undefined) {
    value = make();
    map.set(key, value);
  }
  return value;
}

/** @param {string} html */
export function withoutTags(html) {
  return html.replace(TAGS, "");
}

/**
 * How rare a stem is among `all` documents when `holding` hold it (the idf of BM25).
 * @param {number} all
 * @param {number} holding
 */
function idf(all, holding) {
  return Math.log(1 + (all - holding + 0.5) / (holding + 0.5));
}

/**
 * The numbers that every stem has.
 * @param {Map<string, number[]>} map
 * @param {string[]} stems
 */
function inAll(map, stems) {
  const [shortest, ...rest] = stems
    .map((one) => map.get(one) ?? [])
    .sort((a, b) => a.length - b.length);
  const sets = rest.map((list) => new Set(list));
  return shortest.filter((number) => sets.every((set) => set.has(number)));
}

/** A page's own title, aliases and summary count for its headings too. */
export class SearchIndex {
  /** @param {Built} built */
  constructor({ config, docs }) {
    /** @type {import("./lexicon.mjs").Words} */
    this.words = { ...NO_WORDS, ...config.words };
    this.spelling = new Spelling();
    /** @type {Doc[]} */
    this.docs = [];
    /** Stem → [document, times, document, times, …]. @type {Map<string, number[]>} */
    this.text = new Map();
    /** @type {Name[]} */
    this.names = [];
    /** Stem → numbers of names. @type {Map<string, number[]>} */
    this.namesOf = new Map();
    /** Stem → documents that are asked for with it. @type {Map<string, number[]>} */
    this.askedOf = new Map();
    this.ways = new Ways();
    /** @type {Map<string, PageDocs>} */
    this.pages = new Map();
    /** Stem → in how many documents. @type {Map<string, number>} */
    this.spread = new Map();
    /** @type {Record<Side, { docs: number, spread: Map<string, number> }>} */
    this.sides = {
      patient: { docs: 0, spread: new Map() },
      clinician: { docs: 0, spread: new Map() },
    };
    /** Words that are side by side somewhere, as "one two". @type {Set<string>} */
    this.pairs = new Set();
    const length = docs.reduce((sum, doc) => sum + this.add(doc), 0);
    this.mean = length / Math.max(1, docs.length);
    /** @type {Map<string, number>} */
    this.rare = new Map();
    for (const [one, holding] of this.spread) {
      this.rare.set(one, idf(docs.length, holding));
    }
    for (const name of this.names) {
      name.whole = name.stems.reduce((sum, one) => sum + this.inName(one), 0);
    }
    this.ways.weigh();
    this.learnWords();
  }

  /** The words of the vocabulary are spelt right too. */
  learnWords() {
    const { terms, spellings, alarm, alike, clinical, calm } = this.words;
    const forms = Object.values(terms)
      .flat()
      .filter((form) => !(form in spellings));
    for (const form of [...forms, ...alarm.flat(), ...alike.flat(), ...clinical, ...calm]) {
      this.learn(split(form), 1);
    }
  }

  /**
   * @param {string[]} tokens
   * @param {number} times
   */
  learn(tokens, times) {
    for (let i = 0; i < tokens.length; i++) {
      this.spelling.add(tokens[i], times);
      if (i) {
        this.pairs.add(`${tokens[i - 1]} ${tokens[i]}`);
      }
    }
    return tokens;
  }

  /**
   * Adds a document; gives the number of its words.
   * @param {IndexedDoc} indexed
   */
  add(indexed) {
    const base = indexed.location.split("#")[0];
    const page = entry(this.pages, base, () => ({ base, docs: [], head: null }));
    const tokens = this.learn(split(indexed.text.replace(TAGS, " ").replace(ENTITIES, " ")), 1);
    /** @type {Doc} */
    const doc = {
      number: this.docs.length,
      page,
      section: indexed.location.includes("#"),
      title: indexed.title,
      location: indexed.location,
      source: indexed.text,
      audience: indexed.audience ?? "everyone",
      weight: indexed.weight ?? 1,
      length: tokens.length,
    };
    this.docs.push(doc);
    page.docs.push(doc);
    if (!doc.section) {
      page.head = doc;
    }
    /** @type {Map<string, number>} */
    const counts = new Map();
    for (const one of tokens.map(stem)) {
      counts.set(one, (counts.get(one) ?? 0) + 1);
    }
    for (const [one, times] of counts) {
      entry(this.text, one, () => []).push(doc.number, times);
    }
    const said = this.addAsked(doc, indexed.asked ?? []);
    for (const way of [indexed.title, ...(indexed.also ?? []), ...(indexed.asked ?? [])]) {
      this.ways.add(doc.number, stemmed(way));
    }
    this.count(doc, new Set([...counts.keys(), ...said]), this.addNames(doc, indexed));
    return tokens.length;
  }

  /**
   * Adds the ways in which a document is asked for; gives their stems.
   * @param {Doc} doc
   * @param {string[]} asked
   */
  addAsked(doc, asked) {
    const words = asked.flatMap((way) => this.learn(split(way), 1));
    const stems = new Set(words.filter((word) => !STOP.has(word)).map(stem));
    stems.forEach((one) => entry(this.askedOf, one, () => []).push(doc.number));
    return stems;
  }

  /**
   * Adds the names of a document; gives all their stems.
   * @param {Doc} doc
   * @param {IndexedDoc} indexed
   */
  addNames(doc, indexed) {
    /** @type {[Kind, string[]][]} */
    const kinds = [
      [doc.section ? "title" : "page", [indexed.title]],
      ["also", indexed.also ?? []],
      ["alias", indexed.aliases ?? []],
      ["summary", indexed.summary ? [indexed.summary] : []],
    ];
    const all = kinds.flatMap(([kind, texts]) =>
      texts.flatMap((text) => this.name(doc, kind, text)),
    );
    return new Set(all);
  }

  /**
   * @param {Doc} doc
   * @param {Kind} kind
   * @param {string} text
   */
  name(doc, kind, text) {
    const stems = [...new Set(this.learn(split(text), 3).map(stem))];
    if (stems.length) {
      const number = this.names.push({ doc, kind, stems, whole: 0 }) - 1;
      stems.forEach((one) => entry(this.namesOf, one, () => []).push(number));
    }
    return stems;
  }

  /**
   * @param {Doc} doc
   * @param {Set<string>} used
   * @param {Set<string>} named
   */
  count(doc, used, named) {
    for (const one of new Set([...used, ...named])) {
      this.spread.set(one, (this.spread.get(one) ?? 0) + 1);
    }
    if (doc.audience === "patient" || doc.audience === "clinician") {
      const side = this.sides[doc.audience];
      side.docs++;
      for (const one of used) {
        side.spread.set(one, (side.spread.get(one) ?? 0) + 1);
      }
    }
  }

  /**
   * Whether a word, or another one of its stem, is in the index.
   * @param {string} word
   */
  knows(word) {
    const maps = [this.text, this.namesOf, this.askedOf];
    return this.spelling.has(word) || maps.some((map) => map.has(stem(word)));
  }

  /**
   * How much a stem tells: little for what is everywhere.
   * @param {string} one
   */
  rarity(one) {
    return this.rare.get(one) ?? idf(this.docs.length, 0);
  }

  /**
   * How much a stem counts in a name.
   * @param {string} one
   */
  inName(one) {
    const { stop, least } = WEIGHTS.name;
    return STOP.has(one) ? stop : Math.max(least, this.rarity(one));
  }

  /**
   * Above zero: a word of the clinicians' pages; below: of the patients'.
   * @param {string} one
   */
  lean(one) {
    /** @param {Side} name */
    const share = (name) => {
      const { docs, spread } = this.sides[name];
      return ((spread.get(one) ?? 0) + 0.5) / (docs + 1);
    };
    const { most } = WEIGHTS.reader;
    return Math.max(-most, Math.min(most, Math.log(share("clinician") / share("patient"))));
  }

  /**
   * Documents that hold all stems in their text, with how often the rarest is there.
   * @param {string[]} stems
   * @returns {Generator<[number, number]>}
   */
  *holding(stems) {
    const lists = stems.map((one) => this.text.get(one) ?? []).sort((a, b) => a.length - b.length);
    const [shortest, ...rest] = lists;
    const maps = (shortest.length ? rest : []).map((list) => {
      /** @type {Map<number, number>} */
      const map = new Map();
      for (let i = 0; i < list.length; i += 2) {
        map.set(list[i], list[i + 1]);
      }
      return map;
    });
    for (let i = 0; i < shortest.length; i += 2) {
      let times = shortest[i + 1];
      for (const map of maps) {
        times = Math.min(times, map.get(shortest[i]) ?? 0);
      }
      if (times) {
        yield [shortest[i], times];
      }
    }
  }

  /**
   * Numbers of the names that hold all stems.
   * @param {string[]} stems
   */
  naming(stems) {
    return inAll(this.namesOf, stems);
  }

  /**
   * Numbers of the documents that are asked for with all stems, and how rare that is: from 1, where
   * one document is, to 0, where all are.
   * @param {string[]} stems
   */
  askedWith(stems) {
    const numbers = inAll(this.askedOf, stems);
    const all = this.docs.length;
    return { numbers, rare: idf(all, numbers.length) / idf(all, 1) };
  }
}
