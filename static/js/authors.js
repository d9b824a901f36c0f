// Names of authors lead to their papers, by way of the search: on a paper's own page at once, in a list where the
// pointer is, since two thousand links would stand between the keyboard and the next paper.
import { base } from "./memory.js";

const link = (name) => {
  const made = document.createElement("a");
  made.href = `${base}search/?${new URLSearchParams({ q: `author:"${name.replaceAll('"', "")}"` })}`;
  made.textContent = name;
  return made;
};

function lead(line) {
  const names = line.firstChild;
  line.classList.add("names");
  const parts = names.data.split(/(, | +$)/);
  names.replaceWith(...parts.map((part, place) => (place % 2 || !part ? part : link(part))));
}

const ownNames = document.querySelector(".one [data-field=authors]");
if (ownNames?.firstChild) lead(ownNames);

addEventListener("pointerover", ({ target }) => {
  const line = target.closest?.("article > h3 + p:not(.names)");
  if (line?.firstChild?.data?.trim()) {
    lead(line);
    // What was marked in the line is to be marked in the links.
    if (line.matches("[data-match] > *")) dispatchEvent(new Event("marks"));
  }
});
