// @ts-check
// Every number that decides the order of the answers, in one place, each with its reason. They were
// set by hand on the given and tuned rows of the search exam (tests/search/queries.csv): a change
// is measured with `make search-exam`, never guessed.

export const WEIGHTS = Object.freeze({
  /** What a word counts by where it is found. */
  field: Object.freeze({
    /** A heading or a page's title says what its text is about; other text only mentions. */
    title: 5,
    page: 5,
    /** Another name of a heading: given by us on purpose, but no reader sees it there. */
    also: 4.5,
    /** A page's other names cover all of it, so that they tell less of one place. */
    alias: 3.4,
    /** A sentence on the whole page: more than text, less than a name. */
    summary: 1.6,
    /**
     * Text, where a word is found often and the text is short (BM25 with the two numbers below).
     */
    text: 1.55,
    /** Words of the ways to ask, the rarer the more; what they say together counts as well. */
    asked: 2,
  }),
  /**
   * BM25: how fast more of a word stops counting (k1), and how far a long text is held against it
   * (b).
   */
  bm25: Object.freeze({ k1: 1.5, b: 0.6 }),
  /** The same for the ways to ask for a heading, of which each is short. */
  asked: Object.freeze({ k1: 1.2, b: 0.3 }),
  name: Object.freeze({
    /**
     * A word of a name counts half by itself; the other half as far as all of the name was typed.
     */
    partly: 0.5,
    /** A name and a query that are the same outweigh any number of mentions. */
    whole: 4,
    wholeAlias: 3.5,
    /** Cubed, since two words of four in common mean little, and three of four mean much. */
    power: 3,
    /** "how", "is" and their like in a name: nearly nothing, but "what is" and "why" differ. */
    stop: 0.15,
    /** The least that a real word in a name counts, though it is found everywhere. */
    least: 0.3,
  }),
  way: Object.freeze({
    /** A query and a way to ask that are the same: nearly as sure as the same name. */
    whole: 3.9,
    /** How fast a way counts less, the less of the query it has: people tell more than they ask. */
    recall: 1,
    /** And the less of the way was typed: milder, since nobody asks in just these words. */
    precision: 0.5,
    /** The next best way of the same section confirms the best. */
    second: 0.2,
    /** Little words beside others: "put it in" and "take it out" differ by them. */
    stop: 0.3,
    /** Two words that are side by side in both: word order is what tells little words apart. */
    pair: 0.3,
  }),
  /** The language model of each document (likely.mjs). */
  likely: Object.freeze({
    /** Against the sum of found words: it tells as much by itself. */
    share: 8,
    /** In words: what is said of a document is a sample, and this much of all texts is added. */
    smoothing: 200,
    /** Little words are half as telling. */
    stop: 0.5,
    /** A title says what all is about, as two ways to ask. */
    title: 2,
    /** Another name, as one. */
    also: 1,
    /** Text is the handbook's language, not that of those who ask. */
    text: 0.1,
  }),
  place: Object.freeze({
    /**
     * A heading inherits what its page's names say; not all of it, or every heading were as good.
     */
    inherited: 0.55,
    inheritedWhole: 0.6,
    /** From this value on a word counts as answered, wherever it was found. */
    answered: 1.5,
    /**
     * A place with none of the rare words keeps this; the rest goes by how much of the query it
     * has.
     */
    ofAll: 0.3,
    /** A page whose other places answer the rest of the query is better by at most this share. */
    elsewhere: 0.25,
  }),
  reader: Object.freeze({
    /** How far a page for the other kind of reader steps back: enough to part two equal answers. */
    audience: 0.34,
    /** A page about those whom it is asked for: who asks for a child wants the child's page. */
    lead: 1.25,
    /** "my", "I": hardly any clinician at work writes so. */
    self: 2.2,
    /** A listed word of one kind of reader. */
    word: 1.2,
    /** A word's use on the pages: less sure than a listed one. */
    use: 0.6,
    /** Nobody told: a clinician's question is seldom made of words that tell nothing. */
    patientFirst: 0.5,
    /** Little words make a sentence, as patients write; clinicians type keywords. */
    sentence: 0.9,
    /** None of them at all: keywords. */
    telegram: 0.5,
    /** People who tell a story speak of themselves; up to this many words. */
    long: 0.6,
    longest: 12,
    /** How much must be told until it is sure. */
    sure: 1.6,
    /** One word never decides alone, however one-sided its use. */
    most: 2,
  }),
  meaning: Object.freeze({
    /** Another form of a term is the same thing, but the words as typed come first. */
    term: 0.85,
    /** A form that says less than what was typed ("flush" for "flush volume"). */
    lesser: 0.4,
    /** Everyday words that mean much the same. */
    alike: 0.6,
    /** Those of a term's other forms: one step further. */
    alikeOfTerm: 0.5,
    /** The words of a known phrase by themselves. */
    partOfTerm: 0.5,
    partOfAlike: 0.2,
    /** Several words that were found together are rarer than their rarest. */
    together: 0.12,
    /** What people write around their question: few pages have it, and yet it tells little. */
    weak: 0.35,
    /** "how often", "how soon": the kind of question, and not what it is about. */
    how: 0.6,
    /** Beside other words a name of the subject says nearly nothing: all pages are about it. */
    subject: 0.15,
  }),
  typos: Object.freeze({
    /** A first letter is seldom wrong. */
    sameStart: 2,
    /** Letters in the wrong order are the commonest slip. */
    sameLetters: 2,
    /** The nearest known word, and the others. */
    near: 0.85,
    nearer: 0.5,
    /** What is still being typed: the most frequent word that begins so, and the others. */
    begun: 0.9,
    begunOther: 0.7,
    /** The same where what was typed is a word already. */
    begunWhole: 0.2,
    /** An alternative as sure as this may say who asks. */
    sure: 0.8,
  }),
  result: Object.freeze({
    /** What scores less than this share of the best is noise. */
    noise: 0.06,
    /** More than this nobody reads. */
    most: 12,
    /** A second place of a page is shown open when it answers nearly as well. */
    open: 0.75,
    /** And folded away when it answers at all. */
    folded: 0.2,
    /** What is folded away ranks below what is open, in order (the theme shows by score). */
    foldedScore: 0.9,
    foldedStep: 0.05,
  }),
  alarm: Object.freeze({
    /** With a word of alarm the page on whom to call leads. */
    lead: 1.05,
    /**
     * But in a long story with a word that may be one ("a hole", "it snapped") it comes second
     * where it answers less than this share of the best; the row on whom to call is above anyway.
     */
    share: 0.4,
    /** In few words only where it answers next to nothing ("emla or the freezing spray"). */
    shareShort: 0.15,
    /** So few words are the danger, and nothing else. */
    bare: 2,
    /** And so few are mostly about it. */
    short: 3,
    /** On that page the heading that names the danger leads, whatever else its text says. */
    heading: 100,
  }),
  teaser: Object.freeze({
    /** Among sentences that say as much the earlier one: what matters is said first. */
    later: 0.01,
    latest: 0.5,
    /** Heads of tables and labels are no sentences. */
    fragment: 1.5,
  }),
});
