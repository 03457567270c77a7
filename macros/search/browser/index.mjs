// @ts-check
// The index: which document holds which stem in which of its fields, and the names that lead to it.

import { ByStem, Corpus } from "./corpus.mjs";
import { NO_WORDS } from "./lexicon.mjs";
import { Spelling } from "./typos.mjs";
import { Likely } from "./likely.mjs";
import { Ways } from "./ways.mjs";
import { WEIGHTS } from "./weights.mjs";
import { STOP, STOPPED, stem } from "./words.mjs";

/**
 * @typedef {object} IndexedDoc a document as the built index holds it
 * @property {string} location
 * @property {string} title
 * @property {string} text HTML
 * @property {string} [audience] of a page's beginning: its headings have the same
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
 * @property {number} asked the same of all ways in which it is asked for
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

/**
 * Counts one more for each.
 * @param {number[]} counts
 * @param {Set<number>} which
 */
function more(counts, which) {
  for (const one of which) {
    counts[one] = (counts[one] ?? 0) + 1;
  }
}

/** A page's own title, aliases and summary count for its headings too. */
export class SearchIndex {
  /** @param {Built} built */
  constructor({ config, docs }) {
    /** @type {import("./lexicon.mjs").Words} */
    this.words = { ...NO_WORDS, ...config.words };
    this.corpus = new Corpus();
    this.spelling = new Spelling();
    /** @type {Doc[]} */
    this.docs = [];
    /** Stem → [document, times, document, times, …]. @type {ByStem<number[]>} */
    this.text = new ByStem(this.corpus);
    /** @type {Name[]} */
    this.names = [];
    /** Stem → numbers of names. @type {Map<string, number[]>} */
    this.namesOf = new Map();
    /** The same of the ways in which a document is asked for. @type {ByStem<number[]>} */
    this.askedOf = new ByStem(this.corpus);
    this.ways = new Ways(this.corpus);
    this.likely = new Likely(this.corpus);
    /** @type {Map<string, PageDocs>} */
    this.pages = new Map();
    /** Stem → in how many documents. @type {ByStem<number>} */
    this.spread = new ByStem(this.corpus);
    /** @type {Record<Side, { docs: number, spread: ByStem<number> }>} */
    this.sides = {
      patient: { docs: 0, spread: new ByStem(this.corpus) },
      clinician: { docs: 0, spread: new ByStem(this.corpus) },
    };
    const length = docs.reduce((sum, doc) => sum + this.add(doc), 0);
    this.mean = length / Math.max(1, docs.length);
    const said = this.docs.filter((doc) => doc.asked);
    this.meanAsked = said.reduce((sum, doc) => sum + doc.asked, 0) / Math.max(1, said.length);
    /** @type {ByStem<number>} */
    this.rare = new ByStem(this.corpus);
    this.rare.values = this.spread.values.map((holding) => idf(docs.length, holding));
    for (const name of this.names) {
      name.whole = name.stems.reduce((sum, one) => sum + this.inName(one), 0);
    }
    this.ways.weigh();
    this.likely.weigh();
    this.learnWords();
  }

  /** The words of the vocabulary are spelt right too. */
  learnWords() {
    const { terms, spellings, alarm, alike, clinical, calm } = this.words;
    const forms = Object.values(terms)
      .flat()
      .filter((form) => !(form in spellings));
    for (const form of [...forms, ...alarm.flat(), ...alike.flat(), ...clinical, ...calm]) {
      this.corpus.read(form, 1);
    }
    this.corpus.words.forEach((word, number) => this.spelling.add(word, this.corpus.times[number]));
  }

  /**
   * A document's place on its page.
   * @param {IndexedDoc} indexed
   * @returns {Doc}
   */
  placed({ location, title, text, audience, weight }) {
    const base = location.split("#")[0];
    const page = entry(this.pages, base, () => ({ base, docs: [], head: null }));
    const doc = {
      number: this.docs.length,
      page,
      section: location.includes("#"),
      title,
      location,
      source: text,
      audience: audience ?? page.head?.audience ?? "everyone",
      weight: weight ?? page.head?.weight ?? 1,
      length: 0,
      asked: 0,
    };
    this.docs.push(doc);
    page.docs.push(doc);
    if (!doc.section) {
      page.head = doc;
    }
    return doc;
  }

