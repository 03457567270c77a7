// @ts-check
// The theme's messages: 0 set up, 1 ready, 2 query, 3 result. Its list shows a page, and below it
// the places that score as high as the best.

import { SearchIndex } from "./index.mjs";
import { Lexicon } from "./lexicon.mjs";
import { ranked } from "./rank.mjs";
import { marked, teaser, wantedOf } from "./teaser.mjs";
import { WEIGHTS } from "./weights.mjs";

/**
 * @typedef {import("./index.mjs").Doc} Doc
 * @typedef {import("./teaser.mjs").Wanted} Wanted
 *
 * @typedef {object} Item a row of the theme's list
 * @property {string} location
 * @property {string} title HTML
 * @property {string} text HTML
 * @property {number} score
 * @property {Record<string, boolean>} terms
 */

class Answers {
  /** @param {import("./index.mjs").Built} built */
  constructor(built) {
    this.index = new SearchIndex(built);
    this.lexicon = new Lexicon(this.index.words);
  }

  /**
   * The answer to a query, in the form that the theme's list renders.
   * @param {string} query
   */
  to(query) {
    const { groups, units, tokens, alarm } = ranked(query, this.index, this.lexicon);
    const wanted = wantedOf(units, this.index);
    const last = tokens.at(-1);
    return {
      items: groups.map((group, at) => this.group(group, wanted, at === 0 && alarm !== null)),
      suggest: last?.word.startsWith(last.typed) ? tokens.map((token) => token.word) : undefined,
    };
  }

  /**
   * A page: its best place open, a second that answers nearly as well, and the rest folded away.
   * @param {import("./rank.mjs").Group} group
   * @param {Wanted[]} wanted
   * @param {boolean} alarm
   */
  group({ page, score, docs }, wanted, alarm) {
    const { open, folded, foldedScore, foldedStep } = WEIGHTS.result;
    const head = page.head ?? docs[0].doc;
    const places = docs
      .filter(({ doc, alone }) => doc !== head && alone > 0)
      .sort((a, b) => b.alone - a.alone);
    const best = places[0]?.alone ?? 0;
    const shown = places.filter(({ alone }, at) => at === 0 || (at === 1 && alone > best * open));
    const rest = places
      .slice(shown.length)
      .filter(({ alone }) => alone > best * folded)
      .slice(0, 3);
    return [
      ...shown.map(({ doc }) => this.item(doc, score, wanted)),
      this.labelled(this.item(head, score, wanted), head, alarm),
      ...rest.map(({ doc }, at) => this.item(doc, score * (foldedScore - foldedStep * at), wanted)),
    ];
  }

  /**
   * The row of a page says whom the page is for, and tells search.mjs of an alarm: the theme passes
   * on nothing else.
   * @param {Item} item
   * @param {Doc} doc
   * @param {boolean} alarm
   */
  labelled(item, doc, alarm) {
    const label = this.index.words.labels[doc.audience] ?? "";
    const mark = alarm ? " data-alarm" : "";
    const text = label && ` <span class="result-for"${mark}>${label}</span>`;
    return { ...item, title: item.title + (text || (alarm && `<span${mark}></span>`) || "") };
  }

  /**
   * @param {Doc} doc
   * @param {number} score
   * @param {Wanted[]} wanted
   * @returns {Item}
   */
  item(doc, score, wanted) {
    // Where help is called, what to do comes first: never a sentence such as "most need no help".
    const help = this.index.words.help;
    const { html, found } = teaser(doc, wanted, help !== "" && doc.page.base === help);
    const title = marked(doc.title, wanted);
    const words = [...found, ...title.found].map((word) => word.toLowerCase());
    const terms = Object.fromEntries([...new Set(words)].slice(0, 8).map((word) => [word, true]));
    return { location: doc.location, title: title.html, text: html, score, terms };
  }
}

/** @type {Answers | null} */
let answers = null;

addEventListener("message", ({ data }) => {
  if (data.type === 0) {
    answers = new Answers(data.data);
    // So that the first real answer finds warm code.
    answers.to(
      data.data.docs
        .slice(0, 3)
        .map((/** @type {Doc} */ doc) => doc.title)
        .join(" "),
    );
    postMessage({ type: 1 });
  } else if (data.type === 2) {
    postMessage({ type: 3, data: answers ? answers.to(data.data) : { items: [] } });
  }
});
