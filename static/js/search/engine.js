// Answering a query: which papers, in lunr's order. Our own loops over typed arrays find the candidates, with
// lunr's formula; lunr scores and orders those that will be shown.

const K1 = 1.2;
const B = 0.75;

class Engine {
  constructor(index) {
    this.index = index;
    // lunr's denominator for every field length and frequency below 8, by field and attribute.
    this.denominators = index.fields.map((_, field) =>
      Float64Array.from({ length: 256 }, (_, attribute) => this.denominator(field, attribute & 31, attribute >> 5)),
    );
    this.best = new Float64Array(index.documents);
  }

  denominator(field, level, frequency) {
    return K1 * (1 - B + B * (this.index.lengths[level] / this.index.averages[field])) + frequency;
  }

  // Finds all papers for a parsed query: {papers, scores, uses}, unordered.
  async find(query, filter) {
    const { index } = this;
    const clauses = await Promise.all(
      query.clauses.map(async (clause) => ({
        ...clause,
        slots: await Promise.all(clause.slots.map((slot) => expand(slot, index))),
      })),
    );
    const lists = await index.lists([...new Set(clauses.flatMap(({ slots }) => slots.flat()))]);
    clauses.forEach((clause, number) => {
      clause.terms = clause.slots[0];
      if (clause.slots.length === 1) return;
      clause.terms = [`\0${number}`];
      lists.set(clause.terms[0], this.together(clause.slots, lists));
    });
    const match = clauses.map((clause) => this.match(clause, lists));
    const { uses, asked } = this.uses(clauses, lists);
    const scores = new Float64Array(index.documents);
    for (const use of uses) this.add(scores, use);
    const papers = this.select(query, match, filter);
    return { papers, scores, uses, asked, clauses, missing: missingTerms(clauses, lists) };
  }

  // What must stand together counts as one term, in the fields that hold all of it as often as its rarest part. A
  // place is a document's number in its segment, times eight, plus a field's.
  together(slots, lists) {
    return this.index.segments.flatMap((segment) => {
      const size = segment.documents * 8;
      const [least, often, levels] = [new Uint8Array(size), new Uint8Array(size), new Uint8Array(size)];
      let places = null;
      for (const terms of slots) {
        const parts = terms.flatMap((term) => lists.get(term).filter((part) => part.segment === segment));
        if (!parts.length) return [];
        const found = [];
        for (const { list } of parts) {
          for (const { field, held, attributes, frequencies } of list.fields) {
            for (let at = 0; at < held.length; at++) {
              const place = list.documents[held[at]] * 8 + field;
              if (places && !least[place]) continue;
              if (!often[place]) found.push(place);
              often[place] = Math.min(often[place] + frequencies[at], 255);
              levels[place] = attributes[at] & 31;
            }
          }
        }
        if (places) for (const place of found) often[place] = Math.min(often[place], least[place]);
        if (places) for (const place of places) least[place] = 0;
        for (const place of found) {
          least[place] = often[place];
          often[place] = 0;
        }
        places = found;
      }
      return [{ segment, list: listOf(Uint32Array.from(places).sort(), least, levels) }];
    });
  }

  // Which papers a clause finds: a byte a paper.
  match(clause, lists) {
    const { documents, paperOf, fields } = this.index;
    const found = new Uint8Array(documents);
    const wanted = clause.fields.reduce((bits, name) => bits | (1 << fields.indexOf(name)), 0);
    for (const term of clause.terms) {
      for (const { segment, list } of lists.get(term)) {
        for (const { field, held } of list.fields) {
          if (!((wanted >> field) & 1)) continue;
          for (const place of held) found[paperOf[segment.first + list.documents[place]]] = 1;
        }
      }
    }
    return found;
  }

