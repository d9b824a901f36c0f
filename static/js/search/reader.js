// Reading the index: docs/search-format.md says what stands in its files. Everything is fetched once.

const DENSE = 64;
const STREAM_OF_FIELD = [3, 3, 3, 3, 0, 1, 2];
const PATIENCE = 20_000; // milliseconds

// What went wrong while reading: `kind` is "offline", "slow", "missing" or "broken".
class ReadError extends Error {
  constructor(kind, address) {
    super(`${kind}: ${address}`);
    this.kind = kind;
  }
}

// Addresses that failed once: a copy of the failure may be kept.
const failed = new Set();

// A file that is cut off or holds something else: told before it is believed, or a loop might never end.
const broken = () => new ReadError("broken", "what was read");

class Bytes {
  constructor(data) {
    this.data = data;
    this.place = 0;
  }

  varint() {
    let value = 0;
    for (let scale = 1; ; scale *= 128) {
      const byte = this.data[this.place++];
      if (byte === undefined) throw broken();
      value += (byte & 127) * scale;
      if (byte < 128) return value;
    }
  }

  get ended() {
    return this.place >= this.data.length;
  }
}

async function inflated(parts) {
  const { writable, readable } = new DecompressionStream("deflate-raw");
  const [writer, reader] = [writable.getWriter(), readable.getReader()];
  // Errors come out at the other end.
  for (const part of parts) writer.write(part).catch(() => {});
  writer.close().catch(() => {});
  const chunks = [];
  let length = 0;
  for (;;) {
    const { done, value } = await reader.read();
    if (done) break;
    chunks.push(value);
    length += value.length;
  }
  if (chunks.length === 1) return chunks[0];
  const all = new Uint8Array(length);
  for (const chunk of chunks.reverse()) all.set(chunk, (length -= chunk.length));
  return all;
}

// The streams of a packed file: their number, their lengths, then one after another.
function split(data) {
  const bytes = new Bytes(data);
  const lengths = Array.from({ length: bytes.varint() }, () => bytes.varint());
  let start = bytes.place;
  return lengths.map((length) => data.subarray(start, (start += length)));
}

// Words, each told by what differs from the one before: bytes of UTF-8.
function unpackWords(shapes, letters) {
  const words = [];
  const word = new Uint8Array(15 + 15 + 255);
  let place = 0;
  for (let at = 0; at < shapes.length; at++) {
    let end = shapes[at] >> 4;
    let further = shapes[at] & 15;
    if (further === 15) further += shapes[++at];
    let far = 0;
    for (; further; further--) word[end++] = letters[place++];
    for (let byte = 0; byte < end; byte++) far |= word[byte];
    const bytes = word.subarray(0, end);
    words.push(far < 128 ? String.fromCharCode.apply(null, bytes) : new TextDecoder().decode(bytes));
  }
  return words;
}

// Pairs: the first units' steps and how many pairs each has; then the second units' steps in two streams.
function unpackPairs(firsts, high, low) {
  const bytes = new Bytes(firsts);
  const pairs = [];
  let first = 0;
  while (!bytes.ended) {
    first += bytes.varint();
    let second = 0;
    let left = bytes.varint();
    if (left > low.length - pairs.length) throw broken();
    for (; left; left--) {
      second += high[pairs.length] * 256 + low[pairs.length];
      pairs.push(second ? String.fromCharCode(first, second) : String.fromCharCode(first));
    }
  }
  return pairs;
}

class Index {
  // `root` is the address of the folder "search/"; `directory` a promise of the directory's bytes.
  constructor(root) {
    this.root = root;
    this.files = new Map();
  }

  async open(directory) {
    const [about, primer, repeats, ...listed] = split(await inflated([directory]));
    Object.assign(this, JSON.parse(new TextDecoder().decode(about)));
    this.primer = primer;
    this.averages = this.totals.map(([documents, terms]) => (documents ? terms / documents : 0));
    let first = 0;
    this.segments = this.segments.map((about, number) => {
      const segment = new Segment(about, first, listed.slice(4 * number, 4 * number + 4));
      first += segment.documents;
      return segment;
    });
    this.documents = first;
    first = 0;
    this.digests = this.digests.map(([folder, documents]) => {
      const digest = { folder, documents, first, date: folder.slice(0, 10) };
      first += documents;
      return digest;
    });
    this.readRepeats(new Bytes(repeats));
    return this;
  }

