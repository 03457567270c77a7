// The index: which document holds which stem in which of its fields, and the phrases that lead to a document.

const SHOWN = /<[^>]+>/g;

/** Each document is a page's beginning or one of its headings; a page's own title, aliases and summary count for its headings too. */
class Index {
  constructor({ config, docs }) {
    this.words = { terms: {}, spellings: {}, alarm: [], calm: [], clinical: [], alike: [], patients: [], clinicians: [], device: [], help: "", ...config.words };
    this.spelling = new Spelling();
    this.docs = [];
    this.text = new Map(); // stem → [document, times, document, times, …]
    this.phrases = []; // { doc, kind, stems }
    this.phrasesOf = new Map(); // stem → numbers of phrases
    this.pages = new Map();
    this.spread = new Map(); // stem → in how many documents
    this.bySide = { patient: new Map(), clinician: new Map() };
    this.sides = { patient: 0, clinician: 0 };
    this.pairs = new Set();
    let length = 0;
    docs.forEach(doc => { length += this.add(doc); });
    this.mean = length / Math.max(1, this.docs.length);
    this.rare = new Map();
    for (const [one, many] of this.spread) this.rare.set(one, Math.log(1 + (this.docs.length - many + 0.5) / (many + 0.5)));
    this.unheard = Math.log(1 + (this.docs.length + 0.5) / 0.5);
    for (const phrase of this.phrases) phrase.whole = phrase.stems.reduce((sum, one) => sum + weigh(this, one), 0);
    for (const forms of Object.values(this.words.terms)) for (const form of forms) if (!(form in this.words.spellings)) this.learn(split(form));
    for (const group of [...this.words.alarm, ...this.words.alike, this.words.clinical, this.words.calm]) for (const form of group) this.learn(split(form));
  }

  learn(tokens, weight = 1) {
    for (let i = 0; i < tokens.length; i++) {
      this.spelling.add(tokens[i], weight);
      if (i) this.pairs.add(`${tokens[i - 1]} ${tokens[i]}`);
    }
    return tokens;
  }

  add(doc) {
    const number = this.docs.length;
    const base = doc.location.split("#")[0];
    const section = doc.location.includes("#");
    if (!this.pages.has(base)) this.pages.set(base, { base, docs: [], head: null, phrases: [] });
    const page = this.pages.get(base);
    const tokens = this.learn(split(doc.text.replace(SHOWN, " ").replace(/&[a-z]+;|&#\d+;/g, " ")));
    const entry = { number, page, section, title: doc.title, location: doc.location, source: doc.text, audience: doc.audience || "everyone", weight: doc.weight || 1, length: tokens.length };
    this.docs.push(entry);
    page.docs.push(entry);
    if (!section) page.head = entry;
    const counts = new Map();
    for (const token of tokens) counts.set(stem(token), (counts.get(stem(token)) || 0) + 1);
    for (const [one, times] of counts) {
      let list = this.text.get(one);
      if (!list) this.text.set(one, list = []);
      list.push(number, times);
    }
    const seen = new Set(counts.keys());
    const phrase = (text, kind) => {
      const found = this.learn(split(text), 3).map(stem);
      if (!found.length) return;
      found.forEach(one => seen.add(one));
      const id = this.phrases.push({ doc: entry, kind, stems: [...new Set(found)] }) - 1;
      for (const one of new Set(found)) {
        let list = this.phrasesOf.get(one);
        if (!list) this.phrasesOf.set(one, list = []);
        list.push(id);
      }
    };
    phrase(doc.title, section ? "title" : "page");
    for (const other of doc.also || []) phrase(other, "also");
    for (const other of doc.aliases || []) phrase(other, "alias");
    if (doc.summary) phrase(doc.summary, "summary");
    for (const one of seen) this.spread.set(one, (this.spread.get(one) || 0) + 1);
    const side = this.bySide[entry.audience];
    if (side) {
      this.sides[entry.audience]++;
      for (const one of counts.keys()) side.set(one, (side.get(one) || 0) + 1);
    }
    return tokens.length;
  }

  /** How much a stem tells: little for what stands everywhere, such as "port". */
  rarity(one) {
    const value = this.rare.get(one);
    return value === undefined ? this.unheard : value;
  }

  /** Above zero: a word of the clinicians' pages; below: of the patients'. */
  lean(one) {
    const clinician = ((this.bySide.clinician.get(one) || 0) + 0.5) / (this.sides.clinician + 1);
    const patient = ((this.bySide.patient.get(one) || 0) + 0.5) / (this.sides.patient + 1);
    return Math.max(-2, Math.min(2, Math.log(clinician / patient)));
  }
}
