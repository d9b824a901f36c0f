// From what a reader typed to clauses: lunr parses its own language; quotes and dates are ours.

const CHUNK = /([+-]?)(?:(\p{L}+):)?(?:"([^"]*)"|“([^”]*)”|([^\s"“]+))((?:[~^]\d+)*)/gu;
const SUFFIX = /(?:[~^]\d+)+$/;
const SIMPLE = /^[\p{L}\p{N}]+$/u;
const PLACEHOLDER = 0xe000;

// A query as {clauses, after, before, ignored}. A clause has lunr's `fields`, `boost` and `presence`, the `body` as it
// was typed, and `slots`: what must be held together in one field, each slot a list of terms any of which will do,
// or a `pattern` or `fuzzy` word whose terms are not known yet. `ignored` are words too common to be indexed.
function parseQuery(text, fields) {
  const bodies = [];
  const chunks = [];
  const range = {};
  for (let [, sign, field, quoted, curly, raw, suffix] of text.matchAll(CHUNK)) {
    let body = quoted ?? curly ?? raw;
    if (raw !== undefined) {
      const found = SUFFIX.exec(body);
      if (found) [body, suffix] = [body.slice(0, found.index), found[0]];
      if (!field && /^[+-]./.test(body) && !sign) [sign, body] = [body[0], body.slice(1)];
    }
    field = field && field.toLowerCase();
    if ((field === "after" || field === "before") && dateStart(body)) {
      range[field] = dateStart(body);
      continue;
    }
    if (field && !fields.includes(field)) {
      body = `${field}:${body}`;
      field = "";
    }
    if (!body.trim()) continue;
    bodies.push({ body, quoted: raw === undefined });
    const word = SIMPLE.test(body) && raw !== undefined ? body : String.fromCharCode(PLACEHOLDER + bodies.length - 1);
    chunks.push(sign + (field ? `${field}:` : "") + word + suffix);
  }
  const query = new lunr.Query(fields);
  new lunr.QueryParser(chunks.join(" "), query).parse();
  const ignored = [];
  const clauses = query.clauses.map((clause, number) => {
    const { body, quoted } = bodies[number];
    const slots = slotsOf(body, quoted, clause);
    if (!slots.length) ignored.push(body);
    return { ...clause, body, quoted, slots };
  });
  return { clauses: clauses.filter(({ slots }) => slots.length), ignored, ...range };
}

function slotsOf(body, quoted, clause) {
  const only = clause.fields.length === 1 ? clause.fields[0] : "";
  if (only === "category") return [[wholeCategory(body)]].filter(([term]) => term);
  if (only === "id") return [[wholeKey(body)]].filter(([term]) => term);
  if (only === "author" && quoted && /\S\s+\S/.test(body.trim())) return [[wholeName(body)]];
  if (!quoted && body.includes("*") && !/^\*+$/.test(body)) {
    const pattern = fold(body).replace(/[^\p{L}\p{N}.*]/gu, "");
    if (!isCjk(pattern.replace(/^\*+/, "")) && /[^*]/.test(pattern)) return [{ pattern }];
  }
  const terms = queryTerms(body);
  const distance = terms.length === 1 && !isCjk(terms[0]) && Math.min(clause.editDistance, mostEdits(terms[0]));
  if (distance) return [{ fuzzy: terms[0], distance }];
  return terms.map((term) => (term.endsWith("*") ? { pattern: term } : [term]));
}

// How many edits a word may be away: for more of them, or more letters, lunr's automata take seconds and minutes.
function mostEdits(term) {
  if (term.length > 60) return 0;
  return term.length > 20 ? 2 : 3;
}

// The first day of a year, month or day: "2025-05" is "2025-05-01".
function dateStart(text) {
  const found = /^(\d{4})(?:[-/](\d{1,2}))?(?:[-/](\d{1,2}))?$/.exec(text);
  if (!found) return "";
  return [found[1], found[2] || "01", found[3] || "01"].map((part) => part.padStart(2, "0")).join("-");
}

// Which of some words an automaton of lunr's accepts; lunr itself builds one of all words, which takes too long.
function accepted(automaton, words) {
  const ends = new Map();
  const reach = (nodes) => {
    const all = new Set(nodes);
    for (const node of all) if (node.edges["*"] === node) all.add(node);
    return all;
  };
  return words.filter((word) => {
    let nodes = reach([automaton]);
    for (const letter of word) {
      const next = new Set();
      for (const node of nodes) {
        if (node.edges[letter]) next.add(node.edges[letter]);
        if (node.edges["*"]) next.add(node.edges["*"]);
      }
      if (!next.size) return false;
      nodes = next;
    }
    return [...nodes].some((node) => node.final);
  });
}

class TooBroad extends Error {}

const MOST_SHARDS = 60;
const MOST_TERMS = 3000;

// Finds the terms of slots that are patterns or fuzzy words. Throws TooBroad when there are too many.
async function expand(slot, index) {
  if (Array.isArray(slot)) return slot;
  let terms;
  if (slot.pattern && /^[^*]+\*+$/.test(slot.pattern)) {
    terms = await index.termsFrom(slot.pattern.replace(/\*+$/, ""), MOST_SHARDS);
  } else {
    const words = [...(await index.words(slot.pattern ? slot.pattern.split("*")[0] : ""))];
    if (slot.pattern) {
      const whole = new RegExp(`^${slot.pattern.replace(/\./g, "\\.").replace(/\*+/g, ".*")}$`, "u");
      terms = words.filter((word) => whole.test(word));
    } else {
      const { fuzzy, distance } = slot;
      const near = words.filter((word) => Math.abs(word.length - fuzzy.length) <= distance);
      terms = accepted(lunr.TokenSet.fromFuzzyString(fuzzy, distance), near);
    }
  }
  terms = terms && [...terms];
  if (!terms || terms.length > MOST_TERMS) throw new TooBroad(slot.pattern || slot.fuzzy);
  return terms;
}
