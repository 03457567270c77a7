// @ts-check
// From what was typed to what is asked: units, each a word or a known phrase with everything that
// means the same; who seems to ask; and whether it is an alarm.

import { alarmed } from "./alarm.mjs";
import { LONGEST } from "./lexicon.mjs";
import { tokens } from "./tokens.mjs";
import { WEIGHTS } from "./weights.mjs";
import { SELF, STOP, WEAK, stem } from "./words.mjs";

/**
 * @typedef {import("./index.mjs").SearchIndex} SearchIndex
 * @typedef {import("./lexicon.mjs").Lexicon} Lexicon
 * @typedef {import("./tokens.mjs").Token} Token
 *
 * @typedef {{ stems: string[], weight: number }} Alternative
 *
 * @typedef {object} Unit
 * @property {Alternative[]} alts what means the same, as typed first; only what is in the index
 * @property {number} rarity how much it tells
 * @property {boolean} subject whether it is only a name of what all pages are about
 * @property {number} [share] for a part of a phrase: how far it counts by itself
 * @property {boolean} [bare] to be looked for in names only
 *
 * @typedef {object} Asked
 * @property {Token[]} tokens
 * @property {Unit[]} units
 * @property {number} lean between -1 (a patient asks) and 1 (a clinician)
 * @property {Set<string>} leads pages about whom it is asked for
 * @property {Set<number> | null} alarm the groups of words of alarm
 */

/**
 * @param {string} query
 * @param {SearchIndex} index
 * @param {Lexicon} lexicon
 * @returns {Asked}
 */
export function understood(query, index, lexicon) {
  const typed = tokens(query, index, lexicon);
  const units = [];
  for (let i = 0; i < typed.length;) {
    const { span, ids, kin, apart } = phraseAt(typed, i, lexicon);
    const part = apart ?? typed.slice(i, i + span);
    i += span;
    const idle = part.length === 1 && ((STOP.has(part[0].word) && !ids) || part[0].unknown);
    if (!idle) {
      units.push(unit(part, ids, kin, index, lexicon), ...parts(part, ids, index, lexicon));
    }
  }
  if (!units.length) {
    // Nothing but words that say nothing: then they are what is asked.
    for (const token of typed.filter((one) => !one.unknown)) {
      units.push(unit([token], lexicon.term([token.word]), null, index, lexicon));
    }
  }
  weighed(units, lexicon);
  return {
    tokens: typed,
    units,
    lean: lean(typed, units, index, lexicon),
    leads: leads(typed, lexicon),
    alarm: alarmed(query, typed, lexicon),
  };
}

/**
 * @param {Token[]} typed
 * @param {Lexicon} lexicon
 */
function leads(typed, lexicon) {
  const stems = typed.map((token) => stem(token.word));
  const said = new Set([...stems, ...stems.slice(1).map((one, at) => `${stems[at]} ${one}`)]);
  const held = lexicon.leads.filter(({ keys }) => [...keys].some((key) => said.has(key)));
  return new Set(held.flatMap(({ pages }) => pages));
}

/**
 * The longest known phrase from a token on, or the token alone.
 * @param {Token[]} typed
 * @param {number} at
 * @param {Lexicon} lexicon
 */
function phraseAt(typed, at, lexicon) {
  for (let span = Math.min(LONGEST, typed.length - at); span > 0; span--) {
    const words = typed.slice(at, at + span).map((token) => token.word);
    if (span === 1 && STOP.has(words[0])) {
      break;
    }
    const ids = lexicon.term(words);
    const kin = lexicon.alike.get(words.map(stem).join(" ")) ?? null;
    if (ids || kin) {
      return { span, ids, kin, apart: undefined };
    }
  }
  const apart = phrasal(typed, at, lexicon);
  return { span: 1, ids: null, kin: apart?.kin ?? null, apart: apart?.part };
}

/** What a verb may be parted from: "put it in", "take this thing out". */
const PARTICLES = new Set(["back", "in", "off", "on", "out", "over", "up"]);
/** Words that may be between the two. */
const BETWEEN = 3;

