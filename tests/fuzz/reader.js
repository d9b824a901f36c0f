// Damages files of a search index and reads them: every promise must end, well or with an error, and soon.
// Runs in a worker beside terms.js and reader.js; told ({ files, seed, count }), it answers ({ runs, failures }).
class Damaged extends Index {
  constructor(files) {
    super("");
    this.given = files;
  }

  async fetch(name) {
    const data = this.given[name.split("?")[0]];
    if (!data) throw new ReadError("missing", name);
    return data;
  }
}

function dice(seed) {
  let state = seed >>> 0;
  return (below) => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return Math.floor((state / 2 ** 32) * below);
  };
}

async function repacked(data, change) {
  const through = (bytes, stream) => new Response(new Blob([bytes]).stream().pipeThrough(stream)).arrayBuffer();
  const inside = new Uint8Array(await through(data, new DecompressionStream("deflate-raw")));
  return through(change(inside), new CompressionStream("deflate-raw"));
}

function damaged(data, roll) {
  let bytes = Array.from(data);
  for (let times = 1 + roll(3); times; times--) {
    const at = roll(bytes.length + 1);
    const kind = roll(5);
    if (kind === 0) bytes = bytes.slice(0, at);
    else if (kind === 1) bytes.splice(at, 1 + roll(8));
    else if (kind === 2) bytes[at] = roll(256);
    else if (kind === 3) bytes.splice(at, 0, ...Array(1 + roll(12)).fill(255));
    else bytes.splice(at, 0, ...bytes.slice(at, at + roll(20)));
  }
  return Uint8Array.from(bytes);
}

async function read(files) {
  const index = new Damaged(files);
  await index.open(await index.fetch("directory.bin"));
  const asked = [
    () => index.lists(["graph", "=ada lovelac", "图谱", "work", "zzz"]),
    () => index.termsFrom("g", 9),
    () => index.termsFrom("", 40),
    () => index.words(),
    () => index.categories(),
    () => index.hit(0),
    () => index.hit(Math.max(index.documents - 1, 0)),
    async () => index.documents < 1e6 && index.paperOf.forEach((paper) => index.documentsOf(paper)),
  ];
  const ends = await Promise.allSettled(asked.map((one) => Promise.resolve().then(one)));
  const wrong = ends.find(({ status, reason }) => status === "rejected" && !(reason instanceof Error));
  if (wrong) throw wrong.reason;
}

addEventListener("message", async ({ data: { files, seed, count } }) => {
  const failures = [];
  const names = Object.keys(files);
  for (let run = 0; run < count; run++) {
    const roll = dice(seed + run);
    const name = roll(3) ? names[roll(names.length)] : "directory.bin";
    postMessage({ trying: [seed + run, name] });
    try {
      const change = (bytes) => damaged(new Uint8Array(bytes), roll);
      const data = roll(4) ? await repacked(files[name], change).catch(() => change(files[name])) : change(files[name]);
      await read({ ...files, [name]: data.buffer ?? data });
    } catch (error) {
      // Whoever opens a directory that cannot be read is told so; a page says it in words.
      if (!(error instanceof Error)) failures.push(`${seed + run} ${name}: ${error}`);
    }
  }
  postMessage({ runs: count, failures });
});
