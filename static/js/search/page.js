// The search page: what is asked stands in the address, what is found in the list. The worker does the work.
// `here` is the address of the script that takes this in.
const { address } = await import("../marks.js");

const main = document.querySelector("main");
const form = main.querySelector("form.search");
const box = form.elements.q;
const filters = main.querySelector(".filters");
const chips = main.querySelector(".chips");
const found = main.querySelector(".found");
const list = main.querySelector(".hits");
const more = main.querySelector(".more");
const help = main.querySelector(".help");
const controls = Object.fromEntries(["sort", "from", "to", "author"].map((name) => [name, filters.querySelector(`[name=${name}]`)]));

const STEP = 10; // hits at a time
const ROW = innerWidth < 600 ? 200 : 175; // pixels that a hit takes, at least as a rule: one read later is a wave more
const PAUSE = 120; // milliseconds without a key before a search
const TROUBLES = {
  offline: _("You are offline, and this part of the index has not been read before."),
  slow: _("The index is taking too long to arrive."),
  missing: _("A part of the index is missing. The site may just have been published anew."),
  broken: _("A part of the index could not be read."),
  broad: _("Too many words begin like that. Add a letter or two."),
  failed: _("The search stumbled."),
};

const ELSEWHERE = {
  abstract: _("In the abstract: {words}"),
  summary: _("In the summary: {words}"),
  author: _("Among the authors: {words}"),
};

// ── the worker ──────────────────────────────────────────────────────────────────────────────────

let worker = null;
let waiting = new Map();
let asked = 0;

function start() {
  worker = new Worker(scriptAddress(here));
  worker.onmessage = ({ data: { id, result, error } }) => {
    const { resolve, reject } = waiting.get(id) || {};
    waiting.delete(id);
    if (error) reject?.(error);
    else resolve?.(result);
  };
  worker.onerror = (event) => {
    event.preventDefault();
    stop();
  };
}

// Lets the worker go; whoever waits for it learns that it failed.
function stop() {
  worker?.terminate();
  worker = null;
  opened = null;
  for (const { reject } of waiting.values()) reject({ kind: "failed" });
  waiting = new Map();
}

function ask(task, request) {
  if (!worker) start();
  return new Promise((resolve, reject) => {
    asked += 1;
    waiting.set(asked, { resolve, reject });
    worker.postMessage({ id: asked, task, ...request });
  });
}

let opened = null;
let held = document.querySelector("#directory")?.dataset.held; // this page's own copy of the directory

// Gives the worker the directory: the first time the one that the page holds, then the one that is published now.
function open() {
  if (!opened) {
    const root = new URL(main.dataset.search, location.href).href;
    const directory = held ? Promise.resolve(Uint8Array.from(atob(held), (byte) => byte.charCodeAt(0)).buffer) : published(root);
    held = null;
    opened = directory.then((bytes) => ask("open", { root, directory: bytes }));
    opened.catch(() => (opened = null));
  }
  return opened;
}

function published(root) {
  return fetch(`${root}directory.bin`, { cache: "no-cache" }).then(
    (answer) => (answer.ok ? answer.arrayBuffer() : Promise.reject({ kind: answer.status === 404 ? "missing" : "broken" })),
    () => Promise.reject({ kind: navigator.onLine ? "broken" : "offline" }),
  );
}

// ── what is asked ───────────────────────────────────────────────────────────────────────────────

function request() {
  const categories = [...chips.querySelectorAll("[aria-pressed=true]")].map((chip) => chip.value);
  const given = Object.fromEntries(Object.entries(controls).map(([name, control]) => [name, control.value.trim()]));
  return { query: box.value.trim(), ...given, categories };
}

function addressOf({ query, categories, ...rest }) {
  const parameters = new URLSearchParams(Object.entries({ q: query, ...rest }).filter(([, value]) => value));
  for (const category of categories) parameters.append("category", category);
  return parameters.size ? `?${parameters}` : location.pathname;
}

