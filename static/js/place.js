// Where one is: the contents follow along. Where one was: coming back leads to the same paper.
import { button } from "./controls.js";
import { opened } from "./details.js";
import { groups, listed, tools } from "./marking.js";
import { recall, remember } from "./memory.js";

// ── the contents follow along ───────────────────────────────────────────────────────────────────────

const links = new Map();
for (const link of document.querySelectorAll(".toc a")) {
  if (link.getAttribute("href").startsWith("#")) links.set(decodeURIComponent(link.hash.slice(1)), link);
}

const passing = new Set();
const follow = new IntersectionObserver(
  (entries) => {
    for (const { isIntersecting, target } of entries) {
      if (isIntersecting) passing.add(target);
      else passing.delete(target);
    }
    const here = groups.find((group) => passing.has(group));
    for (const [id, link] of links) {
      if (id !== here?.id) link.removeAttribute("aria-current");
      else if (!link.hasAttribute("aria-current")) {
        link.setAttribute("aria-current", "true");
        keepInSight(link);
      }
    }
  },
  { rootMargin: "-10% 0px -75%" },
);
for (const group of links.size ? groups : []) follow.observe(group);

// Scroll a long list of contents, and nothing else.
function keepInSight(link) {
  const side = link.closest(".side");
  const [box, at] = [side.getBoundingClientRect(), link.getBoundingClientRect()];
  if (at.top < box.top || at.bottom > box.bottom) side.scrollTop += at.top - box.top - box.height / 2;
}

// ── links into the page ─────────────────────────────────────────────────────────────────────────────

// The place that the address names; it may name none, or be no proper address.
function named() {
  try {
    return document.getElementById(decodeURIComponent(location.hash.slice(1)));
  } catch {
    return null;
  }
}

function arrive() {
  const target = named();
  const details = target?.matches("article, .toc") && target.querySelector("details");
  if (details) details.open = true;
  return target?.matches("article, .group") ? { paper: target.id, past: bar() } : null;
}
addEventListener("hashchange", () => go(arrive()));

// ── the place is kept ───────────────────────────────────────────────────────────────────────────────

const KEPT = 20;
const bar = () => parseFloat(getComputedStyle(document.documentElement).scrollPaddingTop) || 0;

// Papers out of view have estimated heights, so a place is a paper and how far it has gone past the top.
function here() {
  const paper = listed.find((article) => article.getBoundingClientRect().bottom > bar());
  return paper && { paper: paper.id, past: Math.round(paper.getBoundingClientRect().top) };
}

// What comes into view takes its true height, which moves the paper: so it is gone to a few times.
function go(place, times = 5) {
  const article = document.getElementById(place?.paper);
  if (!article) return;
  scrollBy({ top: article.getBoundingClientRect().top - place.past, behavior: "instant" });
  if (times) requestAnimationFrame(() => go(place, times - 1));
}

let later;
function keep() {
  const place = here();
  const open = listed.filter((article) => article.querySelector("details[open]")).map((article) => article.id);
  history.replaceState({ ...history.state, place, open: open.length < KEPT ? open : [] }, "");
  const places = recall("places", []).filter(([path]) => path !== location.pathname);
  if (place && scrollY > innerHeight) places.push([location.pathname, place]);
  remember("places", places.slice(-KEPT));
}

const linked = arrive();
if (listed.length) {
  history.scrollRestoration = "manual";
  const { place, open } = history.state ?? {};
  for (const id of open ?? []) {
    const details = document.getElementById(id)?.querySelector("details");
    if (details) details.open = true;
  }
  const [, last] = recall("places", []).find(([path]) => path === location.pathname) ?? [];
  if (place ?? linked) {
    go(place ?? linked);
    opened.then((isWaited) => isWaited && go(place ?? linked));
  }
  else if (last && !location.hash && tools) {
    const number = document.getElementById(last.paper)?.querySelector("h3 b")?.textContent ?? "";
    const back = button(_("Continue at {number}").replace("{number}", number), () => {
      go(last);
      back.remove();
    }, "continue");
    tools.append(back);
  }
  addEventListener("scroll", () => {
    clearTimeout(later);
    later = setTimeout(keep, 300);
  }, { passive: true });
}
