// Keeps the last days and the saved papers of this site, to be read without a network.
//
// With a network, pages come from there and from nowhere else. A page is kept together with every style sheet
// and script that it names, or not at all; and the front page, which leads to the days, is kept after them. So
// what is read without a network is whole, and of one build.

// How many days are kept: written here when the site is built. With none the worker forgets all and goes.
const DAYS = 0;

const root = new URL(registration.scope).pathname;
const NAME = `sitegen 1 ${root}`;
const FRAME = [`${root}saved/`, `${root}offline/`];
// Saved papers are kept by their pages, or by the whole day where they have none.
const [MOST_SAVED, MOST_SAVED_DAYS] = [300, 31];

addEventListener("install", (event) => event.waitUntil(skipWaiting()));

addEventListener("activate", (event) => event.waitUntil(begin()));

async function begin() {
  for (const name of await caches.keys()) {
    if (name.startsWith("sitegen ") && name.endsWith(` ${root}`) && (name !== NAME || !DAYS)) await caches.delete(name);
  }
  if (DAYS) await clients.claim();
  else await registration.unregister();
}

addEventListener("fetch", (event) => {
  const { method, mode, url } = event.request;
  const { origin, pathname } = new URL(url);
  if (!DAYS || method !== "GET" || origin !== location.origin || !pathname.startsWith(root)) return;
  if (mode === "navigate" || pathname.endsWith("/")) event.respondWith(page(event.request, pathname));
  else if (pathname.startsWith(`${root}assets/`)) event.respondWith(asset(event.request));
});

async function page(request, path) {
  try {
    return await fetch(request);
  } catch (error) {
    const cache = await caches.open(NAME);
    const kept = (await cache.match(path)) ?? (request.mode === "navigate" && (await cache.match(`${root}offline/`)));
    if (kept) return kept;
    throw error;
  }
}

// The names of these files change with their bytes, so a kept one is as good as a new one.
async function asset(request) {
  const cache = await caches.open(NAME);
  return (await cache.match(request)) ?? fetch(request);
}

// ── what is kept ────────────────────────────────────────────────────────────────────────────────────

let doing = Promise.resolve();

// A page says what is saved, and whether it is time to look for a new day. One after the other.
addEventListener("message", (event) => {
  if (!DAYS) return;
  doing = doing.then(() => keep(event.data)).catch(() => {});
  event.waitUntil(doing);
});

async function keep({ saved, look }) {
  const cache = await caches.open(NAME);
  const before = await text(await cache.match(root));
  const home = look || !before ? await bring(root) : null;
  const now = home ? await text(home) : before;
  const isNew = now !== before;
  const days = navigator.connection?.saveData ? [] : daysOf(now).slice(0, DAYS);
  const papers = saved.filter((path) => !isDay(path)).slice(-MOST_SAVED);
  const wanted = new Set([...days, ...FRAME, ...papers, ...saved.filter(isDay).slice(-MOST_SAVED_DAYS)]);
  for (const path of wanted) {
    const kept = await text(await cache.match(path));
    // A page of an older look is brought anew, and so are the days, whose links to each other change.
    const isFresh = kept && !(isNew && days.includes(path)) && looks(kept) === looks(now);
    const told = isFresh ? kept : await put(cache, path).catch(() => kept);
    // A day too large for one page has more of them.
    if (isDay(path)) for (const part of partsOf(told ?? "", path)) wanted.add(part);
  }
  if (home) await put(cache, root, home);
  wanted.add(root);
  await tidy(cache, wanted);
}

async function bring(path) {
  const answer = await fetch(path, { cache: "no-cache" });
  if (!answer.ok) throw new Error(`${answer.status} ${path}`);
  return answer;
}

const text = (answer) => answer?.clone().text() ?? "";

// Keep a page once all that it names is kept; give its text.
async function put(cache, path, answer) {
  const brought = answer ?? (await bring(path));
  const words = await text(brought);
  for (const file of assetsOf(words)) await putAsset(cache, file, new Set());
  // A new response, since a redirected one may not answer a navigation.
  await cache.put(path, new Response(words, { headers: brought.headers }));
  return words;
}

async function putAsset(cache, path, seen) {
  seen.add(path);
  const kept = await cache.match(path);
  const answer = kept ?? (await bring(path));
  for (const file of modulesOf(path, await text(answer))) if (!seen.has(file)) await putAsset(cache, file, seen);
  if (!kept) await cache.put(path, answer);
}

// Forget what is no longer wanted, and files that no kept page names.
async function tidy(cache, wanted) {
  const used = new Set(wanted);
  async function use(path) {
    if (used.has(path)) return;
    used.add(path);
    for (const file of modulesOf(path, await text(await cache.match(path)))) await use(file);
  }
  for (const path of wanted) for (const file of assetsOf(await text(await cache.match(path)))) await use(file);
  for (const request of await cache.keys()) if (!used.has(new URL(request.url).pathname)) await cache.delete(request);
}

// ── what pages name ─────────────────────────────────────────────────────────────────────────────────

const links = (page) => [...page.matchAll(/ (?:href|src)="([^"#?]+)/g)].map(([, path]) => path);
const assetsOf = (page) => links(page).filter((path) => path.startsWith(`${root}assets/`));
const looks = (page) => String(assetsOf(page).filter((path) => path.includes("/site.")));
const isDay = (path) => /^\d{4}-\d\d-\d\d\/$/.test(path.slice(`${root}digests/`.length));
const daysOf = (home) => [...new Set(links(home).filter(isDay))];
const partsOf = (page, day) => links(page).filter((path) => path.startsWith(day) && path !== day);

function modulesOf(path, script) {
  if (!path.endsWith(".js")) return [];
  return [...script.matchAll(/"(\.{1,2}\/[\w./-]+\.js)"/g)].map(([, name]) => new URL(name, location.origin + path).pathname);
}
