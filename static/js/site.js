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

// "/" asks on the page that one is on: letters typed while another is on its way would be lost, or be keys here.
const field = document.querySelector("input[type=search]");
let dialog;

function ask() {
  if (field) {
    field.focus();
    return field.select();
  }
  if (!dialog) {
    const form = document.createElement("form");
    form.className = "search";
    form.action = document.querySelector(".top nav a:last-child").href;
    form.setAttribute("role", "search");
    const box = Object.assign(document.createElement("input"), { type: "search", name: "q", autocomplete: "off" });
    box.placeholder = _("Search all papers");
    box.setAttribute("aria-label", box.placeholder);
    form.append(box, Object.assign(document.createElement("button"), { textContent: _("Search") }));
    dialog = document.createElement("dialog");
    dialog.setAttribute("aria-label", box.placeholder);
    dialog.append(form);
    document.body.append(dialog);
    // Nobody who comes back wants it open.
    addEventListener("pagehide", () => dialog.close());
  }
  dialog.showModal();
}

// Most visits need no keys, so what they do comes with the first one pressed.
const KEYS = "jkosme/?";
addEventListener("keydown", async (event) => {
  const { key, target, ctrlKey, metaKey, altKey, isComposing } = event;
  if (ctrlKey || metaKey || altKey || isComposing || !KEYS.includes(key)) return;
  if (target.closest("input, textarea, select, dialog")) return;
  if (key !== "?" && !recall("keys", true)) return;
  event.preventDefault();
  if (key === "/") return ask();
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
