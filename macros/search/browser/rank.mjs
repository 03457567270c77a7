// @ts-check
// The order of the answers: a page counts by its best place, and shows that place.

import { entry } from "./index.mjs";
import { understood } from "./query.mjs";
import { WEIGHTS } from "./weights.mjs";
import { stem, stemmed } from "./words.mjs";

/**
 * @typedef {import("./index.mjs").SearchIndex} SearchIndex
 * @typedef {import("./index.mjs").Doc} Doc
 * @typedef {import("./index.mjs").PageDocs} PageDocs
 * @typedef {import("./lexicon.mjs").Lexicon} Lexicon
 * @typedef {import("./query.mjs").Alternative} Alternative
 * @typedef {import("./query.mjs").Asked} Asked
 * @typedef {import("./query.mjs").Unit} Unit
 *
 * @typedef {object} Row what each unit scores in one document, or in the names of one page
 * @property {Float64Array} names
 * @property {Float64Array} text
 * @property {Float64Array} asked
 * @property {number} way for the ways to ask that are like the query
 * @property {number} bonus for a name that says all of the query
 *
 * @typedef {object} Place
 * @property {Doc} doc
 * @property {number} score
 * @property {number} alone without what it inherits from its page
 *
 * @typedef {{ page: PageDocs, score: number, docs: Place[] }} Group
 *
 * @typedef {object} Search what one query needs on its way
 * @property {SearchIndex} index
 * @property {Unit[]} units
 * @property {number} total
 * @property {Map<number, Row>} docs by number
 * @property {Map<string, Row>} pages by base
 */

/**
 * Search: groups, best first, and what was understood.
 * @param {string} query
 * @param {SearchIndex} index
 * @param {Lexicon} lexicon
 * @returns {Asked & { groups: Group[] }}
 */
export function ranked(query, index, lexicon) {
  const asked = understood(query, index, lexicon);
  const units = asked.units.filter((one) => one.alts.length && one.rarity > 0);
  const total = units.reduce((sum, one) => sum + one.rarity, 0);
  /** @type {Search} */
  const search = { index, units, total, docs: new Map(), pages: new Map() };
  readTexts(search);
  readAsked(search);
  readNames(search);
  readWays(search, asked);
  const groups = grouped(search, asked);
  // What is far behind the best is noise.
  const { noise, most } = WEIGHTS.result;
  const kept = groups.filter((group) => group.score > groups[0].score * noise).slice(0, most);
  const said = units.filter((one) => !one.share && !one.subject).length;
  // A pattern, such as a temperature in figures, is sure.
  const sure = lexicon.patterns.some(({ pattern }) => pattern.test(query.slice(0, 300)));
  const least = sure ? 0 : leastHelp(said);
  const all = asked.alarm ? helpFirst(kept, groups, asked.alarm, least, index, lexicon) : kept;
  return { ...asked, groups: all };
}

/**
 * How much of what the best page answers help has to answer, to come first.
 * @param {number} said words that tell
 */
function leastHelp(said) {
  const { bare, short, share, shareShort } = WEIGHTS.alarm;
  if (said <= bare) {
    return 0;
  }
  return said > short ? share : shareShort;
}

/**
 * @template K
 * @param {Map<K, Row>} rows
 * @param {K} key
 * @param {number} units
 */
function row(rows, key, units) {
  return entry(rows, key, () => ({
    names: new Float64Array(units),
    text: new Float64Array(units),
    asked: new Float64Array(units),
    bonus: 0,
    way: 0,
  }));
}

/** @param {Search} search */
function readTexts({ index, units, docs }) {
  const { k1, b } = WEIGHTS.bm25;
  units.forEach((one, u) => {
    for (const { stems, weight } of one.bare ? [] : one.alts) {
      for (const [number, times] of index.holding(stems, index.text)) {
        const { text } = row(docs, number, units.length);
        const long = k1 * (1 - b + (b * index.docs[number].length) / index.mean);
        text[u] = Math.max(text[u], (weight * WEIGHTS.field.text * times) / (times + long));
      }
    }
  });
}

