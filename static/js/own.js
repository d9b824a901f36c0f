// What scripts add where all of a paper is told: its link, its BibTeX, whom and what to follow; on its page, marks.
import { button, copy, isPressed, press } from "./controls.js";
import { add, papers, show } from "./marking.js";
import { change, marks, same } from "./marks.js";

function followed(kind, text) {
  const one = { kind, text };
  const made = button(text, () => {
    change((now) => {
      now.follow = isPressed(made) ? now.follow.filter((had) => !same(had, one)) : [...now.follow, one];
    });
    press(made, marks().follow.some((had) => same(had, one)));
  });
  press(made, marks().follow.some((had) => same(had, one)));
  return made;
}

// What can be done with a paper beside marking it.
export function acts(article) {
  const title = article.querySelector("h1, h3 > a");
  const url = title.href ?? location.href.split("#")[0];
  const follow = document.createElement("details");
  const words = document.createElement("summary");
  words.textContent = _("Follow");
  follow.append(words);
  follow.addEventListener("toggle", async () => {
    const { facts } = await papers();
    if (!follow.open || follow.childElementCount > 1) return;
    const [, ...categories] = article.querySelectorAll(".over a");
    const choices = document.createElement("div");
    choices.className = "choices";
    choices.append(...categories.map((link) => followed("category", link.textContent)));
    choices.append(...facts(article).authors.map((name) => followed("author", name)));
    follow.append(choices);
  });
  return [
    // A phone knows where people send links; a desk has a clipboard.
    navigator.share && matchMedia("(pointer: coarse)").matches
      ? button(_("Share"), () => navigator.share({ title: title.href ? title.textContent : document.title, url }).catch(() => {}))
      : button(_("Copy link"), () => copy(url, _("Link copied."))),
    button(_("Copy BibTeX"), async () => {
      const [{ bibtex }, { facts }] = await Promise.all([import("./cite.js"), papers()]);
      copy(bibtex(facts(article)), _("BibTeX copied."));
    }),
    follow,
  ];
}

function placed(...acts) {
  const place = document.createElement("div");
  place.className = "acts";
  place.append(...acts);
  return place;
}

// The same in a listing's details, once, where they tell all of a paper.
export function extend(details) {
  const about = details.querySelector(":scope > .about");
  if (!about.querySelector(".acts")) about.prepend(placed(...acts(details.parentElement)));
}

const own = document.querySelector("article.one");
if (own) {
  const place = placed();
  add(own, place);
  place.append(...acts(own));
  own.querySelector("header").append(place);
  show();
}
