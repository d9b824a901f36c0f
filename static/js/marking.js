// Marking papers, wherever they stand: save, read, follow; and showing what is marked and why.
import { button, notice, press } from "./controls.js";
import { change, marks, reasons, same } from "./marks.js";

// A listing's parts, in the page's order.
export const tools = document.querySelector(".tools");
export const groups = [...document.querySelectorAll(".group")];
export const listed = [...document.querySelectorAll(".group > article")];

// What a section is called: a category in a digest, a day in a month.
export const title = (group) => group.querySelector("h2 > :first-child").textContent;

const own = document.querySelector("article.one");
const id = (article) => article.dataset.paper;

export const papers = () => import("./papers.js");

export async function save(article) {
  const key = id(article);
  const had = Boolean(marks().saved[key]);
  change(({ saved }) => {
    if (had) delete saved[key];
    else saved[key] = { title: article.querySelector("h1, h3 > a").textContent, authors: [], at: new Date().toISOString() };
  });
  notice(had ? _("No longer saved.") : _("Saved."));
  if (had) return;
  // A listing names the first authors alone; where the paper is told whole is all there is to cite.
  try {
    const { facts, whole, TOLD } = await papers();
    const found = facts(await whole(article, TOLD));
    change(({ saved }) => saved[key] && Object.assign(saved[key], found));
  } catch {
    // What the listing said is kept until the paper's page is opened.
  }
}

export function read(article, isRead = !marks().read[id(article)]) {
  if (isRead === Boolean(marks().read[id(article)])) return;
  change((now) => (isRead ? (now.read[id(article)] = 1) : delete now.read[id(article)]));
}

// Opening a paper by hand is reading it. It stays in sight, also where only unread ones are shown.
export function readNow(article) {
  article.dataset.opened = "";
  read(article, true);
}

// ── what is marked ──────────────────────────────────────────────────────────────────────────────────

const buttons = new Map();

export function add(article, place) {
  const both = [button("", () => save(article)), button("", () => read(article))];
  buttons.set(article, both);
  place.append(...both);
}

const told = new Map();

// What following looks at in a listing's article.
function story(article) {
  if (!told.has(article)) {
    const names = article.querySelector("h3 + p").firstChild?.data.trim().split(", ") ?? [];
    told.set(article, { words: article.textContent, authors: names });
  }
  return told.get(article);
}

let isMarked = false;

export function show() {
  const { saved, read: done, follow } = marks();
  for (const [article, [keep, seen]] of buttons) {
    const name = article.querySelector("h1, h3 > a").textContent;
    const [isSaved, isRead] = [id(article) in saved, id(article) in done];
    keep.textContent = isSaved ? _("Saved") : _("Save");
    seen.textContent = isRead ? _("Read") : _("Mark read");
    for (const [made, isDown] of [[keep, isSaved], [seen, isRead]]) {
      press(made, isDown);
      made.setAttribute("aria-label", `${made.textContent}: ${name}`);
    }
    article.toggleAttribute("data-saved", isSaved);
    article.toggleAttribute("data-read", isRead);
    if (article !== own) why(article, follow.length ? reasons(follow, story(article)) : []);
  }
  for (const group of groups) {
    group.toggleAttribute("data-match", follow.some((one) => same(one, { kind: "category", text: title(group) })));
  }
  // Followed words are marked in the text where any are: brought when something is followed.
  if (follow.length || isMarked) import("./highlight.js").then(({ highlight }) => highlight(follow));
  isMarked = follow.length > 0;
  dispatchEvent(new Event("shown"));
}

function why(article, found) {
  article.toggleAttribute("data-match", found.length > 0);
  const acts = buttons.get(article)[0].parentElement;
  const said = acts.querySelector(".why");
  if (!found.length) return void said?.remove();
  const line = said ?? document.createElement("span");
  line.className = "why";
  line.textContent = found.map((one) => one.text).join(", ");
  line.title = _("You follow this");
  if (!said) acts.prepend(line);
}

for (const article of listed) {
  const acts = document.createElement("div");
  acts.className = "acts";
  article.append(acts);
  add(article, acts);
}
if (own) read(own, true);
if (buttons.size) show();
addEventListener("marks", show);