/** @param {Search} search */
function readAsked({ index, units, docs }) {
  const { k1, b } = WEIGHTS.asked;
  units.forEach((one, u) => {
    for (const { stems, weight } of one.bare ? [] : one.alts) {
      const { found, rare } = index.askedWith(stems);
      for (const [number, times] of found) {
        const { asked } = row(docs, number, units.length);
        const long = k1 * (1 - b + (b * index.docs[number].asked) / index.meanAsked);
        const often = (times * (1 + k1)) / (times + long);
        asked[u] = Math.max(asked[u], weight * WEIGHTS.field.asked * rare * often);
      }
    }
  });
}

/** @param {Search} search */
function readNames({ index, units, total, docs, pages }) {
  const { partly, whole, wholeAlias, power } = WEIGHTS.name;
  for (const [number, matches] of namesTouched(index, units)) {
    const { doc, kind, whole: all } = index.names[number];
    const covered = new Set([...matches.values()].flatMap((alt) => alt.stems));
    const part = Math.min(1, [...covered].reduce((sum, one) => sum + index.inName(one), 0) / all);
    const ofPage = kind === "page" || kind === "alias" || kind === "summary";
    const target = ofPage
      ? row(pages, doc.page.base, units.length)
      : row(docs, doc.number, units.length);
    let matched = 0;
    for (const [u, { weight }] of matches) {
      const value = WEIGHTS.field[kind] * weight * (partly + (1 - partly) * part);
      target.names[u] = Math.max(target.names[u], value);
      matched += units[u].rarity * weight;
    }
    if (kind !== "summary") {
      const recall = matched / total;
      const both = (2 * part * recall) / (part + recall);
      const bonus = (kind === "alias" ? wholeAlias : whole) * total * both ** power;
      target.bonus = Math.max(target.bonus, bonus);
    }
  }
}

/**
 * @param {Search} search
 * @param {Asked} asked
 */
function readWays({ index, units, docs }, { tokens }) {
  const stems = tokens.map((token) => stem(token.word));
  for (const [number, value] of index.ways.like(units, stems)) {
    row(docs, number, units.length).way = value;
  }
  index.likely.of(units, stems).forEach((value, number) => {
    if (value) {
      row(docs, number, units.length).way += WEIGHTS.likely.share * value;
    }
  });
}

/**
 * Name → unit → the surest alternative of it that the name holds.
 * @param {SearchIndex} index
 * @param {Unit[]} units
 */
function namesTouched(index, units) {
  /** @type {Map<number, Map<number, Alternative>>} */
  const touched = new Map();
  units.forEach((one, u) => {
    for (const alt of one.alts) {
      for (const number of index.naming(alt.stems)) {
        const matches = entry(touched, number, () => new Map());
        if ((matches.get(u)?.weight ?? 0) < alt.weight) {
          matches.set(u, alt);
        }
      }
    }
  });
  return touched;
}

/**
 * @param {Search} search
 * @param {Asked} asked
 * @returns {Group[]}
 */
function grouped(search, asked) {
  const { index, docs, pages } = search;
  const bases = new Set(pages.keys());
  for (const number of docs.keys()) {
    bases.add(index.docs[number].page.base);
  }
  const groups = [];
  for (const base of bases) {
    const page = index.pages.get(base);
    const group = page && groupOf(page, search, asked);
    if (group) {
      groups.push(group);
    }
  }
  return groups.sort((a, b) => b.score - a.score || (a.page.base < b.page.base ? -1 : 1));
}

/**
 * A page with its places that answer, best first; null when none does.
 * @param {PageDocs} page
 * @param {Search} search
 * @param {Asked} asked
 * @returns {Group | null}
 */
function groupOf(page, search, { lean, leads }) {
  const { units, total } = search;
  const anywhere = new Float64Array(units.length);
  const found = page.docs
    .map((doc) => place(doc, search, anywhere))
    .filter((one) => one !== null)
    .sort((a, b) => b.score - a.score || a.doc.number - b.doc.number);
  if (!found.length) {
    return null;
  }
  const { elsewhere } = WEIGHTS.place;
  const spread = units.reduce((sum, one, u) => sum + one.rarity * anywhere[u], 0) / total;
  const { audience, weight } = page.head ?? page.docs[0];
  const side = { clinician: 1, patient: -1 }[audience] ?? 0;
  // A page that steps back for most readers does not for those whom it is about.
  const standing = leads.has(page.base) ? Math.max(1, weight) * WEIGHTS.reader.lead : weight;
  const score =
    found[0].score *
    (1 - elsewhere + elsewhere * spread) *
    standing *
    (1 + side * WEIGHTS.reader.audience * lean);
  return { page, score, docs: found };
}

