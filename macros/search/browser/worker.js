// Material's messages: 0 set up, 1 ready, 2 query, 3 result. Its list shows a page, below it the places that score as high as the best.

let index = null, lexicon = null;

/** The answer to a query in the form that Material's list renders. */
function answer(query) {
  const { groups, units, tokens } = ranked(query, index, lexicon);
  const wanted = wantedAlts(units, index);
  const items = groups.map(group => shown(group, wanted));
  const last = tokens[tokens.length - 1];
  return { items, suggest: last && last.word.startsWith(last.typed) ? tokens.map(token => token.word) : undefined };
}

function shown({ page, score, docs }, wanted) {
  const head = page.head || docs[0].doc;
  const places = docs.filter(({ doc, alone }) => doc !== head && alone > 0).sort((a, b) => b.alone - a.alone);
  // The best place stands open, and a second that answers nearly as well; the rest is folded away.
  const open = places.filter(({ alone }, at) => at === 0 || at === 1 && alone > places[0].alone * 0.75);
  const folded = places.slice(open.length).filter(({ alone }) => alone > places[0].alone * 0.2).slice(0, 3);
  const rows = open.map(({ doc }) => row(doc, score, wanted));
  const first = row(head, score, wanted);
  return [...(rows.length ? [...rows, first] : [first]), ...folded.map(({ doc }, at) => row(doc, score * (0.9 - 0.05 * at), wanted))];
}

function row(doc, score, wanted) {
  const { html, found } = teaser(doc, wanted, doc.page.base === index.words.help && index.words.help !== "");
  const title = marked(doc.title, wanted);
  const terms = [...new Set([...found, ...title.found].map(word => word.toLowerCase()))].slice(0, 8);
  return { location: doc.location, title: title.html, text: html, score, terms: Object.fromEntries(terms.map(word => [word, true])) };
}

addEventListener("message", ({ data }) => {
  if (data.type === 0) {
    index = new Index(data.data);
    lexicon = new Lexicon(index.words);
    answer("fever after flush"); // so that the first real answer finds warm code
    postMessage({ type: 1 });
  } else if (data.type === 2) {
    postMessage({ type: 3, data: index ? answer(data.data) : { items: [] } });
  }
});
