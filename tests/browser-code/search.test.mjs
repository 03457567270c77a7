// @ts-check
// The search's own logic under Node: words, slips of the finger, alarms, order, teasers.

import assert from "node:assert/strict";
import { describe, test } from "node:test";

import { SearchIndex } from "../../macros/search/browser/index.mjs";
import { Lexicon } from "../../macros/search/browser/lexicon.mjs";
import { understood } from "../../macros/search/browser/query.mjs";
import { ranked } from "../../macros/search/browser/rank.mjs";
import { teaser, wantedOf } from "../../macros/search/browser/teaser.mjs";
import { tokens } from "../../macros/search/browser/tokens.mjs";
import { distance } from "../../macros/search/browser/typos.mjs";
import { WEIGHTS } from "../../macros/search/browser/weights.mjs";
import { plain, split, stem } from "../../macros/search/browser/words.mjs";

const WORDS = {
  terms: { kettle: ["kettle", "water boiler"], lid: ["lid"], it: ["tea maker", "machine"] },
  spellings: { ketel: "kettle" },
  alarm: [["smoke", "smoking"], ["burnt hand"]],
  together: [
    {
      alarm: "burnt hand",
      words: [
        ["hand", "arm"],
        ["hot", "burn"],
      ],
    },
  ],
  patterns: [{ alarm: "smoke", pattern: "\\b9\\d\\s*degrees" }],
  calm: ["smoke alarm"],
  clinical: ["thermodynamics"],
  alike: [
    ["hurt", "pain", "sore"],
    ["clean", "descale"],
  ],
  patients: ["my"],
  clinicians: ["boiler efficiency"],
  subject: "machine",
  device: ["it"],
  help: "help/",
};

/** @type {import("../../macros/search/browser/index.mjs").IndexedDoc[]} */
const DOCS = [
  { location: "help/", title: "Help", text: "<p>Call somebody.</p>" },
  { location: "help/#smoke", title: "Smoke", text: "<p>Some smoke is none. Leave the house.</p>" },
  { location: "care/", title: "Care", text: "<p>About care.</p>", audience: "patient" },
  {
    location: "care/#descaling",
    title: "Descaling",
    text: "<p>Scale is white.</p><p>Descale the kettle each month &amp; rinse it.</p>",
    also: ["how to clean"],
    asked: ["crusty limescale parts", "what do I do about it when it is like that"],
    audience: "patient",
  },
  {
    location: "care/#lid",
    title: "The lid",
    text: "<p>The lid of the machine may be hot.</p>",
    asked: ["scald burnt", "can I put this on it"],
    audience: "patient",
  },
  {
    location: "shop/",
    title: "Kettle parts",
    text: "<p>A lid for each kettle; the machine has one.</p>",
    aliases: ["spares"],
    audience: "clinician",
  },
];

const index = new SearchIndex({ config: { words: WORDS }, docs: DOCS });
const lexicon = new Lexicon(index.words);
/** @param {string} query */
const typed = (query) => tokens(query, index, lexicon).map((token) => token.word);
/** @param {string} query */
const first = (query) => ranked(query, index, lexicon).groups[0]?.docs[0].doc.location;
/** @param {string} query */
const alarm = (query) => understood(query, index, lexicon).alarm !== null;

describe("words", () => {
  test("are compared without accents, apostrophes and capitals", () => {
    assert.equal(plain("Won’t, À-la Œuf"), "wont, a-la oeuf");
    assert.deepEqual(split("It won't; 2.5 µm"), ["it", "wont", "2", "5", "μm"]);
    assert.deepEqual(split("…"), []);
  });
  for (const [one, other] of [
    ["swimming", "swim"],
    ["haemorrhages", "hemorrhage"],
    ["colour", "color"],
    ["catheters", "catheter"],
    ["sterilised", "sterilize"],
    ["occlusion", "occlusions"],
    ["bodies", "body"],
  ]) {
    test(`${one} is ${other}`, () => assert.equal(stem(one), stem(other)));
  }
  test("two in one are two, and those of messages are written out", () => {
    assert.deepEqual(split("What's this, wats that? I'm ur ppl"), [
      ...["what", "is", "this", "what", "is", "that", "i", "am", "your", "people"],
    ]);
  });
  test("a scar is no scare, and a number no word", () => {
    assert.notEqual(stem("scared"), stem("scar"));
    assert.equal(stem("12s"), "12s");
  });
});

describe("slips of the finger", () => {
  test("are counted: wrong, missing, added, swapped", () => {
    assert.equal(distance("kettle", "kettel", 2), 1);
    assert.equal(distance("kettle", "ketle", 2), 1);
    assert.equal(distance("kettle", "kettlee", 2), 1);
    assert.equal(distance("kettle", "kittle", 2), 1);
    assert.equal(distance("kettle", "kttel", 2), 2);
    assert.equal(distance("kettle", "fish", 2), 3);
    assert.equal(distance("", "", 1), 0);
  });
  for (const query of ["kettel", "ketel", "kettlle", "ket tle", "KETTLE"]) {
    test(`${query} is kettle`, () => assert.deepEqual(typed(query), ["kettle"]));
  }
  test("no everyday word is a slip for another, nor is one that begins otherwise", () => {
    /** @param {string} word */
    const read = (word) => tokens(`${word} `, spelt, lexicon)[0].word;
    const spelt = new SearchIndex({
      config: {},
      docs: [{ location: "", title: "Cream", text: "carried creamy washes" }],
    });
    assert.deepEqual(["dream", "married", "wishes", "harried"].map(read), [
      "dream",
      "married",
      "wishes",
      "harried",
    ]);
    assert.deepEqual(["caried", "acrried", "arried", "cream"].map(read), [
      "carried",
      "carried",
      "carried",
      "cream",
    ]);
  });
  test("two words in one are two", () => {
    assert.deepEqual(typed("burnthand "), ["burnt", "hand"]);
  });
  test("a known phrase stays as typed, and an unknown word hides nothing", () => {
    assert.deepEqual(typed("tea maker qqxvz"), ["tea", "maker", "qqxvz"]);
    assert.equal(first("qqxvz lid"), "care/#lid");
  });
  test("what is still being typed is found", () =>
    assert.equal(first("descal"), "care/#descaling"));
});