  // `paperOf[d]` is the first document of d's paper, `nextOf[d]` the paper's next document or 0.
  readRepeats(repeats) {
    this.paperOf = new Uint32Array(this.documents);
    this.nextOf = new Uint32Array(this.documents);
    this.lastOf = new Uint32Array(this.documents);
    let pointer = -1;
    for (let document = 0; document < this.documents; document++) {
      const code = repeats.varint();
      this.paperOf[document] = document;
      if (code) {
        pointer += code % 2 ? (code - 1) / 2 : -code / 2;
        if (!(pointer >= 0 && pointer < document)) throw broken();
        this.paperOf[document] = this.paperOf[pointer];
        this.nextOf[pointer] = document;
      }
      this.lastOf[this.paperOf[document]] = document;
    }
  }

  // All documents of a paper, oldest first.
  documentsOf(paper) {
    const documents = [paper];
    for (let next = this.nextOf[paper]; next; next = this.nextOf[next]) documents.push(next);
    return documents;
  }

  digestOf(document) {
    let [low, high] = [0, this.digests.length];
    while (high - low > 1) {
      const middle = (low + high) >> 1;
      if (this.digests[middle].first <= document) low = middle;
      else high = middle;
    }
    return this.digests[low];
  }

  // The first document not before a date.
  firstOn(date) {
    const digest = this.digests.find((one) => one.date >= date);
    return digest ? digest.first : this.documents;
  }

  // A file by what `read` makes of its bytes; kept, unless it fails. Names hold what their bytes depend on, so
  // a copy that the browser has is good, if it was not that which failed.
  file(name, read) {
    if (!this.files.has(name)) {
      const promise = this.fetch(name).then(read).catch((error) => {
        this.files.delete(name);
        failed.add(this.root + name);
        throw error instanceof ReadError ? error : new ReadError("broken", this.root + name);
      });
      this.files.set(name, promise);
    }
    return this.files.get(name);
  }

  async fetch(name) {
    const address = this.root + name;
    let answer;
    try {
      answer = await fetch(address, { cache: failed.has(address) ? "reload" : "force-cache", signal: AbortSignal.timeout(PATIENCE) });
      if (answer.ok) return await answer.arrayBuffer();
    } catch (error) {
      if (error.name === "TimeoutError") throw new ReadError("slow", address);
      throw new ReadError(navigator.onLine === false ? "offline" : "broken", address);
    }
    throw new ReadError(answer.status === 404 ? "missing" : "broken", address);
  }

  shard(segment, { name, pairs }) {
    return this.file(name, async (data) => new Shard(split(await inflated([data])), segment, pairs));
  }

  // The lists of some terms in every segment: a map from a term to [{segment, list}].
  async lists(terms) {
    const found = new Map(terms.map((term) => [term, []]));
    const wanted = [];
    for (const term of terms) {
      for (const segment of this.segments) {
        const file = segment.shardOf(term);
        if (file) wanted.push({ term, segment, file });
      }
    }
    const shards = await Promise.all(wanted.map(({ segment, file }) => this.shard(segment, file)));
    wanted.forEach(({ term, segment }, place) => {
      const list = shards[place].list(term);
      if (list) found.get(term).push({ segment, list });
    });
    return found;
  }

  // All terms that begin with `start`; nothing if more than `most` shards would have to be read.
  async termsFrom(start, most) {
    const wanted = this.segments.flatMap((segment) => segment.shardsFrom(start).map((file) => ({ segment, file })));
    if (wanted.length > most) return null;
    const shards = await Promise.all(wanted.map(({ segment, file }) => this.shard(segment, file)));
    return new Set(shards.flatMap((shard) => shard.terms.filter((term) => term.startsWith(start))));
  }

  // All words of letters and digits that begin with `start`, and what else stands in the lists that hold them.
  async words(start) {
    const names = this.segments.flatMap((segment) => segment.wordListsFrom(start));
    const lists = await Promise.all(
      names.map((name) =>
        this.file(name, async (data) => new TextDecoder().decode(await inflated([data])).split("\n")),
      ),
    );
    return new Set(lists.flat().filter(Boolean));
  }