  /**
   * Adds a document; gives the number of its words.
   * @param {IndexedDoc} indexed
   */
  add(indexed) {
    const doc = this.placed(indexed);
    const text = this.corpus.read(indexed.text.replace(TAGS, " ").replace(ENTITIES, " "), 1);
    const title = this.corpus.read(indexed.title, 3);
    const also = (indexed.also ?? []).map((way) => this.corpus.read(way, 3));
    const asked = (indexed.asked ?? []).map((way) => this.corpus.read(way, 1));
    doc.length = text.length;
    const said = this.noted(doc, text, this.text);
    const telling = asked.flat().filter((one) => !STOPPED.has(this.corpus.stems[one]));
    doc.asked = telling.length;
    const wanted = this.noted(doc, telling, this.askedOf);
    this.model(doc, said, title, also, asked);
    const other = [
      ...this.addName(doc, doc.section ? "title" : "page", title),
      ...also.flatMap((way) => this.addName(doc, "also", way)),
      ...this.addTexts(doc, "alias", indexed.aliases ?? []),
      ...this.addTexts(doc, "summary", indexed.summary ? [indexed.summary] : []),
    ];
    this.count(doc, [said, wanted], other);
    return text.length;
  }

  /**
   * Notes in a field which stems a document has; gives how often.
   * @param {Doc} doc
   * @param {number[]} stems
   * @param {ByStem<number[]>} field
   */
  noted(doc, stems, field) {
    const tally = this.corpus.tallied(stems);
    for (let i = 0; i < tally.length; i += 2) {
      (field.values[tally[i]] ??= []).push(doc.number, tally[i + 1]);
    }
    return tally;
  }

  /**
   * Adds the ways to ask for a document, and what is said of it.
   * @param {Doc} doc
   * @param {number[]} said how often each stem is in its text
   * @param {number[]} title
   * @param {number[][]} also
   * @param {number[][]} asked
   */
  model(doc, said, title, also, asked) {
    const { likely } = WEIGHTS;
    for (const way of [title, ...also, ...asked]) {
      this.ways.add(doc.number, way);
    }
    this.likely.add([
      { tally: said, weight: likely.text },
      { tally: this.corpus.tallied(title), weight: likely.title },
      { tally: this.corpus.tallied(also.flat()), weight: likely.also },
      { tally: this.corpus.tallied(asked.flat()), weight: 1 },
    ]);
  }

  /**
   * @param {Doc} doc
   * @param {Kind} kind
   * @param {string[]} texts
   */
  addTexts(doc, kind, texts) {
    return texts.flatMap((text) => this.addName(doc, kind, this.corpus.read(text, 3)));
  }

  /**
   * Adds a name of a document; gives it back.
   * @param {Doc} doc
   * @param {Kind} kind
   * @param {number[]} name
   */
  addName(doc, kind, name) {
    const stems = [...new Set(name)].map((one) => this.corpus.stems[one]);
    if (stems.length) {
      const number = this.names.push({ doc, kind, stems, whole: 0 }) - 1;
      stems.forEach((one) => entry(this.namesOf, one, () => []).push(number));
    }
    return name;
  }

  /**
   * @param {Doc} doc
   * @param {number[][]} tallies of what it says
   * @param {number[]} named
   */
  count(doc, tallies, named) {
    const used = new Set(tallies.flatMap((tally) => tally.filter((_, at) => at % 2 === 0)));
    const side =
      doc.audience === "patient" || doc.audience === "clinician" ? this.sides[doc.audience] : null;
    more(this.spread.values, new Set([...used, ...named]));
    if (side) {
      side.docs++;
      more(side.spread.values, used);
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
   * Documents that hold all stems in a field, with how often the rarest is there.
   * @param {string[]} stems
   * @param {ByStem<number[]>} field
   * @returns {Generator<[number, number]>}
   */
  *holding(stems, field) {
    const lists = stems.map((one) => field.get(one) ?? []).sort((a, b) => a.length - b.length);
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
   * Documents that are asked for with all stems, with how often, and how rare that is: from 1,
   * where one document is, to 0, where all are.
   * @param {string[]} stems
   */
  askedWith(stems) {
    const found = [...this.holding(stems, this.askedOf)];
    const all = this.docs.length;
    return { found, rare: idf(all, found.length) / idf(all, 1) };
  }
}