// Fills the form from the address, but for a query that is known.
function recall(query = "") {
  const parameters = new URLSearchParams(location.search);
  if (!query) box.value = parameters.get("q") || "";
  for (const [name, control] of Object.entries(controls)) control.value = parameters.get(name) || "";
  const categories = parameters.getAll("category");
  showChips(categories.map((name) => ({ name })), categories);
  if (categories.length || Object.keys(controls).some((name) => parameters.get(name))) filters.open = true;
}

let keeping = false;

// Puts what is asked into the address: typing on changes the last entry of the history, anything else adds one.
function remember(typing) {
  const address = addressOf(request());
  if (address === location.search || (!location.search && address === location.pathname)) return;
  if (typing && keeping) history.replaceState({}, "", address);
  else {
    keepPlace();
    history.pushState({}, "", address);
  }
  keeping = typing;
}

let latest = 0;
let shown = 0;
let count = 0;

// How many hits the window has room for below `top`: each lies in a file of its own, so none is read before it may
// be seen.
function inSight(top = list.getBoundingClientRect().top) {
  return Math.min(Math.max(Math.round((innerHeight - Math.max(top, 0)) / ROW), 1), STEP);
}

// Searches for what the form says, and shows the first hits, `size` of them.
async function search(size = inSight(), top = null) {
  const given = request();
  const mine = (latest += 1);
  const begun = performance.now();
  const nothing = !given.query && !given.author && !given.from && !given.to && !given.categories.length;
  if (nothing) return rest(top);
  main.dataset.searchState = "loading";
  list.setAttribute("aria-busy", "true");
  try {
    const answer = await answerTo(given, 0, size);
    if (mine !== latest) return;
    if (answer.idle && !given.categories.length) return rest(top);
    list.replaceChildren();
    show(answer);
    say(answer, (performance.now() - begun) / 1000);
    main.dataset.searchState = "done";
    if (top !== null) scrollTo(0, top);
    if (filters.open) countCategories();
  } catch (trouble) {
    if (mine === latest) fail(trouble);
  } finally {
    if (mine === latest) list.setAttribute("aria-busy", "false");
  }
}

async function answerTo(given, offset, limit, again = true) {
  try {
    await open();
    return await ask("search", { ...given, offset, limit });
  } catch (trouble) {
    // A file that is gone: the index was written anew since its directory was read.
    if (trouble?.kind !== "missing" || !again) throw trouble;
    opened = null;
    return answerTo(given, offset, limit, false);
  }
}

// Further hits are read when the end of the list comes into sight, by more than an edge; ahead of that, once the
// reader scrolls.
let scrolled = false;
const atTheEnd = (entries) => entries.some((entry) => entry.isIntersecting) && showMore();
let observer = new IntersectionObserver(atTheEnd, { rootMargin: "-100px" });
observer.observe(more);
addEventListener(
  "scroll",
  () => {
    observer.disconnect();
    observer = new IntersectionObserver(atTheEnd, { rootMargin: "600px" });
    observer.observe(more);
    scrolled = true;
  },
  { once: true },
);

async function showMore() {
  if (main.dataset.searchState !== "done" || shown >= count) return;
  const mine = latest;
  main.dataset.searchState = "loading";
  try {
    const missing = STEP - (shown % STEP);
    const size = scrolled ? missing : Math.min(missing, inSight(list.getBoundingClientRect().bottom));
    const answer = await answerTo(request(), shown, size);
    if (mine !== latest) return;
    show(answer);
    main.dataset.searchState = "done";
    // It tells of changes alone, and the end may be in sight still.
    observer.unobserve(more);
    observer.observe(more);
  } catch (trouble) {
    if (mine === latest) fail(trouble);
  }
}

// ── what is found ───────────────────────────────────────────────────────────────────────────────

function element(name, attributes, ...children) {
  const made = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) if (value) made.setAttribute(key, value);
  made.append(...children);
  return made;
}

function rest(top) {
  latest += 1;
  shown = count = 0;
  list.replaceChildren();
  found.replaceChildren();
  more.hidden = true;
  help.hidden = false;
  delete main.dataset.searchCount;
  main.dataset.searchState = "idle";
  if (top !== null) scrollTo(0, top);
}

