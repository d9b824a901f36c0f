// The search page's script and its worker's in one file, which is asked for once. Each line that begins with
// importScripts is replaced by the file it names.
async function page(here) {
importScripts("../trust.js");
importScripts("./page.js");
}

function worker() {
importScripts("./worker.js");
}

if (globalThis.document) page(document.currentScript.src);
else worker();