/**
 * A known phrase of a verb and its particle with little words or the subject between the two; null
 * when there is none.
 * @param {Token[]} typed
 * @param {number} at
 * @param {Lexicon} lexicon
 */
function phrasal(typed, at, lexicon) {
  for (let n = at + 2; n <= at + 1 + BETWEEN && n < typed.length; n++) {
    const between = stem(typed[n - 1].word);
    if (
      !STOP.has(typed[n - 1].word) &&
      !WEAK.has(typed[n - 1].word) &&
      !lexicon.subject.includes(between)
    ) {
      return null;
    }
    const kin = lexicon.alike.get(`${stem(typed[at].word)} ${stem(typed[n].word)}`);
    if (kin && PARTICLES.has(typed[n].word)) {
      return { kin, part: [typed[at], typed[n]] };
    }
  }
  return null;
}

/**
 * The words of a phrase count a little alone as well; not those of a name of the subject.
 * @param {Token[]} part
 * @param {string[] | null} ids
 * @param {SearchIndex} index
 * @param {Lexicon} lexicon
 * @returns {Unit[]}
 */
function parts(part, ids, index, lexicon) {
  if (part.length === 1 || ids?.some((id) => lexicon.device.has(id))) {
    return [];
  }
  const share = ids ? WEIGHTS.meaning.partOfTerm : WEIGHTS.meaning.partOfAlike;
  return part
    .filter((token) => !STOP.has(token.word))
    .map((token) => {
      const kin = lexicon.alike.get(stem(token.word)) ?? null;
      return { ...unit([token], null, kin, index, lexicon), share };
    });
}

/**
 * Beside other words a name of the subject says nearly nothing, and only in names: it is in nearly
 * every text.
 * @param {Unit[]} units
 * @param {Lexicon} lexicon
 */
function weighed(units, lexicon) {
  const more = units.some((one) => !one.subject);
  for (const one of units) {
    one.rarity *= one.share ?? 1;
    if (one.subject && more) {
      one.rarity *= WEIGHTS.meaning.subject;
      one.bare = true;
      one.alts = lexicon.subject.length ? [{ stems: lexicon.subject, weight: 1 }] : one.alts;
    }
  }
}

/**
 * A word or phrase with everything that means the same and is in the index.
 * @param {Token[]} part
 * @param {string[] | null} ids
 * @param {number[] | null} kin
 * @param {SearchIndex} index
 * @param {Lexicon} lexicon
 * @returns {Unit}
 */
function unit(part, ids, kin, index, lexicon) {
  const own = part.map((token) => stem(token.word));
  const full = own.filter((_, at) => part.length === 1 || !STOP.has(part[at].word));
  const content = full.length ? full : own;
  /** @type {Map<string, Alternative>} */
  const alts = new Map([[content.join(" "), { stems: content, weight: part[0].weight || 1 }]]);
  for (const alt of meanings(part, content, ids, kin, lexicon)) {
    const key = alt.stems.join(" ");
    if (key && !alts.has(key)) {
      alts.set(key, alt);
    }
  }
  const present = [...alts.values()].filter((alt) =>
    alt.stems.every((one) => index.spread.has(one)),
  );
  return {
    alts: present,
    rarity: rarity(present, index) * telling(part, !ids && !kin),
    subject:
      own.join(" ") === lexicon.subject.join(" ") || !!ids?.some((id) => lexicon.device.has(id)),
  };
}

/**
 * How far a word or phrase tells what is asked, and not only how.
 * @param {Token[]} part
 * @param {boolean} plainWord whether nothing is known of it
 */
function telling([first, ...more], plainWord) {
  const { weak, how } = WEIGHTS.meaning;
  if (first.word === "how") {
    return how;
  }
  return plainWord && !more.length && WEAK.has(first.word) ? weak : 1;
}

/**
 * What else may be meant, the surest first.
 * @param {Token[]} part
 * @param {string[]} content
 * @param {string[] | null} ids
 * @param {number[] | null} kin
 * @param {Lexicon} lexicon
 * @returns {Generator<Alternative>}
 */
