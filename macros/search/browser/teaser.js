// What is shown of a document: the sentence that answers, with the words found in it marked.

const LONG = 170;

/** The readable sentence of a document's text that holds most of what was asked; HTML, escaped, with <mark>. */
function teaser(doc, wanted, opening) {
  const sentences = doc.sentences ||= parted(doc.source);
  if (!sentences.length) return { html: "", found: [] };
  let best = 0, top = -1;
  // Where help is called, what to do comes first, and a place is shown from its beginning: never a sentence such as "some get no fever".
  if (!opening) sentences.forEach(({ text, stems: seen }, at) => {
    let score = 0;
    for (const one of wanted) score += valueIn(one, seen);
    // Table heads and labels are no sentences.
    score -= Math.min(0.5, at * 0.01) + (text.length < 25 || !/[.!?:…]$/.test(text) ? 1.5 : 0);
    if (score > top) [top, best] = [score, at];
  });
  let { text } = sentences[best];
  for (let next = best + 1; next < sentences.length && text.length + sentences[next].text.length < LONG; next++) text += ` ${/[.!?:;]$/.test(text) ? "" : "· "}${sentences[next].text}`;
  if (text.length > LONG * 1.6) text = `${text.slice(0, LONG * 1.6).replace(/\s+\S*$/, "")} …`;
  return marked(text, wanted);
}

/** A text's sentences with their stems, once for each document that is shown. */
function parted(html) {
  return html.slice(0, 8000)
    .replace(/<\/(?:p|li|h\d|div|td|tr|blockquote)>/g, "\n").replace(SHOWN, "")
    .split(/\n|(?<=[.!?])\s+(?=[\p{Lu}\d])/u).map(text => text.trim().replace(/\s+/g, " ")).filter(text => text.length > 2)
    .map(text => ({ text, stems: new Set(split(text).map(stem)) }));
}

/** What is worth marking, unit by unit: not the words that stand everywhere. */
function wantedAlts(units, index) {
  return units.filter(one => !one.bare).map(({ alts, rarity }) => alts
    .filter(({ stems: all }) => all.some(one => !STOP.has(one) && index.rarity(one) > 0.8))
    .map(({ stems: all, weight }) => ({ all, value: rarity * weight })));
}

function valueIn(alts, seen) {
  let value = 0;
  for (const alt of alts) if (alt.value > value && alt.all.every(one => seen.has(one))) value = alt.value;
  return value;
}

function marked(text, wanted) {
  const seen = new Set(split(text).map(stem));
  if (!wanted.some(alts => valueIn(alts, seen))) return { html: text, found: [] };
  const marks = new Set();
  // Of a synonym of several words all must stand there: "high" alone is not "high temperature".
  for (const alts of wanted) for (const { all } of alts) if (all.every(one => seen.has(one))) for (const one of all) if (!STOP.has(one)) marks.add(one);
  const found = new Set();
  // The index holds escaped text already (&amp;, &lt;): it goes back as it came.
  const html = text.replace(/&[a-z]+;|&#\d+;|[\p{L}\p{N}'’]+/gu, word => {
    if (word.startsWith("&") || !marks.has(stem(plain(word)))) return word;
    found.add(word);
    return `<mark data-md-highlight>${word}</mark>`;
  });
  return { html: html.replace(/<\/mark>(\s+)<mark[^>]*>/g, "$1"), found: [...found] };
}