  // What counts for the score: `uses`, for each term and field that has it its lists and boost; and `asked`, the same as
  // lunr is to be asked. As lunr has it, a term that several clauses name adds its boosts up, and every field's score
  // is divided by the length of its boosts.
  uses(clauses, lists) {
    const { index } = this;
    const byName = new Map();
    const asked = [];
    const magnitudes = index.fields.map(() => 0);
    for (const clause of clauses) {
      if (clause.presence === lunr.Query.presence.PROHIBITED) continue;
      for (const name of new Set(clause.terms)) {
        const parts = lists.get(name);
        if (!parts.length) continue;
        asked.push({ term: name, fields: clause.fields, boost: clause.boost, usePipeline: false });
        for (const fieldName of clause.fields) {
          const field = index.fields.indexOf(fieldName);
          const key = `${fieldName}/${name}`;
          const use = byName.get(key) || { name, field, fieldName, boost: 0, parts };
          magnitudes[field] += (use.boost + clause.boost) ** 2 - use.boost ** 2;
          use.boost += clause.boost;
          byName.set(key, use);
        }
      }
    }
    const uses = [...byName.values()].filter(({ field, parts }) =>
      parts.some(({ list }) => list.fields.some((one) => one.field === field)),
    );
    for (const use of uses) {
      use.factor = use.boost / Math.sqrt(magnitudes[use.field]);
      use.idf = this.idf(use.parts);
      use.weighing = index.boosts[use.field];
      use.weights = [];
    }
    return { uses, asked };
  }

  idf(parts) {
    let holding = 0;
    for (const { list } of parts) for (const { held } of list.fields) holding += held.length;
    const x = (this.index.documents - holding + 0.5) / (holding + 0.5);
    return Math.log(1 + Math.abs(x));
  }

  // lunr's weight of a posting, rounded as lunr rounds.
  weight(use, attribute, frequency) {
    if (attribute < 32) {
      const denominator = this.denominator(use.field, attribute & 31, frequency);
      return Math.round(((use.idf * ((K1 + 1) * frequency)) / denominator) * use.weighing * 1000) / 1000;
    }
    const denominator = this.denominators[use.field][attribute];
    return (use.weights[attribute] ??=
      Math.round(((use.idf * ((K1 + 1) * frequency)) / denominator) * use.weighing * 1000) / 1000);
  }

  // Adds one use to the scores: of a paper's documents the one that weighs most.
  add(scores, use) {
    const { paperOf } = this.index;
    const { best } = this;
    const touched = [];
    for (const { segment, list } of use.parts) {
      for (const { field, held, attributes, frequencies } of list.fields) {
        if (field !== use.field) continue;
        for (let at = 0; at < held.length; at++) {
          const paper = paperOf[segment.first + list.documents[held[at]]];
          const weight = this.weight(use, attributes[at], frequencies[at]);
          if (!best[paper]) touched.push(paper);
          if (weight > best[paper]) best[paper] = weight;
        }
      }
    }
    for (const paper of touched) {
      scores[paper] += best[paper] * use.factor;
      best[paper] = 0;
    }
  }

  // The papers that satisfy every presence and the filter.
  select(query, match, filter) {
    const { documents, paperOf } = this.index;
    const { REQUIRED, PROHIBITED } = lunr.Query.presence;
    const of = (presence) => match.filter((_, number) => query.clauses[number].presence === presence);
    const [required, prohibited] = [of(REQUIRED), of(PROHIBITED)];
    const optional = match.filter((found) => !required.includes(found) && !prohibited.includes(found));
    // How many of the clauses that count hold for each paper.
    const asked = required.length ? required : optional;
    const holding = new Uint16Array(documents);
    for (const found of asked) for (let paper = 0; paper < documents; paper++) holding[paper] += found[paper];
    const least = required.length || Math.min(optional.length, 1);
    const papers = [];
    for (let paper = 0; paper < documents; paper++) {
      if (holding[paper] < least || paperOf[paper] !== paper) continue;
      if (prohibited.some((found) => found[paper])) continue;
      if (filter && !filter(paper)) continue;
      papers.push(paper);
    }
    return papers;
  }