/**
 * What a document scores; null when nothing of it answers.
 * @param {Doc} doc
 * @param {Search} search
 * @param {Float64Array} anywhere how far each unit is answered on the page: noted here
 * @returns {Place | null}
 */
function place(doc, { units, total, docs, pages }, anywhere) {
  const { inherited, inheritedWhole, answered, ofAll } = WEIGHTS.place;
  const own = docs.get(doc.number);
  const shared = pages.get(doc.page.base);
  const head = doc === doc.page.head;
  if (!own && !head) {
    return null;
  }
  let [score, reached, alone] = [0, 0, 0];
  units.forEach(({ rarity }, u) => {
    const here = own ? Math.max(own.names[u], own.asked[u]) + own.text[u] : 0;
    const value = here + (shared?.names[u] ?? 0) * (head ? 1 : inherited);
    reached += rarity * Math.min(1, value / answered);
    anywhere[u] = Math.max(anywhere[u], Math.min(1, value));
    score += rarity * value;
    alone += rarity * here;
  });
  const [name, way] = wholes(own);
  const bonus = Math.max(name, wholes(shared)[0] * (head ? 1 : inheritedWhole));
  score = (score + bonus + way) * (ofAll + ((1 - ofAll) * reached) / total);
  return score > 0 ? { doc, score, alone: alone + name + way } : null;
}

/**
 * What a document scores for all of the query at once.
 * @param {Row | undefined} own
 * @returns {[number, number]}
 */
function wholes(own) {
  return own ? [own.bonus, own.way] : [0, 0];
}

/**
 * With a word of alarm the page that says whom to call comes first; second where it answers less
 * than a share of what the best does.
 * @param {Group[]} kept
 * @param {Group[]} groups
 * @param {Set<number>} alarm
 * @param {number} least
 * @param {SearchIndex} index
 * @param {Lexicon} lexicon
 * @returns {Group[]}
 */
function helpFirst(kept, groups, alarm, least, index, lexicon) {
  const page = index.pages.get(index.words.help);
  if (!page?.head) {
    return kept;
  }
  const group = groups.find((one) => one.page === page);
  const found = group?.docs ?? [{ doc: page.head, score: 1, alone: 0 }];
  const docs = dangerFirst(page, found, alarm, lexicon);
  const others = kept.filter((one) => one.page !== page);
  const [best] = others;
  if (best && (group?.score ?? 0) < best.score * least) {
    return [best, { page, score: best.score, docs }, ...others.slice(1)];
  }
  const score = (groups[0]?.score ?? 0) * WEIGHTS.alarm.lead + 1;
  return [{ page, score, docs }, ...others];
}

/**
 * The places of the page on whom to call: first those whose heading has the word of alarm, in
 * whichever of its forms.
 * @param {PageDocs} page
 * @param {Place[]} found
 * @param {Set<number>} alarm
 * @param {Lexicon} lexicon
 * @returns {Place[]}
 */
function dangerFirst(page, found, alarm, lexicon) {
  const docs = new Map(found.map((one) => [one.doc, one]));
  for (const doc of page.docs.filter((one) => one.section)) {
    const title = stemmed(doc.title);
    const named = [...alarm].filter((id) =>
      lexicon.alarms[id].some((form) => form.every((one) => title.includes(one))),
    );
    if (named.length) {
      const { score = 0, alone = 0 } = docs.get(doc) ?? {};
      const more = WEIGHTS.alarm.heading * named.length;
      docs.set(doc, { doc, score: score + more, alone: alone + more });
    }
  }
  return [...docs.values()].sort((a, b) => b.score - a.score || a.doc.number - b.doc.number);
}
