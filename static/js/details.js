// Details of papers: fetched where the page has none, opened one by one, by section, all at once.
import { button, isPressed, press } from "./controls.js";
import { groups, papers, title, tools } from "./listing.js";
import { read } from "./marking.js";
import { recall, remember } from "./memory.js";

// Fields that a listing shows already.
const SHOWN = ["title", "authors", "tldr", "category"];

async function fill(details) {
  const article = details.parentElement;
  try {
    const { whole, FIELDS } = await import("./papers.js");
    const there = await whole(article, FIELDS);
    for (const part of there.querySelectorAll(":scope > [data-field], :scope > details > :not(summary)")) {
      if (SHOWN.includes(part.dataset.field)) continue;
      const copy = document.importNode(part, true);
      details.append(copy);
      if (!("field" in part.dataset)) continue;
      const label = document.createElement("h4");
      label.textContent = copy.firstElementChild.textContent;
      copy.firstElementChild.replaceWith(label);
    }
    extend(details);
  } catch {
    // Not to be had now; opening it again asks again.
    details.open = false;
  }
}

// What scripts add where all of a paper is told.
async function extend(details) {
  const about = details.querySelector(":scope > .about");
  if (!about || about.querySelector(".acts")) return;
  const { acts } = await import("./own.js");
  const place = document.createElement("div");
  place.className = "acts";
  place.append(...acts(details.parentElement));
  about.prepend(place);
}

// Only what comes into view is asked for, however many are opened at once.
const near = new IntersectionObserver(
  (entries) => {
    for (const { isIntersecting, target } of entries) {
      if (!isIntersecting) continue;
      near.unobserve(target);
      fill(target);
    }
  },
  { rootMargin: "400px" },
);

// Those that need not be fetched can be open from the start, and move nothing.
const told = new Set(papers.filter((article) => article.querySelector("details")));

for (const article of papers) {
  if (told.has(article)) {
    const details = article.querySelector("details");
    details.addEventListener("toggle", () => extend(details), { once: true });
    continue;
  }
  const details = document.createElement("details");
  const summary = document.createElement("summary");
  summary.textContent = _("Details");
  details.append(summary);
  details.addEventListener("toggle", () => {
    if (details.open && details.childElementCount === 1) near.observe(details);
  });
  article.querySelector(".acts").before(details);
}

function open(all, isOpen) {
  for (const article of all) article.querySelector("details").open = isOpen;
}

// ── by section and all at once, remembered ──────────────────────────────────────────────────────────

let chosen = recall("expand", {});

const sections = groups.map((group) => {
  const all = [...group.querySelectorAll("article")];
  const made = button("", () => {
    const isOpen = !isPressed(made);
    chosen = { ...chosen, [title(group)]: isOpen };
    remember("expand", chosen);
    turn(isOpen);
  }, "expand");
  made.title = _("Expand section");
  made.setAttribute("aria-label", `${made.title}: ${title(group)}`);
  group.querySelector("h2").append(made);
  function turn(isOpen) {
    press(made, isOpen);
    open(all, isOpen);
  }
  const isOpen = all.every((article) => told.has(article)) && Boolean(chosen[title(group)] ?? chosen["*"]);
  press(made, isOpen);
  if (isOpen) open(all, true);
  return turn;
});

if (papers.length) {
  const everything = button(_("Expand all"), () => {
    const isOpen = !isPressed(everything);
    chosen = { "*": isOpen };
    remember("expand", chosen);
    press(everything, isOpen);
    for (const turn of sections) turn(isOpen);
  });
  everything.dataset.expandAll = "";
  press(everything, told.size && chosen["*"]);
  tools?.append(everything);
}

// Opening a paper by hand is reading it.
addEventListener("click", ({ target }) => {
  const details = target.closest?.("article > details > summary")?.parentElement;
  if (details && !details.open) read(details.parentElement, true);
});
