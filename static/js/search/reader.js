// Reading the index: docs/search-format.md says what stands in its files. Everything is fetched once.

const BAND_COUNT = 16;
const WORD_BANDS = 5; // bands of letters and digits: those that have a list of words
const DENSE = 64;
const STREAM_OF_FIELD = [3, 3, 3, 3, 0, 1, 2];
const PATIENCE = 20_000;

// What went wrong while reading: `kind` is "offline", "slow", "missing" or "broken".
class ReadError extends Error {
  constructor(kind, address) {
    super(`${kind}: ${address}`);
    this.kind = kind;
  }
}

// A file that is cut off or holds something else: told before it is believed, or a loop might never end.
const broken = () => new ReadError("broken", "what was read");

class Bytes {
  constructor(data) {
    this.data = data;
    this.place = 0;
  }

  byte() {
    const byte = this.data[this.place++];
    if (byte === undefined) throw broken();
    return byte;
  }

  varint() {
    let value = 0;
    for (let scale = 1; ; scale *= 128) {
      const byte = this.byte();
      value += (byte & 127) * scale;
      if (byte < 128) return value;
    }
  }

  zigzag() {
    const value = this.varint();
    return value % 2 ? -(value + 1) / 2 : value / 2;
  }

  // A number written as 255s and a rest.
  summed() {
    let total = 0;
    for (;;) {
      const byte = this.byte();
      total += byte;
      if (byte < 255) return total;
    }
  }

  get ended() {
    return this.place >= this.data.length;
  }
}

async function inflated(parts) {
  const stream = new Blob(parts).stream().pipeThrough(new DecompressionStream("deflate-raw"));
  return new Uint8Array(await new Response(stream).arrayBuffer());
}

// The streams of a packed file: their number, their lengths, then one after another.
function split(data) {
  const bytes = new Bytes(data);
  const lengths = Array.from({ length: bytes.varint() }, () => bytes.varint());
  let start = bytes.place;
  return lengths.map((length) => data.subarray(start, (start += length)));
}