  // For every document the number of its category, and the categories' names.
  async categories() {
    if (!this.categoryOf) {
      const names = new Map();
      const categoryOf = new Uint16Array(this.documents);
      const lists = await Promise.all(
        this.segments.map(({ slices }) => this.file(`${slices[0]}/categories.bin`, (data) => inflated([data]))),
      );
      lists.forEach((data, number) => {
        const bytes = new Bytes(data);
        const length = bytes.varint();
        const listed = JSON.parse(new TextDecoder().decode(data.subarray(bytes.place, (bytes.place += length))));
        let document = this.segments[number].first;
        while (!bytes.ended) {
          const name = listed[bytes.varint()];
          if (!names.has(name)) names.set(name, names.size);
          const end = document + bytes.varint();
          categoryOf.fill(names.get(name), document, end);
          document = end;
        }
      });
      this.categoryNames = [...names.keys()];
      this.categoryOf = categoryOf;
    }
    return this.categoryOf;
  }

  // A document's hit record. Raw deflate begins with the primer as a stored block of its own.
  async hit(document) {
    const digest = this.digestOf(document);
    const page = Math.floor((document - digest.first) / this.page);
    const segment = this.segments.findLast((one) => one.first <= document);
    const name = `hits/${digest.folder}/${page}.bin?${segment.seal}`;
    const lines = await this.file(name, async (data) => {
      const { length } = this.primer;
      const stored = Uint8Array.of(0, length & 255, length >> 8, ~length & 255, (~length >> 8) & 255);
      const text = (await inflated([stored, this.primer, data])).subarray(length);
      return new TextDecoder("gb18030").decode(text).split("\n");
    });
    const [key, title, category, authors, text, ...names] = lines[(document - digest.first) % this.page].split("\t");
    return { key, title, category, authors: Number(authors), names, text };
  }
}

class Segment {
  constructor([date, documents, seal, ofWords, hashes], first, [sizes, shapes, letters, pairs]) {
    this.slices = hashes.match(/.{8}/g).map((hash, number) => `${date}.${number}-${hash}`);
    Object.assign(this, { documents, seal, first });
    const size = new Bytes(sizes);
    const counts = this.slices.map(() => size.varint());
    if (counts.some((count) => count > shapes.length + pairs.length)) throw broken();
    const files = this.slices.map((name, slice) => Array.from({ length: counts[slice] }, (_, n) => `${name}/${n}.bin`));
    this.words = { starts: unpackWords(shapes, letters), files: files.slice(0, ofWords).flat(), pairs: false };
    this.pairs = { starts: [], files: files.slice(ofWords).flat(), pairs: true };
    this.wordLists = this.slices.slice(0, ofWords).map((name) => `${name}/words.bin`).filter((_, slice) => counts[slice]);
    // Where they start: as the first shard of each slice.
    const firstShards = counts.slice(0, ofWords).map((_, slice) => counts.slice(0, slice).reduce((sum, count) => sum + count, 0));
    this.listStarts = firstShards.filter((_, slice) => counts[slice]).map((shard) => this.words.starts[shard]);
    const start = new Bytes(pairs);
    for (let first = 0; !start.ended; ) {
      first += start.varint();
      this.pairs.starts.push(String.fromCharCode(first, start.varint()));
    }
  }

  // The file that would hold a term, if any would.
  shardOf(term) {
    const kind = isPair(term) ? this.pairs : this.words;
    const place = lastBefore(kind.starts, kind.pairs ? term.padEnd(2, "\0") : term, kind.pairs);
    return place < 0 ? null : { name: kind.files[place], pairs: kind.pairs };
  }

  // The lists that may hold words with a beginning.
  wordListsFrom(start) {
    const from = Math.max(lastBefore(this.listStarts, start, false), 0);
    return this.wordLists.slice(from, lastBefore(this.listStarts, start + "\u{10ffff}", false) + 1);
  }

  // All files that may hold terms with a beginning.
  shardsFrom(start) {
    const kind = isPair(start) ? this.pairs : this.words;
    const [low, high] = [start + (kind.pairs ? "\0" : ""), start + (kind.pairs ? "\uffff" : "\u{10ffff}")];
    const from = Math.max(lastBefore(kind.starts, low, kind.pairs), 0);
    const to = lastBefore(kind.starts, high, kind.pairs);
    return kind.files.slice(from, to + 1).map((name) => ({ name, pairs: kind.pairs }));
  }
}

