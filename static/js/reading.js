// Reading a listing: what of it is shown, and how; details and places have modules of their own.
import { opened } from "./details.js";
import "./place.js";
import { button, isPressed, press } from "./controls.js";
import { groups, listed, title, tools } from "./marking.js";
import { marks } from "./marks.js";
import { recall, remember } from "./memory.js";

const root = document.documentElement;

// A choice that style sheets act upon: theme.js sets it before the page is drawn.
function choice(words, name, value) {
  const made = button(words, () => {
    const isOn = !isPressed(made);
    press(made, isOn);
    if (isOn) root.dataset[name] = value;
    else delete root.dataset[name];
    remember(name, isOn ? value : "");
    for (const article of listed) delete article.dataset.opened;
    arrange();
    tally();
  });
  press(made, root.dataset[name] === value);
  tools.append(made);
}

// Followed papers first: sections keep their order, papers their numbers.
const order = new Map(listed.map((article, place) => [article, place]));

function arrange() {
  const isFirst = root.dataset.first === "followed";
  const rank = (element) => (isFirst && "match" in element.dataset ? 0 : 1);
  for (const group of groups) {
    const here = [...group.querySelectorAll("article")];
    const wanted = [...here].sort((a, b) => rank(a) - rank(b) || order.get(a) - order.get(b));
    if (wanted.some((article, place) => article !== here[place])) group.querySelector("h2").after(...wanted);
  }
}

// ── categories ──────────────────────────────────────────────────────────────────────────────────────

const hidden = new Set(recall("hidden", []));

function categories() {
  const box = document.createElement("details");
  const words = document.createElement("summary");
  words.textContent = _("Categories");
  box.className = "filter";
  box.append(words);
  for (const group of groups) {
    const label = document.createElement("label");
    const tick = document.createElement("input");
    tick.type = "checkbox";
    tick.checked = !hidden.has(title(group));
    tick.addEventListener("change", () => {
      if (tick.checked) hidden.delete(title(group));
      else hidden.add(title(group));
      remember("hidden", [...hidden]);
      hide();
      tally();
    });
    label.append(tick, title(group));
    box.append(label);
  }
  tools.append(box);
}

function hide() {
  for (const group of groups) group.hidden = hidden.has(title(group));
}

// ── how many are left ───────────────────────────────────────────────────────────────────────────────

const said = document.createElement("p");
said.className = "tally";
said.setAttribute("role", "status");

function tally() {
  const shown = listed.filter((article) => article.checkVisibility()).length;
  said.textContent =
    shown === listed.length
      ? ""
      : _("{shown} of {all} shown").replace("{shown}", shown).replace("{all}", listed.length);
}

if (tools && listed.length) {
  choice(_("Dense"), "density", "dense");
  if (document.querySelector("[data-seen]")) choice(_("Only new"), "fresh", "only");
  choice(_("Only unread"), "unread", "only");
  if (marks().follow.length) choice(_("Followed first"), "first", "followed");
  if ("day" in tools.dataset && groups.length > 1) {
    categories();
    hide();
  }
  tools.after(said);
  arrange();
  tally();
  addEventListener("shown", () => {
    arrange();
    tally();
  });
}

// Now all is where it stays.
opened.then(() => delete root.dataset.wait);
