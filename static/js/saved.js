// The page of what a reader marked: saved papers, what is followed, and how to carry it all elsewhere.
import { bibtex, markdown, ris } from "./cite.js";
import { button, copy, notice } from "./controls.js";
import { address, change, marks, same, tidy } from "./marks.js";

const place = (name) => document.querySelector(`[data-mine="${name}"]`);
const make = (tag, properties = {}, ...children) => {
  const made = Object.assign(document.createElement(tag), properties);
  made.append(...children);
  return made;
};

document.querySelector("[data-mine][hidden]").hidden = false;

// A title's own language, for its face: marks do not say it.
function languageOf(title) {
  if (/[\u3040-\u30ff]/.test(title)) return "ja";
  if (/[\uac00-\ud7af]/.test(title)) return "ko";
  return /\p{Script=Han}/u.test(title) ? "zh" : "en";
}

// ── saved papers, newest first ──────────────────────────────────────────────────────────────────────

function papers() {
  const all = Object.entries(marks().saved).map(([id, paper]) => ({ id, ...paper }));
  return all.sort((a, b) => b.at.localeCompare(a.at) || a.id.localeCompare(b.id));
}

function row(paper) {
  const gone = button(_("Remove"), () => {
    change(({ saved }) => delete saved[paper.id]);
    const undo = button(_("Undo"), () => change(({ saved }) => (saved[paper.id] = paper)));
    notice(_("No longer saved."));
    document.querySelector(".notice").append(" ", undo);
  });
  gone.setAttribute("aria-label", `${gone.textContent}: ${paper.title}`);
  const facts = make("p", {}, paper.authors.join(", "));
  const links = make("p", {});
  if (paper.url) links.append(make("a", { href: paper.url, rel: "noopener" }, new URL(paper.url).host), " ");
  if (paper.pdf) links.append(make("a", { href: paper.pdf, rel: "noopener" }, "PDF"), " ");
  links.append(gone);
  const heading = make("h2", { lang: languageOf(paper.title) }, make("a", { href: address(paper.id, paper.day) }, paper.title));
  const item = make("article", {}, heading, facts, links);
  item.dataset.paper = paper.id;
  return item;
}

function show() {
  const { follow } = marks();
  const all = papers();
  place("papers").replaceChildren(...all.map(row));
  place("none").hidden = all.length > 0;
  place("exports").hidden = !all.length;
  place("follow").replaceChildren(
    ...follow.map((one) => {
      const gone = button("", () => change((now) => (now.follow = now.follow.filter((had) => !same(had, one)))));
      gone.append(make("small", {}, KIND[one.kind]), ` ${one.text} ×`);
      gone.setAttribute("aria-label", `${_("Follow no longer")}: ${one.text}`);
      return make("li", {}, gone);
    }),
  );
}

const KIND = { word: _("Word"), author: _("Author"), category: _("Category") };

// ── out ─────────────────────────────────────────────────────────────────────────────────────────────

function download(name, type, text) {
  const href = URL.createObjectURL(new Blob([text], { type }));
  make("a", { href, download: name }).click();
  setTimeout(() => URL.revokeObjectURL(href), 10_000);
}

const json = (value) => `${JSON.stringify(value, null, 2)}\n`;
const EXPORTS = {
  BibTeX: () => download("papers.bib", "application/x-bibtex", papers().map(bibtex).join("\n")),
  RIS: () => download("papers.ris", "application/x-research-info-systems", papers().map(ris).join("")),
  Markdown: () => download("papers.md", "text/markdown", papers().map(markdown).join("")),
  JSON: () => download("papers.json", "application/json", json(papers())),
};
place("exports").setAttribute("aria-label", _("Export"));
place("exports").append(_("Export"), ...Object.entries(EXPORTS).map(([name, act]) => button(name, act)));

// ── all of it, to another browser: as a file, or as a link ──────────────────────────────────────────

const through = (bytes, stream) => new Response(new Blob([bytes]).stream().pipeThrough(stream)).arrayBuffer();

async function packed(value) {
  const bytes = await through(JSON.stringify(value), new CompressionStream("deflate-raw"));
  const text = Array.from(new Uint8Array(bytes), (byte) => String.fromCharCode(byte)).join("");
  return btoa(text).replaceAll("+", "-").replaceAll("/", "_").replace(/=+$/, "");
}

async function unpacked(text) {
  const bytes = Uint8Array.from(atob(text.replaceAll("-", "+").replaceAll("_", "/")), (char) => char.charCodeAt(0));
  return JSON.parse(new TextDecoder().decode(await through(bytes, new DecompressionStream("deflate-raw"))));
}

const LONGEST_LINK = 16_000;

async function link() {
  const { saved, follow } = marks();
  const url = `${location.href.split("#")[0]}#marks=${await packed({ saved, follow })}`;
  if (url.length > LONGEST_LINK) notice(_("There is too much for a link. Save it to a file."));
  else copy(url, _("Link copied: open it in the other browser."));
}

// Add what another browser marked; nothing is taken away.
function merge(other) {
  change((mine) => {
    mine.saved = { ...other.saved, ...mine.saved };
    mine.read = { ...other.read, ...mine.read };
    mine.follow.push(...other.follow.filter((one) => !mine.follow.some((had) => same(one, had))));
  });
}

const file = make("input", { type: "file", accept: ".json,application/json", hidden: true });
file.addEventListener("change", async () => {
  try {
    offer(JSON.parse(await file.files[0].text()));
  } catch {
    notice(_("This file holds no marks."));
  }
  file.value = "";
});

// Show what a file or a link carries before it is taken in.
function offer(value) {
  const other = tidy(value);
  const counts = [Object.keys(other.saved).length, other.follow.length, Object.keys(other.read).length];
  if (!counts.some(Boolean)) return void notice(_("There are no marks in it."));
  const [saved, follow, read] = counts;
  const words = _("This brings {saved} saved papers, {follow} followed, {read} read. They are added to yours.");
  const done = () => place("offer").replaceChildren();
  const said = { saved, follow, read };
  place("offer").replaceChildren(
    make("p", {}, words.replace(/\{(\w+)\}/g, (_found, name) => said[name])),
    button(_("Add them"), () => {
      merge(other);
      done();
    }),
    " ",
    button(_("Leave it"), done),
  );
  place("offer").scrollIntoView({ block: "nearest" });
}

place("carry").append(
  button(_("Save all to a file"), () => download("marks.json", "application/json", json(marks()))),
  button(_("Load a file"), () => file.click()),
  button(_("Copy a link that carries all"), link),
  file,
);

async function arrive() {
  const carried = /^#marks=([\w-]+)$/.exec(location.hash)?.[1];
  if (!carried) return;
  history.replaceState(history.state, "", location.pathname);
  try {
    offer(await unpacked(carried));
  } catch {
    notice(_("This link is not whole."));
  }
}

// ── following ───────────────────────────────────────────────────────────────────────────────────────

const form = document.querySelector("form[data-follow]");
form.addEventListener("submit", (event) => {
  event.preventDefault();
  const [one] = tidy({ follow: [Object.fromEntries(new FormData(form))] }).follow;
  if (!one) return;
  change((now) => now.follow.some((had) => same(had, one)) || now.follow.push(one));
  form.reset();
});

addEventListener("marks", show);
addEventListener("hashchange", arrive);
show();
arrive();
