// Words that are not in the index, and the words of the index that may be meant.

// One bit for each letter: an edit changes at most two of them, so that most words are ruled out at the price of a comparison.
function letters(word) {
  let bits = 0;
  for (let i = 0; i < word.length; i++) bits |= 1 << (word.charCodeAt(i) % 31);
  return bits;
}

function ones(bits) {
  let count = 0;
  for (; bits; bits &= bits - 1) count++;
  return count;
}

/** Damerau-Levenshtein (optimal string alignment): letters wrong, missing, added, or swapped with the next; `limit + 1` when there are more. */
function distance(a, b, limit) {
  if (Math.abs(a.length - b.length) > limit) return limit + 1;
  let before = [], last = [], row = Array.from({ length: b.length + 1 }, (_, j) => j);
  for (let i = 1; i <= a.length; i++) {
    before = last; last = row; row = [i];
    let least = i;
    for (let j = 1; j <= b.length; j++) {
      const same = a[i - 1] === b[j - 1];
      let value = Math.min(last[j] + 1, row[j - 1] + 1, last[j - 1] + (same ? 0 : 1));
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1]) value = Math.min(value, before[j - 2] + 1);
      row.push(value);
      if (value < least) least = value;
    }
    if (least > limit) return limit + 1;
  }
  return row[b.length];
}

/** Words by length, each with its letters and how often it stands in the index. */
class Spelling {
  constructor() {
    this.known = new Map();
    this.byLength = [];
  }

  add(word, weight) {
    const count = this.known.get(word);
    if (count === undefined && !/\d/.test(word)) (this.byLength[word.length] ||= []).push({ word, bits: letters(word) });
    this.known.set(word, (count || 0) + weight);
  }

  has(word) {
    return this.known.has(word);
  }

  /** The nearest known words of five letters or more: one edit away; in words of eight letters two, when none is one away. */
  near(word) {
    if (word.length < 4 || /\d/.test(word)) return [];
    const bits = letters(word);
    for (const limit of word.length >= 8 ? [1, 2] : [1]) {
      const found = [];
      for (let length = Math.max(5, word.length - limit); length <= word.length + limit; length++) {
        for (const other of this.byLength[length] || []) {
          if (ones(bits ^ other.bits) > 2 * limit) continue;
          if (limit === 2 && other.word[0] !== word[0]) continue;
          if (distance(word, other.word, limit) <= limit) found.push(other.word);
        }
      }
      if (found.length) {
        // A first letter is seldom wrong; among the rest, the more frequent word is the likelier.
        const value = other => Math.log(1 + this.known.get(other)) + (other[0] === word[0] ? 2 : 0) + (other.length === word.length && [...other].sort().join() === [...word].sort().join() ? 2 : 0);
        return found.sort((a, b) => value(b) - value(a)).slice(0, 8);
      }
    }
    return [];
  }

  /** Known words that begin so, the most frequent first: what is still being typed. */
  begun(start) {
    const found = [];
    for (let length = start.length + 1; length < this.byLength.length; length++) {
      for (const { word } of this.byLength[length] || []) if (word.startsWith(start)) found.push(word);
    }
    return found.sort((a, b) => this.known.get(b) - this.known.get(a) || (a < b ? -1 : 1)).slice(0, 6);
  }

  /** A word that is two known words: "seatbelt", "bloodtest". The two must stand side by side somewhere. */
  parted(word, together) {
    for (let cut = 3; cut <= word.length - 3; cut++) {
      const pair = [word.slice(0, cut), word.slice(cut)];
      if (this.known.has(pair[0]) && this.known.has(pair[1]) && together(pair)) return pair;
    }
    return null;
  }
}
