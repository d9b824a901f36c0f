// Runs before the page is drawn, so that what was chosen does not flash and scripted parts find their room.
{
  const root = document.documentElement;
  root.classList.add("js");
  const base = new URL("../../", document.currentScript.src).pathname;
  const kept = (name) => {
    try {
      return JSON.parse(localStorage.getItem(base + name));
    } catch {
      // Storage is forbidden or holds something else: the default it is.
      return null;
    }
  };
  for (const name of ["theme", "density", "fresh", "unread", "first"]) {
    const chosen = kept(name);
    if (typeof chosen === "string" && chosen) root.dataset[name] = chosen;
  }
  // What moves papers is done by reading.js: until then they are not drawn.
  if (["first", "expand", "hidden"].some((name) => Object.values(kept(name) ?? {}).some(Boolean))) root.dataset.wait = "";
}
