// Reading by keyboard. The keys are letters, so they can be turned off.
import { button, press } from "./controls.js";
import { listed, read, readNow, save } from "./marking.js";
import { recall, remember } from "./memory.js";

const own = document.querySelector("article.one");
const shown = () => listed.filter((article) => article.checkVisibility());

function current() {
  const focused = document.activeElement?.closest("article");
  if (own || focused) return own ?? focused;
  return shown().find((article) => article.getBoundingClientRect().top > 0);
}

function step(by) {
  if (own) return document.querySelector(`.neighbours [rel=${by > 0 ? "next" : "prev"}]`)?.click();
  const focused = document.activeElement?.closest("article");
  const all = shown();
  const next = focused ? all[all.indexOf(focused) + by] : current();
  if (!next) return;
  next.tabIndex = -1;
  next.focus({ preventScroll: true });
  next.scrollIntoView({ block: "start" });
}

function openOrClose() {
  if (own) return own.querySelector(".out a")?.click();
  const details = current()?.querySelector("details");
  if (!details) return;
  details.open = !details.open;
  if (details.open) readNow(current());
}

const KEYS = {
  j: [_("Next paper"), () => step(1)],
  k: [_("Previous paper"), () => step(-1)],
  o: [_("Open or close details"), openOrClose],
  s: [_("Save, or save no longer"), () => current() && save(current())],
  m: [_("Mark as read or unread"), () => current() && read(current())],
  e: [_("Expand all"), () => document.querySelector("[data-expand-all]")?.click()],
  "/": [_("Search")], // site.js sees to this one itself
  "?": [_("Show these keys"), help],
};

let dialog;
function help() {
  if (!dialog) {
    dialog = document.createElement("dialog");
    const heading = document.createElement("h2");
    heading.textContent = _("Keys");
    const list = document.createElement("dl");
    for (const [key, [words]] of Object.entries(KEYS)) {
      const [name, meaning] = [document.createElement("dt"), document.createElement("dd")];
      name.append(Object.assign(document.createElement("kbd"), { textContent: key }));
      meaning.textContent = words;
      list.append(name, meaning);
    }
    const on = button(_("Keys are on"), () => {
      remember("keys", !recall("keys", true));
      press(on, recall("keys", true));
    });
    press(on, recall("keys", true));
    const close = button(_("Close"), () => dialog.close());
    dialog.append(heading, list, on, " ", close);
    document.body.append(dialog);
  }
  dialog.showModal();
}

export const act = (key) => KEYS[key][1]();
