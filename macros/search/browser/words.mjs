// @ts-check
// From what is on a page or is typed to what is compared: words without accents, and their stems.

/**
 * Words that say nothing of what is asked. They still tell who asks (query.mjs), and count where
 * nothing else was typed.
 */
export const STOP = new Set(
  [
    "a about all am an and any are as at be been but by can cannot could did do does doing done",
    "for from get gets getting got had has have having he her his how i if im in into is it its",
    "ive just me more my of on one or our over please so some than that the their them then",
    "there these they this those through to too u up upon us was we were what when where which",
    "while who whom why will with would you your yours should shall may might must help tell",
    "doesnt dont didnt isnt arent havent",
    "hasnt wasnt",
    "cheers dear hello hey hi sorry thank thanks thx ty",
  ]
    .join(" ")
    .split(" "),
);

/**
 * Words that hardly say anything of what is asked, though few pages have them: what people write
 * around their question. They count, but less.
 */
export const WEAK = new Set(
  [
    "again ago already also always another anything around ask asked back bad because being",
    "best better bit both came come comes coming else end enough even ever every everything far",
    "feel feels felt few finally fine found funny give given gives glad go goes going gone good",
    "great guess happen happened happening happens having here hope idea idk keep keeps kept",
    "kind know known last lately least less let like little lot lots make makes making many",
    "maybe mean means might minute moment more most much myself need needs never new next",
    "nobody nothing now ok okay only other others own part past pretty put quite rather ready",
    "real really right said same saw say says second seem seems since someone something",
    "sometimes somewhere start started stay still stuff such sure take taken takes than thing",
    "things think thought today tomorrow tonight took top tried try trying two until use used",
    "uses using very wait want wanted wants way weird well went whole wonder worst yes",
    "yesterday yet",
    "anyway april august btw cos coz cuz december february friday gonna gotta innit january july",
    "june kinda lol march monday newbie november october oops pls plz ppl september sorta saturday",
    "sunday tbh tho though thursday tuesday wanna wednesday",
    // Who has it, and what it is called for short.
    "aunt auntie brother cousin dad father friend gran grandad grandma grandmother grandpa",
    "granny hubby mother mum mom nan neighbour sister uncle contraption gadget item thingy",
  ]
    .join(" ")
    .split(" "),
);

/**
 * Words of everyday life that a handbook seldom has. None is a slip for a word that it has: who
 * got "married" was not "carried", and a "dream" is no "cream".
 */
export const EVERYDAY = new Set(
  [
    "advice affect afford allow anniversary annoyed argue attend aunt aware barely beach believe",
    "birthday blame bleach boot bored bother bounce bouncing bride brother budget busy camera",
    "cancel careful careless catch celebrate chance cheap cheese christmas church clever climb",
    "college colour college complain cousin crazy cricket curious curtain customer dance dancing",
    "dangling dark daft debate decent decide deserve dinner dirty divorce dozen drama dream dreams",
    "dress drove dumb easter engaged enjoy excited excuse expect facebook fancy farm fashion",
    "fathers fault favour feast fiance film fishing fond forever forum fridge fright fuel funeral",
    "funky funny garden garage ghost gift google grateful grief guess guest guilty habit halloween",
    "handle happy harvest hate holiday honest horse horrible hotel huge hundred hungry husband",
    "ignore imagine instagram invite jealous jelly joke journey judge kettle kitchen kitten lately",
    "laugh laundry lawn lazy leather lecture library listen lonely lovely lucky mad magic manage",
    "marathon married marry meeting mess middle mistake monkey mood morning mortgage motorbike",
    "movie museum music nasty naughty neighbour nephew netflix niece nonsense noisy nosy notice",
    "obvious office orange outfit packed painting panic parents parking party passed perfect",
    "photo piano picnic planet pleasant pocket polite posted prefer present pretend pretty proud",
    "puzzled quiet quit quite random realise reckon recently reddit refund regret relax remember",
    "restaurant retired rhubarb rude rumour sadly salary sand scary school serious shed shelf",
    "shocking shopping shoulders shouting silly sister sofa somehow sorry spare spring stairs",
    "station stories story stranger street stubborn student stupid suddenly summer sunday sunny",
    "supper surprise surprised suspect sweet teacher theatre thinking thousand till tired together",
    "toilet tomatoes tonight tractor train trapped trust truth tuesday twins ugly uncle upstairs",
    "usual vegan village violin visit visitor waste weather wedding weekend weird welcome winter",
    "wishes wishing witch wonder wondering worse worth writing yoga youtube zoo",
  ]
    .join(" ")
    .split(" "),
);

/** Who speaks of themselves is no clinician at work. */
export const SELF = new Set(["i", "im", "ive", "my", "me", "mine"]);

