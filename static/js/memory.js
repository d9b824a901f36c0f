// What the browser keeps for the reader. Storage may be forbidden or full: then this page goes on with what
// it has in hand.

// Several sites may share a host, so names begin with the path of this one.
export const base = new URL("../../", import.meta.url).pathname;
const inHand = new Map();

export function recall(name, otherwise) {
  if (inHand.has(name)) return inHand.get(name);
  let kept = null;
  try {
    kept = localStorage.getItem(base + name);
    return kept === null ? otherwise : JSON.parse(kept);
  } catch {
    // What cannot be read is put aside, not written over.
    if (kept !== null) put(`${name} (damaged)`, kept);
    return otherwise;
  }
}

// Keep a value; false when the browser refused, and then it lasts as long as the page.
export function remember(name, value) {
  const isKept = put(name, JSON.stringify(value));
  if (isKept) inHand.delete(name);
  else inHand.set(name, value);
  return isKept;
}

function put(name, text) {
  try {
    localStorage.setItem(base + name, text);
    return true;
  } catch {
    return false;
  }
}

// Call back when another window changed what is kept.
export function watch(name, act) {
  addEventListener("storage", ({ key }) => {
    if (key === base + name || key === null) act();
  });
}