// The place of the last start that does not come after a term, or -1. Pairs are in the order of their units.
function lastBefore(starts, term, pairs) {
  const after = pairs ? (start) => start > term : (start) => compareTerms(start, term) > 0;
  let [low, high] = [-1, starts.length];
  while (high - low > 1) {
    const middle = (low + high) >> 1;
    if (after(starts[middle])) high = middle;
    else low = middle;
  }
  return low;
}

// A shard's terms. A list is decoded when it is asked for; where each begins is found once.
class Shard {
  constructor(streams, segment, pairs) {
    this.segment = segment;
    this.terms = pairs ? unpackPairs(...streams.slice(0, 3)) : unpackWords(...streams.slice(0, 2));
    [this.counts, this.fields, this.dense, this.high, this.low, this.holders, ...this.attributes] = streams.slice(pairs ? 3 : 2);
    this.often = this.attributes.pop();
    this.begins = null;
  }

  list(term) {
    this.begins ||= this.find();
    const begin = this.begins.get(term);
    return begin && (begin.list ||= this.decode(begin));
  }

  // For each term how many documents it has, and where its part of every stream begins.
  find() {
    const begins = new Map();
    const { dense, high, fields, holders, attributes } = this;
    const counts = new Bytes(this.counts);
    const at = { dense: 0, high: 0, low: 0, holders: 0, often: 0, attributes: attributes.map(() => 0) };
    for (let number = 0; number < this.terms.length; number++) {
      const count = counts.varint();
      const bits = fields[number];
      if (!(count <= this.segment.documents)) throw broken();
      begins.set(this.terms[number], { ...at, attributes: [...at.attributes], count, bits });
      const isDense = count * DENSE > this.segment.documents;
      for (let left = count; left; left--) {
        if (isDense) while (dense[at.dense++] === 255);
        else while (high[at.high++] === 255);
      }
      if (!isDense) at.low += count;
      const several = bits & (bits - 1);
      for (let place = 0; place < count; place++) {
        for (let rest = several ? holders[at.holders++] : bits; rest; rest &= rest - 1) {
          const stream = STREAM_OF_FIELD[31 - Math.clz32(rest & -rest)];
          if (attributes[stream][at.attributes[stream]++] < 32) at.often++;
        }
      }
    }
    return begins;
  }

  // A list: its documents, in order, and for each field that has the term the places `held` in them, with `attributes`.
  decode({ count, bits, ...at }) {
    const { dense, high, low, holders, attributes, often } = this;
    const documents = new Uint32Array(count);
    const isDense = count * DENSE > this.segment.documents;
    const steps = isDense ? dense : high;
    let from = isDense ? at.dense : at.high;
    for (let place = 0, document = -1; place < count; place++) {
      let step = 0;
      for (;;) {
        const byte = steps[from++];
        step += byte;
        if (byte !== 255) break;
      }
      document += isDense ? step : step * 256 + low[at.low++];
      documents[place] = document;
    }
    const fields = [];
    for (let field = 0; bits >> field; field++) {
      if (!((bits >> field) & 1)) continue;
      fields[field] = { field, held: new Uint32Array(count), attributes: new Uint8Array(count), frequencies: new Uint8Array(count), size: 0 };
    }
    const several = bits & (bits - 1);
    for (let place = 0; place < count; place++) {
      for (let rest = several ? holders[at.holders++] : bits; rest; rest &= rest - 1) {
        const one = fields[31 - Math.clz32(rest & -rest)];
        const stream = STREAM_OF_FIELD[one.field];
        const attribute = attributes[stream][at.attributes[stream]++];
        one.held[one.size] = place;
        one.attributes[one.size] = attribute;
        one.frequencies[one.size++] = attribute >> 5 || often[at.often++];
      }
    }
    const cut = ({ field, held, attributes: all, frequencies, size }) => ({
      field,
      held: held.subarray(0, size),
      attributes: all.subarray(0, size),
      frequencies: frequencies.subarray(0, size),
    });
    return { documents, fields: fields.filter(Boolean).map(cut) };
  }
}
