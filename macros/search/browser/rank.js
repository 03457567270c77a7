// The order of the answers: a page counts by its best place, and shows that place.

const FIELD = { title: 5, also: 4.5, page: 5, alias: 3.4, summary: 1.6 };
const OF_PAGE = { page: true, alias: true, summary: true };

/** Search. Out: groups [{ page, score, docs: [{ doc, score }] }], best first, and what was understood. */
function ranked(query, index, lexicon) {
  const asked = understood(query, index, lexicon);
  const units = asked.units.filter(one => one.alts.length && one.rarity > 0);
  const total = units.reduce((sum, one) => sum + one.rarity, 0);
  if (!units.length || total === 0) return { ...asked, groups: asked.alarm ? helpFirst([], [], index, lexicon, asked) : [] };
  const own = new Map(); // document → what each unit scores there
  const pages = new Map();
  const at = (map, key) => {
    let row = map.get(key);
    if (!row) map.set(key, row = { units: new Float64Array(units.length), text: new Float64Array(units.length), bonus: 0 });
    return row;
  };
  const touched = new Map(); // phrase → what each unit matches there
  units.forEach((one, u) => {
    for (const alt of one.alts) {
      if (!one.bare) for (const [number, times] of holding(index, alt.stems)) {
        const row = at(own, number);
        const value = alt.weight * 2 * times / (times + 0.6 + 0.9 * index.docs[number].length / index.mean);
        if (value > row.text[u]) row.text[u] = value;
      }
      for (const id of naming(index, alt.stems)) {
        let row = touched.get(id);
        if (!row) touched.set(id, row = new Map());
        if ((row.get(u)?.weight || 0) < alt.weight) row.set(u, alt);
      }
    }
  });
  for (const [id, row] of touched) {
    const { doc, kind, whole } = index.phrases[id];
    const covered = new Set();
    let matched = 0;
    for (const [u, alt] of row) {
      alt.stems.forEach(one => covered.add(one));
      matched += units[u].rarity * alt.weight;
    }
    const part = Math.min(1, [...covered].reduce((sum, one) => sum + weigh(index, one), 0) / whole);
    const target = OF_PAGE[kind] ? at(pages, doc.page.base) : at(own, doc.number);
    for (const [u, alt] of row) target.units[u] = Math.max(target.units[u], FIELD[kind] * alt.weight * (0.5 + 0.5 * part));
    const recall = matched / total;
    if (kind !== "summary") target.bonus = Math.max(target.bonus, (kind === "alias" ? 3.5 : 4) * total * (2 * part * recall / (part + recall)) ** 3);
  }
  return { ...asked, groups: grouped(index, lexicon, asked, units, total, own, pages) };
}

function weigh(index, one) {
  return STOP.has(one) ? 0.15 : Math.max(0.3, index.rarity(one));
}

function grouped(index, lexicon, asked, units, total, own, pages) {
  const bases = new Set(pages.keys());
  for (const number of own.keys()) bases.add(index.docs[number].page.base);
  const groups = [];
  for (const base of bases) {
    const page = index.pages.get(base);
    const shared = pages.get(base);
    const found = [];
    const anywhere = new Float64Array(units.length);
    for (const doc of page.docs) {
      const row = own.get(doc.number);
      if (!row && doc !== page.head) continue;
      let score = 0, reached = 0, alone = 0;
      for (let u = 0; u < units.length; u++) {
        const here = (row ? row.units[u] + row.text[u] : 0), above = shared ? shared.units[u] : 0;
        const value = here + above * (doc === page.head ? 1 : 0.55);
        if (value > 0) reached += units[u].rarity * Math.min(1, value / 1.2);
        anywhere[u] = Math.max(anywhere[u], Math.min(1, value));
        score += units[u].rarity * value;
        alone += units[u].rarity * here;
      }
      const bonus = Math.max(row ? row.bonus : 0, shared ? shared.bonus * (doc === page.head ? 1 : 0.6) : 0);
      score = (score + bonus) * (0.3 + 0.7 * reached / total);
      alone += row ? row.bonus : 0;
      if (score > 0) found.push({ doc, score, alone });
    }
    if (!found.length) continue;
    found.sort((a, b) => b.score - a.score || a.doc.number - b.doc.number);
    const spread = units.reduce((sum, one, u) => sum + one.rarity * anywhere[u], 0) / total;
    const doc = page.head || page.docs[0];
    let score = found[0].score * (0.75 + 0.25 * spread) * doc.weight;
    if (doc.audience === "clinician") score *= 1 + 0.42 * asked.lean;
    if (doc.audience === "patient") score *= 1 - 0.42 * asked.lean;
    groups.push({ page, score, docs: found });
  }
  groups.sort((a, b) => b.score - a.score || (a.page.base < b.page.base ? -1 : 1));
  if (!groups.length && !asked.alarm) return groups;
  // What is far behind the best is noise.
  const kept = groups.filter(group => group.score > groups[0].score * 0.06).slice(0, 12);
  return asked.alarm ? helpFirst(kept, groups, index, lexicon, asked) : kept;
}

/** With a word of alarm the page that says whom to call comes first, whatever else answers. */
function helpFirst(kept, groups, index, lexicon, asked) {
  const page = index.pages.get(index.words.help);
  if (!page || !page.head) return kept;
  const group = groups.find(one => one.page === page) || { page, score: 0, docs: [{ doc: page.head, score: 1, alone: 0 }] };
  const docs = new Map(group.docs.map(one => [one.doc, one]));
  // The place on the page whose heading has the word of alarm, in whichever of its forms.
  for (const doc of page.docs) {
    if (!doc.section) continue;
    const title = split(doc.title).map(stem);
    const named = [...asked.alarm].filter(id => lexicon.alarms[id].some(form => form.every(one => title.includes(one)))).length;
    if (named) docs.set(doc, { doc, score: (docs.get(doc)?.score || 0) + 100 * named, alone: (docs.get(doc)?.alone || 0) + 100 * named });
  }
  group.docs = [...docs.values()].sort((a, b) => b.score - a.score || a.doc.number - b.doc.number);
  return [{ ...group, score: (groups[0]?.score || 0) * 1.05 + 1 }, ...kept.filter(one => one.page !== page)];
}

/** Documents that hold all stems in their text, with how often the rarest stands there. */
function* holding(index, all) {
  const lists = all.map(one => index.text.get(one));
  if (lists.some(list => !list)) return;
  if (lists.length === 1) {
    for (let i = 0; i < lists[0].length; i += 2) yield [lists[0][i], lists[0][i + 1]];
    return;
  }
  lists.sort((a, b) => a.length - b.length);
  const rest = lists.slice(1).map(list => {
    const map = new Map();
    for (let i = 0; i < list.length; i += 2) map.set(list[i], list[i + 1]);
    return map;
  });
  for (let i = 0; i < lists[0].length; i += 2) {
    let times = lists[0][i + 1];
    for (const map of rest) times = Math.min(times, map.get(lists[0][i]) || 0);
    if (times) yield [lists[0][i], times];
  }
}

function* naming(index, all) {
  const lists = all.map(one => index.phrasesOf.get(one));
  if (lists.some(list => !list)) return;
  lists.sort((a, b) => a.length - b.length);
  const rest = lists.slice(1).map(list => new Set(list));
  for (const id of lists[0]) if (rest.every(set => set.has(id))) yield id;
}
