// Followed words marked by the browser as it draws them: the page's own elements stay untouched.
import { finder } from "./marks.js";

export function highlight(follow) {
  if (!globalThis.Highlight) return;
  const words = follow.filter(({ kind }) => kind !== "category").map((one) => finder(one.text));
  const ranges = [];
  for (const article of words.length ? document.querySelectorAll("article[data-match]") : []) {
    const walk = document.createTreeWalker(article, NodeFilter.SHOW_TEXT);
    while (walk.nextNode()) {
      const node = walk.currentNode;
      if (node.parentElement.closest("button, .why, annotation")) continue;
      for (const word of words) {
        for (const { index, 0: found } of node.data.matchAll(word)) {
          const range = new Range();
          range.setStart(node, index);
          range.setEnd(node, index + found.length);
          ranges.push(range);
        }
      }
    }
  }
  CSS.highlights.set("followed", new Highlight(...ranges));
}
