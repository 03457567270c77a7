// From what was typed to what is asked: units, each a word or a known phrase with everything that means the same.

const LONGEST = 5; // words of a known phrase

/** The known phrases by their letters alone, so that "port a cath", "port-a-cath" and "portacath" are one. */
class Lexicon {
  constructor(words) {
    this.terms = new Map();
    this.alike = new Map();
    this.alarm = new Map();
    this.calm = new Set(words.calm.map(text => split(text).map(stem).join(" ")));
    this.clinical = new Set(words.clinical.map(text => split(text).map(stem).join(" ")));
    this.patients = new Set(words.patients.map(text => split(text).map(stem).join(" ")));
    this.clinicians = new Set(words.clinicians.map(text => split(text).map(stem).join(" ")));
    this.device = new Set(words.device);
    this.spellings = new Map(Object.entries(words.spellings).map(([wrong, right]) => [split(wrong).join(""), split(right)]));
    this.families = words.alike.map(group => group.map(text => split(text).map(stem)));
    this.alarms = words.alarm.map(group => group.map(text => split(text).map(stem)));
    this.termStems = Object.fromEntries(Object.entries(words.terms).map(([id, forms]) => [id, forms.map(form => split(form).map(stem))]));
    for (const [id, forms] of Object.entries(words.terms)) for (const form of forms) put(this.terms, split(form).join(""), id);
    for (const [id, forms] of Object.entries(words.terms)) for (const form of forms) put(this.terms, split(form).map(stem).join(""), id);
    words.alike.forEach((group, id) => group.forEach(form => put(this.alike, split(form).map(stem).join(" "), id)));
    words.alarm.forEach((group, id) => group.forEach(form => {
      put(this.alarm, split(form).map(stem).join(" "), id);
      const bare = split(form).filter(word => !STOP.has(word)).map(stem);
      if (bare.length > 1) put(this.alarm, bare.join(" "), id);
    }));
  }

  term(tokens) {
    return this.terms.get(tokens.join("")) || this.terms.get(tokens.map(stem).join("")) || null;
  }
}

function put(map, key, value) {
  if (!key) return;
  const list = map.get(key);
  if (!list) map.set(key, [value]);
  else if (!list.includes(value)) list.push(value);
}

/** Mend the words one by one. Out: tokens { typed, word, others: [[word, weight], …] }, `word` the likeliest. */
function mended(query, index, lexicon) {
  const typed = split(query);
  const open = !/[^\p{L}\p{N}]$/u.test(query);
  const tokens = [];
  const exists = word => index.spelling.has(word) || index.text.has(stem(word)) || index.phrasesOf.has(stem(word));
  for (let i = 0; i < typed.length; i++) {
    const meant = misspelt(typed, i, lexicon);
    if (meant) {
      meant.right.forEach(word => tokens.push({ typed: typed.slice(i, i + meant.span).join(" "), word, others: [] }));
      i += meant.span - 1;
      continue;
    }
    // A known phrase first: its parts need not be words.
    let span = Math.min(LONGEST, typed.length - i);
    while (span > 1 && !lexicon.term(typed.slice(i, i + span))) span--;
    if (span > 1) {
      const rest = typed.slice(i, i + span);
      const whole = rest.join("");
      if (rest.every(exists) || !exists(whole)) rest.forEach(word => tokens.push({ typed: word, word, others: [], fixed: true }));
      else tokens.push({ typed: whole, word: whole, others: [], fixed: true });
      i += span - 1;
      continue;
    }
    const word = typed[i], next = typed[i + 1];
    if (next && word.length + next.length > 4 && index.spelling.has(word + next) && !(index.pairs.has(`${word} ${next}`) && exists(word) && exists(next))) {
      tokens.push({ typed: `${word} ${next}`, word: word + next, others: [], fixed: true });
      i++;
      continue;
    }
    if (STOP.has(word) || exists(word) || lexicon.term([word])) {
      const last = open && i === typed.length - 1 && word.length > 3;
      // Known by its stem alone ("sepsi" as "sepsys" is): it may still be a slip for another word.
      const near = STOP.has(word) || index.spelling.has(word) ? undefined : righted(index.spelling.near(word), lexicon);
      tokens.push({ typed: word, word, others: last ? index.spelling.begun(word).map(other => [other, 0.2]) : [], near });
      continue;
    }
    const pair = index.spelling.parted(word, ([a, b]) => index.pairs.has(`${a} ${b}`));
    if (pair) {
      for (const part of pair) tokens.push({ typed: word, word: part, others: [] });
      continue;
    }
    const begun = open && i === typed.length - 1 && word.length > 1 ? index.spelling.begun(word) : [];
    const near = begun.length ? [] : righted(index.spelling.near(word), lexicon);
    const options = begun.length ? begun.map((other, at) => [other, at ? 0.7 : 0.9]) : near.slice(0, 3).map((other, at) => [other, at ? 0.5 : 0.85]);
    tokens.push(options.length ? { typed: word, word: options[0][0], weight: options[0][1], others: options.slice(1), near } : { typed: word, word, others: [], unknown: true });
  }
  return tokens;
}

