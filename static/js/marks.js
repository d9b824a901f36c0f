// What a reader marks: papers saved, papers read, and what to follow. Kept in this browser alone.
import { notice } from "./controls.js";
import { base, recall, remember, watch } from "./memory.js";

const texts = (list) => (Array.isArray(list) ? list.filter((one) => typeof one === "string") : []);
const text = (one) => (typeof one === "string" ? one : "");
const object = (one) => (one && typeof one === "object" && !Array.isArray(one) ? one : {});
const isOfTheWeb = (one) => /^https?:\/\//.test(text(one)) && URL.canParse(one);
// What a paper is known by, as sitegen/urls.py gives it; its page's address is made of it.
const ID = /^(?:[a-z-]+\/)?[\w.-]+$/;
export const KINDS = ["word", "author", "category"];

// Make sense of marks from anywhere: storage, a file, a link. What has another form is left out.
export function tidy(value) {
  const { saved, read, follow } = object(value);
  const ids = (all) => Object.entries(object(all)).filter(([id]) => ID.test(id));
  const found = { saved: {}, read: {}, follow: [] };
  for (const [id, paper] of ids(saved)) {
    const { title, authors, url, pdf, date, day, at } = object(paper);
    found.saved[id] = { title: text(title) || id, authors: texts(authors), at: text(at) };
    if (isOfTheWeb(url)) found.saved[id].url = url;
    if (isOfTheWeb(pdf)) found.saved[id].pdf = pdf;
    if (/^\d{4}[-/\d]*$/.test(text(date))) found.saved[id].date = date;
    if (/^\d{4}-\d\d-\d\d$/.test(text(day))) found.saved[id].day = day;
  }
  for (const [id] of ids(read)) found.read[id] = 1;
  for (const one of Array.isArray(follow) ? follow : []) {
    const { kind, text: words } = object(one);
    if (KINDS.includes(kind) && text(words).trim()) found.follow.push({ kind, text: words.trim() });
  }
  return found;
}

export const marks = () => tidy(recall("marks", {}));

// Change the marks as they are now, in whatever window they were changed last.
export function change(edit) {
  const now = marks();
  edit(now);
  if (!remember("marks", now)) {
    notice(
      _("This browser keeps nothing for this site: storage is full or forbidden. What you marked lasts until you leave the page."),
    );
  }
  dispatchEvent(new Event("marks"));
}

const haveAllPages = !document.documentElement.dataset.paperPages;

// Where a paper is read, told of on a day; sitegen/urls.py has the rule. Where papers have no pages of their own
// and the day is not known, the search finds it.
export function address(id, day) {
  if (!haveAllPages) return base + (day ? `digests/${day}/#${id.replace(/[^\w.-]/g, ".")}` : `search/?q=id:${encodeURIComponent(id)}`);
  const [, archive, number] = /^(?:(.*)\/)?([^/]*)$/.exec(id);
  if (id.startsWith("x/")) return `${base}papers/${id}/`;
  return `${base}papers/${number.slice(0, 4)}/${archive ? `${archive}.` : ""}${number}/`;
}

watch("marks", () => dispatchEvent(new Event("marks")));

export const same = (one, other) =>
  one.kind === other.kind && one.text.toLowerCase() === other.text.toLowerCase();

const escaped = (words) => words.replace(/[.*+?^${}()|[\]\\]/g, "\\$&");

// A followed word is found where a word begins; Chinese and Japanese words begin anywhere.
export function finder(words) {
  const start = /^[\p{Script=Latin}\p{Script=Cyrillic}\p{Script=Greek}\d]/u.test(words) ? "(?<![\\p{L}\\d])" : "";
  return new RegExp(start + escaped(words).replace(/\s+/g, "\\s+"), "giu");
}

// Say which followed words and authors a paper matches.
export function reasons(follow, { words, authors }) {
  return follow.filter(({ kind, text: wanted }) => {
    if (kind === "word") return finder(wanted).test(words);
    return kind === "author" && authors.some((one) => one.toLowerCase() === wanted.toLowerCase());
  });
}
