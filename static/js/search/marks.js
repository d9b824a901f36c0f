// Where a text holds what was searched for.

const MARKED_RUNS = new RegExp(`[${CJK}]+|(?:(?![${CJK}])[\\p{L}\\p{N}\\p{M}.'’])+`, "gu");

// What to mark for a query's clauses: terms of words, and strings of CJK characters.
function wantedMarks(clauses) {
  const wanted = { terms: new Set(), strings: [] };
  for (const { presence, slots, body } of clauses) {
    if (presence === lunr.Query.presence.PROHIBITED) continue;
    for (const term of slots.flat()) if (!isCjk(term)) wanted.terms.add(term);
    for (const run of fold(body).match(RUNS) || []) if (isCjk(run)) wanted.strings.push(run);
    if (slots.some((slot) => slot.some((term) => term.startsWith("=")))) nameTerms([body]).forEach((term) => wanted.terms.add(term));
  }
  return wanted;
}

// The stretches of `text` to mark, as [start, end], in order and apart.
function marks(text, { terms, strings }) {
  const found = [];
  for (const run of text.matchAll(MARKED_RUNS)) {
    if (isCjk(run[0])) {
      const folded = fold(run[0]);
      for (const string of strings) {
        for (let at = folded.indexOf(string); at >= 0; at = folded.indexOf(string, at + string.length)) {
          found.push([run.index + at, run.index + at + string.length]);
        }
      }
    } else if (queryTerms(run[0]).some((term) => terms.has(term))) found.push([run.index, run.index + run[0].length]);
  }
  found.sort((a, b) => a[0] - b[0]);
  const apart = [];
  for (const [start, end] of found) {
    const last = apart[apart.length - 1];
    if (last && start <= last[1]) last[1] = Math.max(last[1], end);
    else apart.push([start, end]);
  }
  return apart;
}