/** A spelling that the glossary lists as wrong, of one word or more, with the words that are meant. */
function misspelt(typed, start, lexicon) {
  for (let span = Math.min(LONGEST, typed.length - start); span > 0; span--) {
    const right = lexicon.spellings.get(typed.slice(start, start + span).join(""));
    if (right) return { span, right };
  }
  return null;
}

/** Near words, a listed misspelling among them replaced by what it stands for. */
function righted(near, lexicon) {
  return [...new Set(near.map(word => {
    const right = lexicon.spellings.get(word);
    return right && right.length === 1 ? right[0] : word;
  }))];
}

/** What is asked, as units { rarity, alts: [{ stems, weight }] }, with who seems to ask and whether it is an alarm. */
function understood(query, index, lexicon) {
  const tokens = mended(query, index, lexicon);
  const words = tokens.map(token => token.word);
  const units = [];
  for (let i = 0; i < tokens.length; ) {
    let span = Math.min(LONGEST, tokens.length - i), ids = null, kin = null;
    for (; span > 0; span--) {
      const part = words.slice(i, i + span);
      if (span === 1 && STOP.has(part[0])) break;
      ids = lexicon.term(part);
      kin = lexicon.alike.get(part.map(stem).join(" "));
      if (ids || kin) break;
    }
    const length = Math.max(1, span);
    const part = tokens.slice(i, i + length);
    i += length;
    if (length === 1 && STOP.has(part[0].word) && !ids) continue;
    if (part[0].unknown) continue;
    units.push(unit(part, ids, kin, index, lexicon));
    // The words of a phrase count a little alone as well.
    if (length > 1 && !(ids || []).some(id => lexicon.device.has(id))) {
      for (const token of part) if (!STOP.has(token.word)) units.push({ ...unit([token], null, lexicon.alike.get(stem(token.word)), index, lexicon), share: ids ? 0.5 : 0.2 });
    }
  }
  const unknown = tokens.filter(token => token.unknown).length;
  if (!units.length && unknown < tokens.length) for (const token of tokens) if (!token.unknown) units.push(unit([token], lexicon.term([token.word]), null, index, lexicon));
  const told = units.filter(one => !one.device);
  for (const one of units) {
    one.rarity *= (one.share || 1) * (one.device && told.length ? 0.15 : 1);
    // Beside other words the device is only "port", and only in names: it stands in nearly every text.
    if (one.device && told.length) Object.assign(one, { bare: true, alts: [{ stems: ["port"], weight: 1 }] });
  }
  return { tokens, units, unknown, lean: lean(words, units, index, lexicon), alarm: alarm(query, words, tokens, lexicon) };
}

function unit(part, ids, kin, index, lexicon) {
  const own = part.map(token => stem(token.word));
  const content = own.filter((_, at) => part.length === 1 || !STOP.has(part[at].word));
  const alts = [{ stems: content.length ? content : own, weight: part[0].weight || 1 }];
  const seen = new Set([alts[0].stems.join(" ")]);
  const also = (found, weight) => {
    const key = found.join(" ");
    if (!seen.has(key) && found.length) {
      seen.add(key);
      alts.push({ stems: found, weight });
    }
  };
  if (part.length === 1) for (const [other, weight] of part[0].others) also([stem(other)], weight);
  // A form that says less than what was typed ("flush" for "flush volume") stands for less.
  for (const id of ids || []) for (const form of lexicon.termStems[id]) also(form, form.length < content.length && form.every(one => content.includes(one)) ? 0.4 : 0.85);
  for (const id of kin || []) for (const form of lexicon.families[id]) also(form, 0.6);
  // Kin of a synonym: one step, so that "TPA" finds what stands under "thrombolytic".
  if (ids && !kin) for (const id of ids) for (const form of lexicon.termStems[id]) for (const other of lexicon.alike.get(form.join(" ")) || []) for (const near of lexicon.families[other]) also(near, 0.5);
  if (kin && !ids) for (const other of lexicon.terms.get(own.join("")) || []) for (const form of lexicon.termStems[other]) also(form, 0.6);
  const known = alts.filter(alt => alt.stems.every(one => index.spread.has(one)));
  const rare = alt => Math.max(...alt.stems.map(one => index.rarity(one))) * (1 + 0.12 * (alt.stems.length - 1));
  const first = known[0] ? rare(known[0]) : 0;
  const least = known.filter(alt => alt.weight >= 0.6).reduce((low, alt) => Math.min(low, rare(alt)), first);
  return { typed: part.map(token => token.typed).join(" "), alts: known, rarity: (first + least) / 2, device: (ids || []).some(id => lexicon.device.has(id)) || own.join(" ") === "port" || own.join(" ") === "ports" };
}