  // The first `count` papers by score, the newest first among equals: lunr scores and orders the few that are shown.
  ranked({ papers, scores, uses, asked }, count) {
    const { lastOf } = this.index;
    const order = (a, b) => scores[b] - scores[a] || lastOf[b] - lastOf[a];
    const top = firstOf(papers, count, order);
    if (!uses.length) return top.map((paper) => ({ paper, score: 0 }));
    const { fields } = this.index;
    const [invertedIndex, fieldVectors, places] = [Object.create(null), Object.create(null), new Map()];
    for (const { term } of asked) {
      if (places.has(term)) continue;
      places.set(term, places.size);
      invertedIndex[term] = Object.assign(Object.create(null), { _index: places.get(term) });
      for (const field of fields) invertedIndex[term][field] = Object.create(null);
    }
    for (const paper of top) {
      for (const use of uses) {
        const weight = this.weightIn(use, paper);
        if (weight < 0) continue;
        invertedIndex[use.name][use.fieldName][paper] = Object.create(null);
        const reference = `${use.fieldName}/${paper}`;
        fieldVectors[reference] ||= new lunr.Vector();
        fieldVectors[reference].insert(places.get(use.name), weight);
      }
    }
    const partial = new lunr.Index({
      invertedIndex,
      fieldVectors,
      fields,
      tokenSet: lunr.TokenSet.fromArray([...places.keys()].sort()),
      pipeline: new lunr.Pipeline(),
    });
    const results = partial.query((query) => asked.forEach((clause) => query.clause({ ...clause })));
    const scored = results.map(({ ref, score }) => ({ paper: Number(ref), score }));
    const rank = new Map(top.map((paper, place) => [paper, place]));
    // Sums of the same numbers in another order differ in their last bits.
    return scored.sort((a, b) => (Math.abs(b.score - a.score) < 1e-9 ? rank.get(a.paper) - rank.get(b.paper) : b.score - a.score));
  }

  // A use's weight in a paper, of its documents' weights the largest; -1 where it has none.
  weightIn(use, paper) {
    return Math.max(...this.index.documentsOf(paper).map((document) => this.weightOf(use, document)));
  }

  weightOf(use, document) {
    const part = use.parts.find(({ segment }) => document >= segment.first && document < segment.first + segment.documents);
    if (!part) return -1;
    const place = placeOf(part.list.documents, document - part.segment.first);
    const inField = place < 0 ? null : part.list.fields.find(({ field }) => field === use.field);
    const at = inField ? placeOf(inField.held, place) : -1;
    return at < 0 ? -1 : this.weight(use, inField.attributes[at], inField.frequencies[at]);
  }

  // The document of a paper that a query is best about; the newest among equals.
  documentFor(paper, uses) {
    let [chosen, most] = [paper, -1];
    for (const document of this.index.documentsOf(paper)) {
      const score = uses.reduce((sum, use) => sum + Math.max(0, this.weightOf(use, document)) * use.factor, 0);
      if (score >= most) [chosen, most] = [document, score];
    }
    return chosen;
  }
}

// A list of postings, as shards have them, from places in order and what stands in them: how often, how long a field.
function listOf(places, often, levels) {
  const documents = [];
  const fields = [];
  for (const place of places) {
    const document = place >> 3;
    if (documents[documents.length - 1] !== document) documents.push(document);
    const one = (fields[place & 7] ||= { field: place & 7, held: [], attributes: [], frequencies: [] });
    one.held.push(documents.length - 1);
    one.attributes.push((often[place] < 8 ? often[place] << 5 : 0) | levels[place]);
    one.frequencies.push(often[place]);
  }
  return { documents, fields: fields.filter(Boolean) };
}

// The place of a number in a sorted array, or -1.
function placeOf(sorted, number) {
  let [low, high] = [0, sorted.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (sorted[middle] < number) low = middle + 1;
    else high = middle;
  }
  return sorted[low] === number ? low : -1;
}

// The first `count` of `items` in an order, without sorting all of them.
function firstOf(items, count, order) {
  if (items.length <= 4 * count) return [...items].sort(order).slice(0, count);
  const kept = items.slice(0, count).sort(order);
  for (let place = count; place < items.length; place++) {
    const item = items[place];
    if (order(item, kept[count - 1]) >= 0) continue;
    let low = 0;
    for (let high = count - 1; low < high; ) {
      const middle = (low + high) >> 1;
      if (order(item, kept[middle]) < 0) high = middle;
      else low = middle + 1;
    }
    kept.pop();
    kept.splice(low, 0, item);
  }
  return kept;
}

function missingTerms(clauses, lists) {
  return clauses.flatMap(({ slots, body }) =>
    slots.some((slot) => !slot.some((term) => lists.get(term).length)) ? [body] : [],
  );
}