describe("an alarm", () => {
  for (const query of [
    "smoke",
    "it is smoking",
    "smkoe",
    "my arm is hot",
    "the hand that I burn",
    "95 degrees",
    "my thermodynamics smoke",
  ]) {
    test(`is ${query}`, () => assert.ok(alarm(query)));
  }
  for (const query of ["smoke alarm", "smoke thermodynamics", "a hot lid", "85 degrees", ""]) {
    test(`is not ${query || "nothing"}`, () => assert.ok(!alarm(query)));
  }
  test("leads to help first, at the heading that names it", () => {
    assert.equal(first("smoke from the kettle"), "help/#smoke");
    assert.equal(ranked("burnt hand", index, lexicon).groups[0].page.base, "help/");
  });
  test("comes second where help answers next to nothing of the rest", () => {
    const pages = ranked("a burnt hand from limescale and scald", index, lexicon).groups;
    assert.deepEqual(
      pages.slice(0, 2).map(({ page }) => page.base),
      ["care/", "help/"],
    );
  });
});

describe("the order", () => {
  test("a heading's other names lead to it", () => {
    assert.equal(first("how to clean"), "care/#descaling");
    assert.equal(first("clean"), "care/#descaling");
  });
  test("who asks decides between equals", () => {
    assert.equal(first("my lid"), "care/#lid");
    assert.ok(understood("my lid", index, lexicon).lean < 0);
    assert.ok(
      understood("boiler efficiency", index, lexicon).lean > understood("lid", index, lexicon).lean,
    );
  });
  test("a sentence is a patient's, keywords are a clinician's", () => {
    /** @param {string} query */
    const lean = (query) => understood(query, index, lexicon).lean;
    assert.ok(lean("lid spares descale") > lean("spares for the lid or to descale it"));
    assert.ok(lean("is it all right to do this with the lid") < lean("is the lid all right"));
  });
  test("a heading has the readers and the weight of its page", () => {
    const docs = [
      { location: "a/", title: "A", text: "", audience: "patient", weight: 0.5 },
      { location: "a/#b", title: "B", text: "" },
    ];
    const [, doc] = new SearchIndex({ config: {}, docs }).docs;
    assert.deepEqual([doc.audience, doc.weight], ["patient", 0.5]);
  });
  test("the subject says nothing beside other words, and all by itself", () => {
    assert.equal(first("machine lid"), first("lid"));
    assert.equal(first("tea maker lid"), first("lid"));
    assert.ok(first("machine"));
  });
  test("nothing and nonsense find nothing", () => {
    assert.deepEqual(ranked("", index, lexicon).groups, []);
    assert.deepEqual(ranked("qqxvz", index, lexicon).groups, []);
  });
  test("words that say nothing are asked when there is no other", () => {
    assert.ok(first("each"));
    assert.ok(ranked("how to", index, lexicon).groups.length);
  });
  test("words in which people ask for a heading lead to it, other forms of them too", () => {
    assert.equal(first("crusty"), "care/#descaling");
    assert.equal(first("my thing has limescales"), "care/#descaling");
    assert.equal(first("scalded by the lid"), "care/#lid");
    assert.equal(first("crusty, scalded by a lid"), "care/#lid");
  });
  test("a name outweighs the same word in what is asked", () => {
    assert.equal(first("smoke alarm kettle parts"), "shop/");
    assert.equal(first("kettle parts"), "shop/");
  });
  test("what is said with little words alone is known by its phrase", () => {
    assert.equal(first("what do I do about it when it is like that"), "care/#descaling");
    assert.equal(first("can I put this on it"), "care/#lid");
    assert.equal(first("could you put this on it"), "care/#lid");
  });
  test("words of two phrases are no phrase", () => {
    assert.ok(index.corpus.beside("crusty", "limescale") && !index.corpus.beside("parts", "what"));
    assert.ok(!index.corpus.beside("crusty", "parts") && !index.corpus.beside("crusty", "unread"));
    assert.deepEqual(index.askedWith(["crusti", "scald"]).found, []);
  });
  test("all weights are frozen", () => {
    assert.ok(Object.isFrozen(WEIGHTS));
    assert.ok(Object.values(WEIGHTS).every(Object.isFrozen));
  });
});

describe("a teaser", () => {
  /** @param {string} query @param {number} doc */
  const shown = (query, doc) => {
    const { units } = understood(query, index, lexicon);
    return teaser(index.docs[doc], wantedOf(units, index), false);
  };
  test("is the sentence that answers, with the words marked and entities whole", () => {
    const { html, found } = shown("descale monthly kettle", 3);
    assert.match(html, /^<mark data-md-highlight>Descale<\/mark> the <mark.*>kettle<\/mark> each/);
    assert.ok(html.includes("&amp;"));
    assert.deepEqual(found, ["Descale", "kettle", "month"]);
  });
  test("begins at the beginning where that is asked for", () => {
    assert.match(teaser(index.docs[1], [], true).html, /^Some smoke is none\. Leave/);
  });
  test("of an empty text is empty", () => {
    const [empty] = new SearchIndex({ config: {}, docs: [{ location: "", title: "T", text: "" }] })
      .docs;
    assert.deepEqual(teaser(empty, [], false), { html: "", found: [] });
  });
});
