// Runs before the page is drawn, so that what was chosen does not flash and scripted parts find their room.
{
  const root = document.documentElement;
  root.classList.add("js");
  const base = new URL("../../", document.currentScript.src).pathname;
  for (const name of ["theme", "density", "fresh", "unread", "first"]) {
    try {
      const kept = JSON.parse(localStorage.getItem(base + name));
      if (typeof kept === "string" && kept) root.dataset[name] = kept;
    } catch {
      // Storage is forbidden or holds something else: the default it is.
    }
  }
}
