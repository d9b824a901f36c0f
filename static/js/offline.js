// Has the last days and the saved papers kept for reading without a network; sw.js does the keeping.
import { address, marks } from "./marks.js";
import { base, recall, remember } from "./memory.js";

const HOUR = 3_600_000;

async function start() {
  await navigator.serviceWorker.register(`${base}sw.js`);
  const isTime = location.pathname === base || Date.now() - recall("looked", 0) > HOUR;
  if (isTime) remember("looked", Date.now());
  await tell(isTime);
  addEventListener("marks", () => tell(false));
}

async function tell(look) {
  const { active } = await navigator.serviceWorker.ready;
  active.postMessage({ look, saved: Object.keys(marks().saved).map(address) });
}

// A browser that forbids workers does without.
start().catch(() => {});