function show({ count: all, hits }) {
  count = all;
  help.hidden = all > 0;
  main.dataset.searchCount = count;
  list.append(...hits.map(hitElement));
  shown = list.children.length;
  more.hidden = shown >= count;
}

function hitElement(hit) {
  const title = element("a", { href: address(hit.key, hit.dates[0]) });
  title.append(...marked(hit.title, hit.titleMarks));
  const about = element("p", { class: "about" });
  hit.names.forEach((name, place) => {
    const query = new URLSearchParams({ q: `author:"${name.replace(/"/g, "")}"` });
    about.append(place ? ", " : "", element("a", { href: `?${query}` }, name));
  });
  if (hit.authors > hit.names.length) about.append(" ", _("and {n} more").replace("{n}", number(hit.authors - hit.names.length)));
  for (const date of hit.dates) about.append(" · ", element("time", { datetime: date }, day(date)));
  if (hit.category) about.append(" · ", hit.category);
  return element(
    "li",
    { "data-paper": hit.key },
    element("h2", { lang: languageOf(hit.title) }, title),
    about,
    element("p", { class: "text", lang: languageOf(hit.text) }, ...marked(hit.text, hit.marks)),
    ...Object.entries(hit.elsewhere).map(([field, words]) => element("p", { class: "about" }, ...elsewhere(field, words))),
  );
}

// Which words a field has that is not shown.
function elsewhere(field, words) {
  const [before, after] = ELSEWHERE[field].split("{words}");
  return [before, ...words.flatMap((word, place) => (place ? [", ", element("mark", {}, word)] : [element("mark", {}, word)])), after];
}

function marked(text, stretches) {
  const parts = [];
  let place = 0;
  for (const [start, end] of stretches) {
    parts.push(text.slice(place, start), element("mark", {}, text.slice(start, end)));
    place = end;
  }
  return [...parts, text.slice(place)];
}

function languageOf(text) {
  if (/[\u3040-\u30ff]/.test(text)) return "ja";
  if (/[\uac00-\ud7af]/.test(text)) return "ko";
  return /[\u4e00-\u9fff]/.test(text) ? "zh" : "en";
}

const numbers = new Intl.NumberFormat(document.documentElement.lang || undefined);
// Dates as the other pages say them: the day before the month, where English leaves the choice.
const days = new Intl.DateTimeFormat(document.documentElement.lang.replace(/^en$/, "en-GB") || undefined, { dateStyle: "medium", timeZone: "UTC" });

function number(value) {
  return numbers.format(value);
}

function day(date) {
  return days.format(new Date(`${date}T00:00:00Z`));
}

function say({ count: all, suggestions, ignored }, seconds) {
  const parts = [];
  if (all) {
    parts.push(all === 1 ? _("1 paper") : _("{n} papers").replace("{n}", number(all)));
    parts.push(` · ${_("{n} seconds").replace("{n}", new Intl.NumberFormat(document.documentElement.lang, { maximumFractionDigits: 2 }).format(seconds))}`);
  } else {
    const others = suggestions.map(({ from, to }) => {
      const query = request().query.replace(from, to);
      return element("a", { href: `?${new URLSearchParams({ q: query })}` }, to);
    });
    // Sentences stand in one message, since not every language has a space between two.
    const [before, after] = _("No paper has this. Did you mean {words}").split("{words}");
    if (others.length) parts.push(before, ...others.flatMap((link, place) => (place ? [", ", link] : [link])), after);
    else parts.push(_("No paper has this. Try fewer words, another spelling, or fewer filters."));
  }
  if (ignored.length) parts.push(` · ${_("Too common to be searched: {words}").replace("{words}", () => ignored.join(" "))}`);
  found.replaceChildren(...parts);
}