/** Forms of verbs and nouns that no rule makes. */
const IRREGULAR = new Map(
  Object.entries({
    ate: "eat",
    bled: "bleed",
    bought: "buy",
    broke: "break",
    broken: "break",
    caught: "catch",
    children: "child",
    drank: "drink",
    drove: "drive",
    driven: "drive",
    eaten: "eat",
    fallen: "fall",
    fell: "fall",
    feet: "foot",
    flew: "fly",
    forgot: "forget",
    forgotten: "forget",
    lost: "lose",
    slept: "sleep",
    stuck: "stick",
    swam: "swim",
    taken: "take",
    teeth: "tooth",
    took: "take",
    tore: "tear",
    torn: "tear",
    woke: "wake",
    written: "write",
    wrote: "write",
  }),
);

/**
 * Lower case, without accents and apostrophes, so that "won't" is "wont" and "À-la" holds "a",
 * "la".
 * @param {string} text
 */
export function plain(text) {
  // Nearly every text is ASCII, and normalising one that is costs more than all the rest.
  if (!/[^\p{ASCII}]/u.test(text)) {
    return text.toLowerCase().replace(/['`]/g, "");
  }
  return text
    .toLowerCase()
    .normalize("NFKD")
    .replace(/[\u0300-\u036f'’‘`´]/g, "")
    .replace(/œ/g, "oe")
    .replace(/æ/g, "ae");
}

/** Words as they are said slowly and written out: of two in one, and of messages. */
const SPOKEN = new Map(
  Object.entries({
    abt: "about",
    becuz: "because",
    cud: "could",
    dnt: "dont",
    hav: "have",
    hows: "how is",
    im: "i am",
    ive: "i have",
    ppl: "people",
    shud: "should",
    thats: "that is",
    theres: "there is",
    theyre: "they are",
    thru: "through",
    u: "you",
    ur: "your",
    wat: "what",
    wats: "what is",
    wen: "when",
    whats: "what is",
    whens: "when is",
    wheres: "where is",
    whos: "who is",
    wot: "what",
    wud: "would",
    youre: "you are",
  }).map(([word, slowly]) => [word, slowly.split(" ")]),
);

/**
 * The words of a text, in order: "what's" is two.
 * @param {string} text
 * @returns {string[]}
 */
export function split(text) {
  const words = plain(text).match(/[\p{L}\p{N}]+/gu) ?? [];
  return words.some((word) => SPOKEN.has(word))
    ? words.flatMap((word) => SPOKEN.get(word) ?? word)
    : words;
}

/** @type {Map<string, string>} */
const stems = new Map();

/**
 * One spelling for British and American words, then the word without its ending. The same is done
 * to pages and queries.
 * @param {string} word as `split` gives it
 */
export function stem(word) {
  let found = stems.get(word);
  if (found === undefined) {
    const base = IRREGULAR.get(word) ?? word;
    found = base.length < 4 || /\d/.test(base) ? base : ending(inflection(american(base)));
    stems.set(word, found);
  }
  return found;
}

/**
 * The stems of a phrase.
 * @param {string} text
 */
export function stemmed(text) {
  return split(text).map(stem);
}

/** @param {string} word */
function american(word) {
  return word
    .replace(/ae|oe/g, "e")
    .replace(/isation/, "ization")
    .replace(/is(e|ed|es|ing|er)$/, "iz$1")
    .replace(/yse(d|s)?$/, "yze$1")
    .replace(/(..)our(s|ed|ing)?$/, "$1or$2")
    .replace(/tre(s)?$/, "ter$1")
    .replace(/ll(ed|ing)$/, "l$1")
    .replace(/cence$/, "cense");
}

/**
 * Without the ending of a plural, a past tense or a participle.
 * @param {string} word
 */
function inflection(word) {
  let w = word;
  if (/ies$/.test(w) && w.length > 4) {
    w = `${w.slice(0, -3)}y`;
  } else if (/(x|ch|sh|ss|zz)es$/.test(w)) {
    w = w.slice(0, -2);
  } else if (/[^su]s$/.test(w) && !w.endsWith("is")) {
    w = w.slice(0, -1);
  }
  const verbal = /(?:ing|[^e]ed)$/.exec(w);
  const base = verbal ? w.slice(0, w.endsWith("ing") ? -3 : -2) : "";
  if (base.length <= 2 || !/[aeiouy]/.test(base)) {
    return w;
  }
  // "swimming" is swim, "scared" is scare (and no scar), "lifted" is lift.
  if (/([bdfgmnprtv])\1$/.test(base)) {
    return base.slice(0, -1);
  }
  return /^[^aeiou]*[aeiou][^aeiouwxy]$/.test(base) ? `${base}e` : base;
}

/**
 * Without the ending that makes a noun, an adjective or an adverb.
 * @param {string} word
 */
function ending(word) {
  let w = word;
  if (w.length > 6) {
    w = w.replace(/ment$|ness$/, "").replace(/([vs])al$/, "$1");
  }
  if (w.length > 6) {
    w = w.replace(/([st])ion$/, "$1");
  }
  if (w.length > 5) {
    w = w.replace(/ly$/, "");
  }
  if (w.length > 5 || /[aeiou]{2}[^aeiou]e$/.test(w)) {
    w = w.replace(/e$/, "");
  }
  return w.length > 3 ? w.replace(/y$/, "i") : w;
}

/** The stems of words that say nothing. */
export const STOPPED = new Set([...STOP].map(stem));