function unpackWords(shapes, letters) {
  const [shape, letter] = [new Bytes(shapes), new Bytes(letters)];
  const words = [];
  let before = [];
  while (!shape.ended) {
    const byte = shape.data[shape.place++];
    const further = (byte & 15) === 15 ? 15 + shape.data[shape.place++] : byte & 15;
    const word = before.slice(0, byte >> 4);
    for (let place = 0; place < further; place++) {
      word.push(place ? letter.varint() : (before[word.length] || 0) + letter.zigzag());
    }
    words.push(String.fromCodePoint(...word));
    before = word;
  }
  return words;
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
    this.segments = this.segments.map(([name, documents], number) => {
      const segment = new Segment(name, documents, first, listed.slice(4 * number, 4 * number + 4));
      first += documents;
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
  // a copy that the browser has is good.
  file(name, read) {
    if (!this.files.has(name)) {
      const promise = this.fetch(name).then(read);
      promise.catch(() => this.files.delete(name));
      this.files.set(name, promise);
    }
    return this.files.get(name);
  }

  async fetch(name) {
    const address = this.root + name;
    let answer;
    try {
      answer = await fetch(address, { cache: "force-cache", signal: AbortSignal.timeout(PATIENCE) });
      if (answer.ok) return await answer.arrayBuffer();
    } catch (error) {
      if (error.name === "TimeoutError") throw new ReadError("slow", address);
      throw new ReadError(navigator.onLine === false ? "offline" : "broken", address);
    }
    throw new ReadError(answer.status === 404 ? "missing" : "broken", address);
  }

  shard(segment, name) {
    return this.file(name, async (data) => new Shard(split(await inflated([data])), segment, this.lengths));
  }

  // The lists of some terms in every segment: a map from a term to [{segment, list}].
  async lists(terms) {
    const found = new Map(terms.map((term) => [term, []]));
    const wanted = [];
    for (const term of terms) {
      for (const segment of this.segments) {
        const name = segment.shardOf(term);
        if (name) wanted.push({ term, segment, name });
      }
    }
    const shards = await Promise.all(wanted.map(({ segment, name }) => this.shard(segment, name)));
    wanted.forEach(({ term, segment }, place) => {
      const list = shards[place].list(term);
      if (list) found.get(term).push({ segment, list });
    });
    return found;
  }

  // All terms that begin with `start`; nothing if more than `most` shards would have to be read.
  async termsFrom(start, most) {
    const names = this.segments.flatMap((segment) => segment.shardsFrom(start).map((name) => ({ segment, name })));
    if (names.length > most) return null;
    const shards = await Promise.all(names.map(({ segment, name }) => this.shard(segment, name)));
    return new Set(shards.flatMap((shard) => shard.terms.filter((term) => term.startsWith(start))));
  }

  // All words of letters and digits.
  async words() {
    const names = this.segments.flatMap(({ name }) =>
      Array.from({ length: WORD_BANDS }, (_, band) => `${name}/${band}-words.bin`),
    );
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
        this.segments.map(({ name }) => this.file(`${name}/categories.bin`, (data) => inflated([data]))),
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
    const name = `hits/${digest.folder}/${page}.bin?${segment.name.slice(-8)}`;
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
  constructor(name, documents, first, [sizes, shards, shapes, letters]) {
    Object.assign(this, { name, documents, first });
    this.starts = unpackWords(shapes, letters);
    this.places = [];
    const size = new Bytes(sizes);
    for (let band = 0; band < BAND_COUNT; band++) {
      let number = 0;
      for (let left = size.varint(); left; left--) {
        const count = shards[this.places.length];
        if (count === undefined) throw broken();
        this.places.push({ band, number, count });
        number += count;
      }
    }
  }

  // The last entry that does not begin after a prefix, or -1.
  entryOf(prefix) {
    let [low, high] = [-1, this.starts.length];
    while (high - low > 1) {
      const middle = (low + high) >> 1;
      if (compareTerms(this.starts[middle], prefix) <= 0) low = middle;
      else high = middle;
    }
    return low;
  }

  shardOf(term) {
    const prefix = termPrefix(term);
    const entry = this.entryOf(prefix);
    if (entry < 0) return null;
    const { band, number, count } = this.places[entry];
    if (count === 1) return `${this.name}/${band}-${number}.bin`;
    if (this.starts[entry] !== prefix) return null;
    return `${this.name}/${band}-${number + (termHash(term) % count)}.bin`;
  }

  // All shards that may hold terms with a beginning.
  shardsFrom(start) {
    const prefix = termPrefix(start);
    const names = [];
    let entry = Math.max(this.entryOf(prefix), 0);
    if (this.places.length && this.places[entry].count > 1 && compareTerms(this.starts[entry], prefix) < 0) entry++;
    for (; entry < this.starts.length; entry++) {
      const at = this.starts[entry];
      if (compareTerms(at, prefix) > 0 && !at.startsWith(prefix)) break;
      const { band, number, count } = this.places[entry];
      for (let extra = 0; extra < count; extra++) names.push(`${this.name}/${band}-${number + extra}.bin`);
    }
    return names;
  }
}

// A shard's terms; lists are decoded when they are asked for.
class Shard {
  constructor(streams, segment, lengths) {
    const [shapes, letters, counts, fields, ...rest] = streams;
    Object.assign(this, { segment, lengths, streams: rest, fields });
    this.terms = unpackWords(shapes, letters);
    const count = new Bytes(counts);
    this.counts = this.terms.map(() => count.varint());
    this.lists = null;
  }

  list(term) {
    this.lists ||= this.decode();
    return this.lists.get(term);
  }

  // Each term's list: its documents, in order, and for each field `held` (the places in `documents`) and `attributes`.
  decode() {
    const [dense, high, low, holders, ...others] = this.streams.map((data) => new Bytes(data));
    const often = others.pop();
    const lists = new Map();
    this.terms.forEach((term, number) => {
      const count = this.counts[number];
      const bits = this.fields[number];
      if (!(count <= this.segment.documents)) throw broken();
      const documents = new Uint32Array(count);
      let document = -1;
      for (let place = 0; place < count; place++) {
        document +=
          count * DENSE > this.segment.documents ? dense.summed() : high.summed() * 256 + low.data[low.place++];
        documents[place] = document;
      }
      const several = bits & (bits - 1);
      const holding = several ? holders.data.subarray(holders.place, (holders.place += count)) : null;
      const fields = [];
      for (let field = 0; bits >> field; field++) {
        if (!((bits >> field) & 1)) continue;
        const held = [];
        for (let place = 0; place < count; place++) if (!holding || (holding[place] >> field) & 1) held.push(place);
        const from = others[STREAM_OF_FIELD[field]];
        const attributes = from.data.subarray(from.place, (from.place += held.length));
        const frequencies = new Uint8Array(held.length);
        for (let at = 0; at < held.length; at++) {
          frequencies[at] = attributes[at] >> 5 || often.data[often.place++];
        }
        fields.push({ field, held, attributes, frequencies });
      }
      lists.set(term, { documents, fields });
    });
    return lists;
  }
}
