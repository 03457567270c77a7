// From what stands in a text or is typed to what is compared: words without accents, and their stems.

// Words that say nothing of what is asked. They still tell who asks (query.js), and count where nothing else was typed.
const STOP = new Set(("a about all am an and any are as at be been but by can cannot could did do does doing done for from get gets getting got had has have having he her his how i if im in into is it its ive just me more my of on one or our over please so some than that the their them then there these they this those through to too u up upon us was we were what when where which while who whom why will with would you your yours" +
  " should shall may might must help tell whats wheres doesnt dont didnt isnt arent havent hasnt wasnt").split(" "));

/** Lower case, without accents and apostrophes, so that "won't" is "wont" and "PORT-À-CATH" holds "port", "a", "cath". */
function plain(text) {
  if (/^[\x00-\x7f]*$/.test(text)) return text.toLowerCase().replace(/['`]/g, "");
  return text.toLowerCase().normalize("NFKD").replace(/[\u0300-\u036f'’‘`´]/g, "").replace(/œ/g, "oe").replace(/æ/g, "ae");
}

function split(text) {
  return plain(text).match(/[\p{L}\p{N}]+/gu) || [];
}

/** One spelling for British and American words, then the word without its ending. The same is done to pages and queries. */
const stems = new Map();
function stem(word) {
  let found = stems.get(word);
  if (found === undefined) {
    found = cut(word);
    stems.set(word, found);
  }
  return found;
}

function cut(word) {
  if (word.length < 4 || /\d/.test(word)) return word;
  let w = word
    .replace(/ae|oe/g, "e").replace(/isation/, "ization").replace(/is(e|ed|es|ing|er)$/, "iz$1").replace(/yse(d|s)?$/, "yze$1")
    .replace(/(..)our(s|ed|ing)?$/, "$1or$2").replace(/tre(s)?$/, "ter$1").replace(/ll(ed|ing)$/, "l$1").replace(/cence$/, "cense");
  if (/ies$/.test(w) && w.length > 4) w = w.slice(0, -3) + "y";
  else if (/(x|ch|sh|ss|zz)es$/.test(w)) w = w.slice(0, -2);
  else if (/[^su]s$/.test(w) && !/is$/.test(w)) w = w.slice(0, -1);
  const ending = /(?:ing|[^e]ed)$/.exec(w);
  if (ending) {
    const base = w.endsWith("ing") ? w.slice(0, -3) : w.slice(0, -2);
    if (base.length > 2 && /[aeiouy]/.test(base)) {
      // "swimming" is swim, "scared" is scare (and no scar), "lifted" is lift.
      if (/([bdfgmnprtv])\1$/.test(base)) w = base.slice(0, -1);
      else w = /^[^aeiou]*[aeiou][^aeiouwxy]$/.test(base) ? `${base}e` : base;
    }
  }
  if (w.length > 6) w = w.replace(/ment$|ness$/, "").replace(/([vs])al$/, "$1");
  if (w.length > 6) w = w.replace(/([st])ion$/, "$1");
  if (w.length > 5) w = w.replace(/ly$/, "");
  if (w.length > 5 || /[aeiou]{2}[^aeiou]e$/.test(w)) w = w.replace(/e$/, "");
  if (w.length > 3) w = w.replace(/y$/, "i");
  return w;
}
