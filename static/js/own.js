// What scripts add to a paper's own page: marks, its link, its BibTeX, whom and what to follow.
import { button, copy, isPressed, press } from "./controls.js";
import { add, papers, show } from "./marking.js";
import { change, marks, same } from "./marks.js";

const own = document.querySelector("article.one");

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

const acts = document.createElement("div");
acts.className = "acts";
add(own, acts);
const follow = document.createElement("details");
const words = document.createElement("summary");
const url = location.href.split("#")[0];
words.textContent = _("Follow");
follow.append(words);
follow.addEventListener("toggle", async () => {
  const { facts } = await papers();
  if (!follow.open || follow.childElementCount > 1) return;
  const [, ...categories] = own.querySelectorAll(".over a");
  const choices = document.createElement("div");
  choices.className = "choices";
  choices.append(...categories.map((link) => followed("category", link.textContent)));
  choices.append(...facts(document, own.dataset.paper).authors.map((name) => followed("author", name)));
  follow.append(choices);
});
acts.append(
  // A phone knows where people send links; a desk has a clipboard.
  navigator.share && matchMedia("(pointer: coarse)").matches
    ? button(_("Share"), () => navigator.share({ title: document.title, url }).catch(() => {}))
    : button(_("Copy link"), () => copy(url, _("Link copied."))),
  button(_("Copy BibTeX"), async () => {
    const [{ bibtex }, { facts }] = await Promise.all([import("./cite.js"), papers()]);
    copy(bibtex(facts(document, own.dataset.paper)), _("BibTeX copied."));
  }),
  follow,
);
own.querySelector("header").append(acts);
show();