// Who speaks of themselves is no clinician at work.
const SELF = new Set(["i", "im", "ive", "my", "me", "mine"]);

/** Between -1 (a patient asks) and 1 (a clinician), from the words' use on the pages and from the words that tell. */
function lean(words, units, index, lexicon) {
  let sum = 0;
  const stemmed = words.map(stem);
  for (const { alts, device, share } of units) if (!device && !share && alts.length) sum += 0.6 * sided(alts, index);
  for (let i = 0; i < stemmed.length; i++) {
    for (let n = 1; n <= 3 && i + n <= stemmed.length; n++) {
      const key = stemmed.slice(i, i + n).join(" ");
      if (lexicon.patients.has(key)) sum -= SELF.has(key) ? 2.2 : 1.2;
      if (lexicon.clinicians.has(key)) sum += 1.2;
    }
  }
  // Words that tell nothing are a patient's: a clinician's question seldom is made of them alone.
  return Math.tanh((sum - 0.6) / 1.6);
}

/** The lean of a unit: of the words as typed where the pages use them, else of what they stand for (a misspelling, a brand). */
function sided(alts, index) {
  const used = alt => Math.min(...alt.stems.map(one => (index.text.get(one) || []).length));
  let best = alts[0];
  if (!used(best)) for (const alt of alts) if (alt.weight >= 0.8 && used(alt) > used(best)) best = alt;
  return best.stems.reduce((total, one) => total + index.lean(one), 0) / best.stems.length;
}

/** Whether the words tell of danger, and aren't plainly a clinical question or one of the exceptions. Out: the groups of words, or null. */
function alarm(query, words, tokens, lexicon) {
  const stemmed = words.map(stem);
  const free = stemmed.map(() => true);
  const runs = (set, found) => {
    for (let i = 0; i < stemmed.length; i++) for (let n = Math.min(LONGEST, stemmed.length - i); n > 0; n--) if (set.has(stemmed.slice(i, i + n).join(" "))) found(i, n);
  };
  runs(lexicon.calm, (i, n) => free.fill(false, i, i + n));
  let asked = false;
  runs(lexicon.clinical, () => { asked = true; });
  if (asked) return null;
  // Each word with everything it may be a misspelling of: a danger is not to be missed for a slip of the finger.
  const slots = tokens.map((token, at) => ({ free: free[at], stop: STOP.has(token.word), forms: [...new Set([stemmed[at], ...(token.typed.includes(" ") ? [] : [stem(token.typed)]), ...(token.near || []).map(stem)])] }));
  const groups = new Set([...alarms(slots, lexicon.alarm, 1), ...alarms(slots.filter(slot => !slot.stop), lexicon.alarm, 2)]);
  const named = text => lexicon.alarms.forEach((group, id) => { if (group.some(form => form.join(" ") === text)) groups.add(id); });
  // A pain and a chest, in whatever order and spelling: "pain in the left side of my chest", "chest pian".
  const has = (...list) => list.some(one => slots.some(slot => slot.free && slot.forms.some(form => form === stem(one) || one.length === 4 && distance(form, one, 1) < 2)));
  if (has("chest") && has("pain", "hurt", "ache", "painful", "aching", "tight", "sore", "pressure", "tightness", "heavy")) named("chest pain");
  // A body's temperature from 38.0 °C or 100.4 °F that was typed without the word.
  if (/(?:^|[^\d.,])(?:3[89][.,]\d|4[01][.,]\d|100[.,][4-9]|10[1-6][.,]\d|(?:3[89]|4[01]|10[1-6])\s*(?:°|c\b|f\b|deg))/i.test(query)) named("fever");
  return groups.size ? groups : null;
}

/** Groups whose forms stand in a row of words, the longest form first; forms of fewer than `least` words are passed over. */
function* alarms(slots, known, least) {
  for (let i = 0; i < slots.length; i++) {
    for (let n = Math.min(LONGEST, slots.length - i); n >= least; n--) {
      const part = slots.slice(i, i + n);
      if (!part.every(slot => slot.free)) continue;
      let keys = [""];
      for (const slot of part) keys = keys.flatMap(key => slot.forms.map(form => key ? `${key} ${form}` : form)).slice(0, 64);
      const ids = keys.flatMap(key => known.get(key) || []);
      if (!ids.length) continue;
      yield* ids;
      i += n - 1;
      break;
    }
  }
}
