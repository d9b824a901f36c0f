// The search worker: the page asks, this answers.
importScripts("../vendor/lunr.js");
importScripts("./terms.js");
importScripts("./reader.js");
importScripts("./query.js");
importScripts("./engine.js");
importScripts("./marks.js");

const KEPT_ANSWERS = 8;
const MOST_SUGGESTED = 2; // words that others are suggested for
const SURE = 3; // letters at the beginning that decide which lists of words are read

class Desk {
  constructor() {
    this.answers = new Map();
  }

  // Begins with a directory, or again with a newer one.
  open(root, directory) {
    this.answers.clear();
    this.ready = new Index(root).open(directory).then((index) => {
      this.index = index;
      this.engine = new Engine(index);
    });
    return this.ready;
  }

  // All papers that a request finds; the last few are kept, so that further hits and counts cost nothing.
  find(request) {
    const key = JSON.stringify([request.query, request.author, request.from, request.to]);
    if (!this.answers.has(key)) {
      const answer = this.findAnew(request);
      answer.catch(() => this.answers.delete(key));
      this.answers.set(key, answer);
      if (this.answers.size > KEPT_ANSWERS) this.answers.delete(this.answers.keys().next().value);
    }
    return this.answers.get(key);
  }

  async findAnew({ query, author, from, to }) {
    const text = author ? `${query} +author:"${author.replace(/"/g, " ")}"` : query;
    const parsed = parseQuery(text, this.index.fields);
    const filter = this.dates(later(parsed.after, from), earlier(parsed.before, dayAfter(to)));
    if (!parsed.clauses.length && !filter) {
      return { papers: [], scores: null, uses: [], asked: [], clauses: [], missing: [], ignored: parsed.ignored, idle: !parsed.ignored.length };
    }
    const found = await this.engine.find(parsed, filter);
    return { ...found, ignored: parsed.ignored };
  }

  // A filter for papers with a document of a day in [start, end).
  dates(start, end) {
    if (!start && !end) return null;
    const first = start ? this.index.firstOn(start) : 0;
    const last = end ? this.index.firstOn(end) : this.index.documents;
    return (paper) => {
      for (let document = paper; ; ) {
        if (document >= first && document < last) return true;
        document = this.index.nextOf[document];
        if (!document) return false;
      }
    };
  }

  async search(request) {
    await this.ready;
    const answer = await this.find(request);
    const papers = request.categories.length ? await this.inCategories(answer.papers, request.categories) : answer.papers;
    const { lastOf } = this.index;
    const end = request.offset + request.limit;
    const top =
      request.sort === "date"
        ? firstOf(papers, end, (a, b) => lastOf[b] - lastOf[a]).map((paper) => ({ paper }))
        : this.engine.ranked({ ...answer, papers }, end);
    const wanted = wantedMarks(answer.clauses);
    const hits = await Promise.all(top.slice(request.offset).map((hit) => this.hit(hit, answer, wanted)));
    const suggestions = papers.length || answer.idle ? [] : await this.suggestions(answer).catch(() => []);
    return { count: papers.length, hits, idle: Boolean(answer.idle), ignored: answer.ignored, suggestions, size: this.index.papers };
  }

  async hit({ paper, score }, answer, wanted) {
    const record = await this.index.hit(this.engine.documentFor(paper, answer.uses));
    const dates = this.index.documentsOf(paper).map((document) => this.index.digestOf(document).date);
    return {
      ...record,
      score,
      dates: [...new Set(dates)],
      titleMarks: marks(record.title, wanted),
      ...snippet(record.text, marks(record.text, wanted)),
      elsewhere: this.elsewhere(paper, record, answer),
    };
  }

