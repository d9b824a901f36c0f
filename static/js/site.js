// What JavaScript adds to every page: the choice of light or dark; and what its listings and papers ask for.
import { remember } from "./memory.js";

const root = document.documentElement;

// A button as all scripts make them: words are text, never markup.
const light = document.createElement("button");
light.type = "button";
light.className = "theme";
light.title = _("Switch between light and dark");
light.setAttribute("aria-label", light.title);
light.dataset.themeToggle = "";
light.addEventListener("click", () => {
  const dark = root.dataset.theme
    ? root.dataset.theme === "dark"
    : matchMedia("(prefers-color-scheme: dark)").matches;
  root.dataset.theme = dark ? "light" : "dark";
  remember("theme", root.dataset.theme);
});
document.querySelector(".top").append(light);

if (document.querySelector(".tools")) import("./reading.js");
