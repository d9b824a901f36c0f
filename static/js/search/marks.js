// Where a text holds what was searched for.

const MARKED_RUNS = new RegExp(`[${CJK}]+|(?:(?![${CJK}])[\\p{L}\\p{N}\\p{M}.'’])+(?<![.'’])`, "gu");

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

const SHOWN = 240; // columns that a hit's text may have
const LEAD = 24; // characters before a mark

// Of a text that is too long the part that holds most of the stretches to mark, and these within it, as {text, marks}.
function snippet(text, stretches) {
  const within = (start) => stretches.filter(([from, to]) => from >= start && to <= endOf(text, start));
  let [start, held] = [0, within(0)];
  for (const [place] of stretches) {
    const from = leadTo(text, place);
    const more = within(from);
    if (more.length > held.length) [start, held] = [from, more];
  }
  const part = text.slice(start, endOf(text, start));
  const before = start ? "…" : "";
  const after = start + part.length < text.length ? "…" : "";
  const shift = before.length - start;
  return { text: before + part + after, marks: held.map(([from, to]) => [from + shift, to + shift]) };
}

// Where a part of a text ends that begins at a place: at the end of a word, where letters have words.
function endOf(text, start) {
  let end = start;
  for (let columns = 0; end < text.length; end++) {
    columns += text[end] > "\u10ff" ? 2 : 1;
    if (columns > SHOWN) return end - /(?:(?![\u2e80-\uffff])\S){0,40}$/.exec(text.slice(start, end))[0].length;
  }
  return end;
}

// Some words before a place: the place after a space or a comma, or any within CJK characters.
function leadTo(text, place) {
  const from = Math.max(place - LEAD, 0);
  const gap = text.slice(from, place).search(/[\s，。；：、]/);
  if (!from) return 0;
  if (gap >= 0) return from + gap + 1;
  return isCjk(text.slice(from)) ? from : place;
}