  // What was searched for and is not in what a hit shows, by the field of the paper that has it.
  elsewhere(paper, { title, text, names }, { clauses, uses }) {
    const found = {};
    const shown = [title, text, ...names];
    for (const clause of clauses) {
      const wanted = wantedMarks([clause]);
      if (clause.presence === lunr.Query.presence.PROHIBITED || shown.some((text) => marks(text, wanted).length)) continue;
      const field = ["abstract", "summary", "author"].find((name) =>
        uses.some((use) => use.fieldName === name && clause.terms.includes(use.name) && this.engine.weightIn(use, paper) >= 0),
      );
      if (field) (found[field] ||= []).push(clause.body);
    }
    return found;
  }

  async inCategories(papers, names) {
    const categoryOf = await this.index.categories();
    const wanted = new Set(names.map((name) => this.index.categoryNames.indexOf(name)));
    return papers.filter((paper) => this.index.documentsOf(paper).some((document) => wanted.has(categoryOf[document])));
  }

  // How many of a request's papers are in each category, and how many papers each of its days has.
  async facets(request) {
    await this.ready;
    const answer = await this.find(request);
    const categoryOf = await this.index.categories();
    const counts = this.index.categoryNames.map(() => 0);
    for (const paper of answer.papers) {
      for (const category of new Set(this.index.documentsOf(paper).map((document) => categoryOf[document]))) {
        counts[category] += 1;
      }
    }
    const categories = this.index.categoryNames.map((name, number) => ({ name, count: counts[number] }));
    const { digests } = this.index;
    return {
      categories: categories.filter(({ name, count }) => name && count).sort((a, b) => b.count - a.count || (a.name < b.name ? -1 : 1)),
      first: digests.length ? digests[0].date : "",
      last: digests.length ? digests[digests.length - 1].date : "",
    };
  }

  // For words that no paper has, the nearest that some have, of those that begin alike: all words would be a lot.
  async suggestions({ clauses, missing }) {
    const alone = missing.filter((body) => queryTerms(body).length === 1 && !isCjk(queryTerms(body)[0]));
    const found = alone.slice(0, MOST_SUGGESTED).map(async (body) => {
      const [term] = queryTerms(body);
      const words = await this.index.words(term.slice(0, SURE));
      return nearest(term, [...words]).map((word) => ({ from: body, to: spelled(word) }));
    });
    return (await Promise.all(found)).flat();
  }
}

function later(a, b) {
  return a && b ? (a > b ? a : b) : a || b;
}

function earlier(a, b) {
  return a && b ? (a < b ? a : b) : a || b;
}

function dayAfter(date) {
  if (!date) return "";
  const day = new Date(`${date}T00:00:00Z`);
  day.setUTCDate(day.getUTCDate() + 1);
  return day.toISOString().slice(0, 10);
}

// The words fewest edits away, at most two, three of them at most.
function nearest(term, words) {
  for (const distance of [1, 2]) {
    if (term.length < 3 * distance || distance > mostEdits(term)) return [];
    const near = words.filter((word) => Math.abs(word.length - term.length) <= distance && /^\p{L}+$/u.test(word));
    const found = accepted(lunr.TokenSet.fromFuzzyString(term, distance), near);
    if (found.length) return found.sort((a, b) => (b[0] === term[0]) - (a[0] === term[0]) || (a < b ? -1 : 1)).slice(0, 3);
  }
  return [];
}

// A word as one may write it: what is indexed has lost its ending, and may lose more when it is asked for.
function spelled(term) {
  const spellings = [term, `${term}e`, `${term}s`, `${term}ing`, term.replace(/i$/, "y")];
  return spellings.find((word) => queryTerms(word)[0] === term) || `${term}*`;
}

const desk = new Desk();

addEventListener("message", async ({ data: { id, task, ...request } }) => {
  try {
    if (task === "open") postMessage({ id, result: await desk.open(request.root, request.directory) });
    else postMessage({ id, result: await desk[task](request) });
  } catch (error) {
    const kind = error instanceof TooBroad ? "broad" : error instanceof ReadError ? error.kind : "failed";
    postMessage({ id, error: { kind, message: String(error.message || error) } });
  }
});