function* meanings(part, content, ids, kin, lexicon) {
  const { term, lesser, alike, alikeOfTerm } = WEIGHTS.meaning;
  /** @param {string[]} form */
  const less = (form) => form.length < content.length && form.every((one) => content.includes(one));
  /** @param {string} id */
  const formsOf = (id) => lexicon.forms[id];
  /** @param {number} id */
  const familyOf = (id) => lexicon.families[id];
  if (part.length === 1) {
    yield* (part[0].others ?? []).map(([other, weight]) => ({ stems: [stem(other)], weight }));
  }
  const forms = (ids ?? []).flatMap(formsOf);
  yield* forms.map((form) => ({ stems: form, weight: less(form) ? lesser : term }));
  yield* (kin ?? []).flatMap(familyOf).map((form) => ({ stems: form, weight: alike }));
  if (ids && !kin) {
    const others = forms.flatMap((form) => lexicon.alike.get(form.join(" ")) ?? []);
    yield* others.flatMap(familyOf).map((form) => ({ stems: form, weight: alikeOfTerm }));
  }
  if (kin && !ids) {
    const others = lexicon.terms.get(part.map((token) => stem(token.word)).join("")) ?? [];
    yield* others.flatMap(formsOf).map((form) => ({ stems: form, weight: alike }));
  }
}

/**
 * How much a unit tells: midway between the words as typed and the commonest thing they stand for.
 * @param {Alternative[]} alts
 * @param {SearchIndex} index
 */
function rarity(alts, index) {
  if (!alts.length) {
    return 0;
  }
  /** @param {Alternative} alt */
  const rare = ({ stems }) =>
    Math.max(...stems.map((one) => index.rarity(one))) *
    (1 + WEIGHTS.meaning.together * (stems.length - 1));
  const first = rare(alts[0]);
  const sure = alts.filter((alt) => alt.weight >= WEIGHTS.meaning.alike);
  return (first + Math.min(first, ...sure.map(rare))) / 2;
}

/**
 * Between -1 (a patient asks) and 1 (a clinician), from the words' use on the pages and from the
 * words that tell.
 * @param {Token[]} typed
 * @param {Unit[]} units
 * @param {SearchIndex} index
 * @param {Lexicon} lexicon
 */
function lean(typed, units, index, lexicon) {
  const { self, word, use, patientFirst, sure } = WEIGHTS.reader;
  const stems = typed.map((token) => stem(token.word));
  let sum = form(typed) - patientFirst;
  for (const { alts, subject, share } of units) {
    if (!subject && !share && alts.length) {
      sum += use * sided(alts, index);
    }
  }
  for (let i = 0; i < stems.length; i++) {
    for (let n = 1; n <= 3 && i + n <= stems.length; n++) {
      const key = stems.slice(i, i + n).join(" ");
      sum -= lexicon.patients.has(key) ? (SELF.has(key) ? self : word) : 0;
      sum += lexicon.clinicians.has(key) ? word : 0;
    }
  }
  return Math.tanh(sum / sure);
}

/**
 * The lean of how it is put: below zero for a sentence, above for keywords.
 * @param {Token[]} typed
 */
function form(typed) {
  const { sentence, telegram, long, longest } = WEIGHTS.reader;
  const little = typed.filter((token) => STOP.has(token.word)).length;
  const keywords = !little && typed.length > 2 ? telegram : 0;
  return (
    keywords -
    (sentence * little) / (typed.length || 1) -
    long * Math.min(1, typed.length / longest)
  );
}

/**
 * The lean of a unit: of the words as typed where the pages use them, else of what they stand for
 * (a misspelling, a brand).
 * @param {Alternative[]} alts
 * @param {SearchIndex} index
 */
function sided(alts, index) {
  /** @param {Alternative} alt */
  const used = (alt) => Math.min(...alt.stems.map((one) => index.text.get(one)?.length ?? 0));
  let [best] = alts;
  if (!used(best)) {
    for (const alt of alts) {
      best = alt.weight >= WEIGHTS.typos.sure && used(alt) > used(best) ? alt : best;
    }
  }
  return best.stems.reduce((sum, one) => sum + index.lean(one), 0) / best.stems.length;
}
