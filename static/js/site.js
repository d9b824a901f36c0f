// What scripts add to every page: light or dark, the way to what is saved, marks, keys.
import "./authors.js";
import { button } from "./controls.js";
import "./marking.js";
import { marks } from "./marks.js";
import { base, recall, remember } from "./memory.js";

const root = document.documentElement;
const top = document.querySelector(".top");

const light = button("", () => {
  const dark = root.dataset.theme
    ? root.dataset.theme === "dark"
    : matchMedia("(prefers-color-scheme: dark)").matches;
  root.dataset.theme = dark ? "light" : "dark";
  remember("theme", root.dataset.theme);
}, "theme");
light.dataset.themeToggle = "";
light.title = _("Switch between light and dark");
light.setAttribute("aria-label", light.title);

const mine = document.createElement("a");
mine.className = "mine";
mine.href = `${base}saved/`;
mine.title = _("Saved");
mine.setAttribute("aria-label", mine.title);
top.append(mine, light);

function count() {
  mine.textContent = Object.keys(marks().saved).length || "";
}

// The search is a page of its own. What is typed on the way there is meant for it, not for this page.
const field = document.querySelector("input[type=search]");
let typed = null;

function toSearch() {
  if (field) return field.focus();
  typed = "";
  document.querySelector(".top nav a:last-child").click();
}

function type(key) {
  if (key === "Escape") typed = null;
  else if (key === "Backspace") typed = typed.slice(0, -1);
  else if (key.length === 1) typed += key;
}

addEventListener("pagehide", () => {
  if (typed) remember("typed", typed);
  typed = null;
});
if (field && recall("typed", "")) {
  field.value = recall("typed") + field.value;
  remember("typed", "");
}

// Most visits need no keys, so what they do comes with the first one pressed.
const KEYS = "jkosme?";
addEventListener("keydown", async (event) => {
  const { key, target, ctrlKey, metaKey, altKey, isComposing } = event;
  if (ctrlKey || metaKey || altKey || isComposing || target.closest("input, textarea, select, dialog")) return;
  if (typed !== null) return type(key);
  if (key !== "/" && !KEYS.includes(key)) return;
  if (key !== "?" && !recall("keys", true)) return;
  event.preventDefault();
  if (key === "/") return toSearch();
  (await import("./keys.js")).act(key);
});
addEventListener("marks", count);
count();
if (document.querySelector("article.one")) import("./own.js");

// Reading without a network, where the site offers it and is no preview: once everything else is done.
const head = document.head;
if (navigator.serviceWorker && head.querySelector("[rel=manifest]") && !head.querySelector("[data-essence]")) {
  addEventListener("load", () => import("./offline.js"));
}