function fail(trouble) {
  const again = element("button", { type: "button" }, _("Try again"));
  again.addEventListener("click", () => search(Math.max(shown, inSight())));
  found.replaceChildren(TROUBLES[trouble?.kind] || TROUBLES.failed, " ", again);
  help.hidden = true;
  main.dataset.searchState = "error";
}

// ── filters ─────────────────────────────────────────────────────────────────────────────────────

function showChips(categories, pressed) {
  const { value } = chips.contains(document.activeElement) ? document.activeElement : {};
  chips.replaceChildren(
    ...categories.map(({ name, count: many }) => {
      const chip = element("button", { type: "button", "aria-pressed": String(pressed.includes(name)) }, name);
      if (many !== undefined) chip.append(" ", element("small", {}, number(many)));
      chip.value = name;
      return chip;
    }),
  );
  if (value) [...chips.children].find((chip) => chip.value === value)?.focus({ preventScroll: true });
}

async function countCategories() {
  const given = request();
  const mine = latest;
  try {
    await open();
    const { categories, first, last } = await ask("facets", given);
    if (mine !== latest) return;
    const gone = given.categories.filter((name) => !categories.some((one) => one.name === name));
    showChips([...categories, ...gone.map((name) => ({ name, count: 0 }))], given.categories);
    for (const control of [controls.from, controls.to]) Object.assign(control, { min: first, max: last });
  } catch {
    // The counts are a help; what matters was said where the search failed.
  }
}

filters.addEventListener("toggle", () => filters.open && countCategories());
filters.addEventListener("change", () => changed(false));
chips.addEventListener("click", ({ target }) => {
  const chip = target.closest("button");
  if (!chip) return;
  chip.setAttribute("aria-pressed", String(chip.getAttribute("aria-pressed") !== "true"));
  changed(false);
});

// ── keys, typing, the way back ──────────────────────────────────────────────────────────────────

let pause = 0;

function changed(typing) {
  clearTimeout(pause);
  remember(typing);
  search();
}

box.addEventListener("input", ({ isComposing }) => {
  if (isComposing) return;
  clearTimeout(pause);
  pause = setTimeout(changed, PAUSE, true);
});
box.addEventListener("compositionend", () => {
  clearTimeout(pause);
  pause = setTimeout(changed, PAUSE, true);
});
form.addEventListener("submit", (event) => {
  event.preventDefault();
  changed(false);
});

addEventListener("keydown", (event) => {
  if (event.altKey || event.ctrlKey || event.metaKey || event.isComposing) return;
  const links = [...list.querySelectorAll("h2 a")];
  const at = links.indexOf(document.activeElement);
  const inBox = document.activeElement === box;
  if (event.key === "ArrowDown" && (inBox || at >= 0)) links[at + 1]?.focus();
  else if (event.key === "ArrowUp" && at >= 0) (links[at - 1] || box).focus();
  else if (event.key === "Escape" && at >= 0) box.focus();
  else if (event.key === "Escape" && inBox && box.value) {
    box.value = "";
    changed(true);
  } else return;
  event.preventDefault();
});

// The place in the list is kept with the entry of the history that it belongs to.
function keepPlace() {
  history.replaceState({ shown, top: scrollY }, "");
}

function restore(otherwise) {
  const { shown: size, top } = history.state || {};
  recall();
  search(Math.max(size || 0, inSight()), top ?? otherwise);
}

let still = 0;
addEventListener("scroll", () => {
  clearTimeout(still);
  still = setTimeout(keepPlace, 150);
});
addEventListener("pagehide", keepPlace);
addEventListener("popstate", () => {
  keeping = false;
  restore(0);
});
more.querySelector("button").addEventListener("click", () => {
  scrolled = true;
  showMore();
});
addEventListener("online", () => main.dataset.searchState === "error" && search());

history.scrollRestoration = "manual";
filters.hidden = false;
// What was typed while all this was on its way is asked; a query that came with the address leaves keys to its hits.
const typed = box.value;
if (typed) {
  recall(typed);
  changed(true);
} else restore(null);
open().catch(() => {});
if (typed || !box.value) box.focus({ preventScroll: true });
else box.blur();
