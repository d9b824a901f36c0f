// Details of papers: fetched where the page has none, opened one by one, by section, all at once.
import { button, isPressed, press } from "./controls.js";
import { groups, listed, readNow, title, tools } from "./marking.js";
import { recall, remember } from "./memory.js";

// Bring a paper's details; false if they are not to be had now: opening it again asks again.
async function fill(details) {
  try {
    await (await import("./papers.js")).fill(details);
    extend(details);
    return true;
  } catch {
    return (details.open = false);
  }
}

// What scripts add where all of a paper is told.
async function extend(details) {
  if (details.querySelector(":scope > .about")) (await import("./own.js")).extend(details);
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
const told = new Set(listed.filter((article) => article.querySelector("details")));

for (const article of listed) {
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
const body = document.querySelector(".body");
const isDrawn = () => getComputedStyle(body).visibility === "visible";
const coming = [];

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
  const isOpen = Boolean(chosen[title(group)] ?? chosen["*"]);
  const isTold = all.every((article) => told.has(article));
  turn(isOpen && isTold);
  if (isOpen && !isTold && body?.matches("[data-brief]")) coming.push(come());
  return turn;

  // What a page of this day has yet to tell is opened before any of it is drawn, or out of sight below.
  async function come() {
    const found = await Promise.all(all.map((article) => fill(article.querySelector("details"))));
    if (found.every(Boolean) && (!isDrawn() || group.getBoundingClientRect().top > innerHeight)) turn(true);
  }
});

// When all is open that was left open, and whether it had to be waited for.
export const opened = Promise.all(coming).then(() => coming.length && !isDrawn());

if (listed.length) {
  const everything = button(_("Expand all"), () => {
    const isOpen = !isPressed(everything);
    chosen = { "*": isOpen };
    remember("expand", chosen);
    press(everything, isOpen);
    for (const turn of sections) turn(isOpen);
  });
  everything.dataset.expandAll = "";
  press(everything, chosen["*"] && (told.size || coming.length));
  tools?.append(everything);
}

addEventListener("click", ({ target }) => {
  const details = target.closest?.("article > details > summary")?.parentElement;
  if (details && !details.open) readNow(details.parentElement);
});
