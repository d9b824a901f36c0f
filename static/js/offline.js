// Has the last days and the saved papers kept for reading without a network; sw.js does the keeping.
import { address, marks } from "./marks.js";
import { base, recall, remember } from "./memory.js";
importScripts("./trust.js");

const HOUR = 3_600_000;
let look = location.pathname === base;

// Say what is saved, if it is time to look for a new day or something else is saved than last time.
async function tell() {
  const addresses = Object.entries(marks().saved).map(([id, { day }]) => new URL(address(id, day), location.href));
  const saved = [...new Set(addresses.filter(({ search }) => !search).map(({ pathname }) => pathname))];
  const sign = `${saved.length} ${saved.at(-1)}`;
  const last = recall("kept", {});
  look ||= !(Date.now() - last.at < HOUR);
  if (!look && sign === last.sign) return;
  remember("kept", { at: look ? Date.now() : last.at, sign });
  const { active } = await navigator.serviceWorker.ready;
  active.postMessage({ look, saved });
  look = false;
}

// A browser that forbids workers does without.
navigator.serviceWorker.register(scriptAddress(`${base}sw.js`)).then(tell, () => {});
addEventListener("marks", tell);
