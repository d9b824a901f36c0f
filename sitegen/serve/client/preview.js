// Keeps an open page true to the site while it is written: swaps style sheets, reloads the page when it
// changed and puts the reader back where they were, and shows what went wrong over the last good page.
// Everything shown is built from text nodes: messages quote digests, which hold anything.
(() => {
  "use strict";
  const PREVIEW = "/.preview/";
  const { essence } = document.currentScript.dataset;
  const MEMORY = `sitegen-preview:${location.pathname}`;

  // ── where the reader is ──────────────────────────────────────────────────────────────────────────

  const place = (element) => element.closest("[data-paper]")?.dataset.paper ?? element.id;

  function detailsByName() {
    const found = new Map();
    for (const details of document.querySelectorAll("details")) {
      const owner = details.closest("[data-paper]")?.dataset.paper ?? details.id;
      let number = 0;
      while (found.has(`${owner} ${number}`)) number += 1;
      found.set(`${owner} ${number}`, details);
    }
    return found;
  }

  // The first thing in view that has a name, and how far below the top it stands: what was above it may
  // have changed its height.
  function landmark() {
    for (const element of document.querySelectorAll("article[data-paper], section[id], main")) {
      const { top, bottom } = element.getBoundingClientRect();
      if (bottom > 0 && (top >= 0 || element.matches("article"))) return { name: place(element), top };
    }
    return null;
  }

  function remember(wanted) {
    const open = {};
    for (const [name, details] of detailsByName()) open[name] = details.open;
    const place = { x: scrollX, y: scrollY, landmark: scrollY > 0 ? landmark() : null };
    try {
      sessionStorage.setItem(MEMORY, JSON.stringify({ ...place, open, was: essence, wanted }));
      history.scrollRestoration = "manual";
    } catch {
      // Storage is full or forbidden: the page reloads at its top.
    }
  }

  function recall() {
    try {
      const memory = JSON.parse(sessionStorage.getItem(MEMORY));
      sessionStorage.removeItem(MEMORY);
      return memory;
    } catch {
      return null;
    }
  }

  function restore({ x, y, landmark: mark, open }) {
    for (const [name, details] of detailsByName()) {
      if (name in open) details.open = open[name];
    }
    const found = mark?.name
      ? document.querySelector(`[data-paper="${CSS.escape(mark.name)}"]`) ?? document.getElementById(mark.name)
      : null;
    function scroll() {
      const top = found ? found.getBoundingClientRect().top + scrollY - mark.top : y;
      scrollTo({ left: x, top, behavior: "instant" });
    }
    // What is off the screen may have an estimated height until it is drawn: hold still for some frames,
    // unless the reader moves.
    let moved = false;
    for (const event of ["wheel", "touchstart", "pointerdown", "keydown"]) {
      addEventListener(event, () => { moved = true; }, { once: true, passive: true });
    }
    function settle(frames) {
      if (moved || frames === 0) return;
      scroll();
      requestAnimationFrame(() => settle(frames - 1));
    }
    scroll();
    addEventListener("load", () => {
      settle(20);
      history.scrollRestoration = "auto";
    });
  }

  // ── style sheets ─────────────────────────────────────────────────────────────────────────────────

  const withoutVersion = (path) => path.replace(/\.[0-9a-f]{10}\.css$/, ".css");

  function swapSheets(styles) {
    for (const link of document.querySelectorAll('link[rel="stylesheet"]:not([data-leaving])')) {
      const { pathname, search } = new URL(link.href);
      const wanted = styles[withoutVersion(pathname)];
      if (!wanted || wanted === pathname + search) continue;
      const next = link.cloneNode();
      next.href = wanted;
      link.dataset.leaving = "";
      // The old sheet goes once the new one is in force, so that the page is never bare.
      next.addEventListener("load", () => link.remove());
      next.addEventListener("error", () => next.remove());
      link.after(next);
    }
  }

  // ── what went wrong ──────────────────────────────────────────────────────────────────────────────

  function element(name, className, ...content) {
    const made = document.createElement(name);
    if (className) made.className = className;
    made.append(...content);
    return made;
  }

  function where({ file, line, column }) {
    return [file, line, column].filter(Boolean).join(":");
  }

  function problemItem(problem) {
    const item = element("li", "problem");
    const place = where(problem);
    if (place) item.append(element("p", "place", place));
    const code = problem.code ? ` [${problem.code}]` : "";
    item.append(element("p", "message", problem.message, element("span", "code", code)));
    if (problem.lines.length) {
      const lines = problem.lines.map(({ number, text }) => {
        const shown = element("span", number && number === problem.line ? "line here" : "line");
        if (number) shown.append(element("span", "number", String(number)));
        shown.append(element("span", "text", text), "\n");
        return shown;
      });
      item.append(element("pre", "lines", ...lines));
    }
    return item;
  }

  let panel = null;
  let shown = "";

  function dismissed(key) {
    try {
      return sessionStorage.getItem("sitegen-preview-dismissed") === key;
    } catch {
      return false;
    }
  }

  function show({ errors, error_total, warnings, warning_total }) {
    const key = JSON.stringify([errors, error_total, warnings, warning_total]);
    if (key === shown) return;
    shown = key;
    panel?.remove();
    panel = null;
    const failed = error_total > 0;
    const total = failed ? error_total : warning_total;
    if (!total || (!failed && dismissed(key))) return;

    const kind = failed ? "error" : "warning";
    const title = `${total} ${kind}${total === 1 ? "" : "s"}`;
    const close = element("button", "close", "×");
    close.type = "button";
    close.setAttribute("aria-label", "Dismiss");
    const list = element("ol", "problems", ...(failed ? errors : warnings).map(problemItem));
    let content;
    if (failed) {
      const note = "The page below is the last one that could be built.";
      content = element("section", "overlay", close, element("h1", "", title), element("p", "note", note), list);
      content.setAttribute("role", "alert");
    } else {
      const details = element("details", "", element("summary", "", title), list);
      content = element("section", "warnings", close, details);
      content.setAttribute("role", "status");
    }
    content.setAttribute("aria-label", title);

    panel = document.createElement("sitegen-preview");
    panel.dataset.kind = kind;
    const root = panel.attachShadow({ mode: "open" });
    const sheet = element("link");
    sheet.rel = "stylesheet";
    sheet.href = `${PREVIEW}preview.css`;
    content.hidden = true;
    sheet.addEventListener("load", () => { content.hidden = false; });
    sheet.addEventListener("error", () => { content.hidden = false; });
    root.append(sheet, content);
    const here = panel;
    close.addEventListener("click", () => {
      here.remove();
      try {
        if (!failed) sessionStorage.setItem("sitegen-preview-dismissed", key);
      } catch {
        // Storage is forbidden: the note comes back with the next build.
      }
    });
    document.body.append(panel);
  }

  addEventListener("keydown", (event) => {
    if (event.key === "Escape" && panel?.isConnected) panel.remove();
  });

  // ── staying in touch ─────────────────────────────────────────────────────────────────────────────

  let asking = false;
  let again = false;

  // Asks what is true now, rather than trusting what was told: nothing is missed, whatever was lost.
  async function look() {
    if (asking) {
      again = true;
      return;
    }
    asking = true;
    try {
      do {
        again = false;
        const answer = await fetch(`${PREVIEW}state?page=${encodeURIComponent(location.pathname)}`, { cache: "no-store" });
        if (!answer.ok) return;
        const state = await answer.json();
        // Reloading for the same once more would change nothing.
        const futile = memory?.was === essence && memory.wanted === state.essence;
        if (state.essence !== essence && !futile) {
          remember(state.essence);
          location.reload();
          return;
        }
        swapSheets(state.styles);
        show(state.problems);
        document.documentElement.dataset.preview = "open";
      } while (again);
    } catch {
      // The server is gone: the socket will say when it is back.
    } finally {
      asking = false;
    }
  }

  let delay = 250;

  function connect() {
    const socket = new WebSocket(`${location.protocol === "https:" ? "wss" : "ws"}://${location.host}/livereload`);
    const say = (message) => socket.send(JSON.stringify(message));
    socket.addEventListener("open", () => {
      delay = 250;
      say({ command: "hello", protocols: ["http://livereload.com/protocols/official-7"] });
    });
    socket.addEventListener("message", ({ data }) => {
      const { command } = JSON.parse(data);
      if (command === "hello") say({ command: "info", url: location.href });
      if (command === "reload") look();
    });
    socket.addEventListener("close", () => {
      document.documentElement.dataset.preview = "lost";
      setTimeout(connect, delay);
      delay = Math.min(delay * 1.5, 3000);
    });
  }

  const memory = recall();
  if (memory) restore(memory);
  connect();
  // A page that comes back from the browser's memory may be old.
  addEventListener("pageshow", (event) => { if (event.persisted) look(); });
})();
