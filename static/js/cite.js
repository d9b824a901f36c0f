// Papers as reference managers and writers want them.
// BibTeX counts braces even after a backslash, and TeX's oldest fonts have other signs in the places of some.
const SPECIAL = {
  "\\": "\\textbackslash{}",
  "{": "\\textbraceleft{}",
  "}": "\\textbraceright{}",
  "~": "\\textasciitilde{}",
  "^": "\\textasciicircum{}",
  "<": "\\textless{}",
  ">": "\\textgreater{}",
  "|": "\\textbar{}",
};
const escaped = (words) => words.replace(/[\\{}~^<>|]/g, (sign) => SPECIAL[sign]).replace(/[&%#_$]/g, "\\$&");

// A formula stays one unless its braces would end the field.
function formula(words) {
  const inner = words.slice(1, -1).replace(/\\([{}])/g, (_found, sign) => (sign === "{" ? "\\lbrace " : "\\rbrace "));
  let depth = 0;
  for (const sign of inner.match(/[{}]/g) ?? []) {
    depth += sign === "{" ? 1 : -1;
    if (depth < 0) break;
  }
  return depth ? escaped(words) : `$${inner.replace(/(?<!\\)%/g, "\\%")}$`;
}

const tex = (words) =>
  words
    .split(/(\$[^$]+\$)/)
    .map((part, i) => (i % 2 ? formula(part) : escaped(part)))
    .join("");

// What is no person's name, as sitegen/citation.py has it.
const GROUP =
  /\b(?:collaborations?|consortium|teams?|group|society|committee|project|network|association|institute|university|lab|labs|laboratory|foundation|community|authors|et al)\b|[\d:;()/&@]|\band\b|[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]/i;

// Family name with its particles, suffix, given names; a group's name, or one in one piece, alone.
const SUFFIX = /^(?:jr\.?|sr\.?|I{2,3}|IV)$/i;

function parts(name) {
  if (GROUP.test(name)) return [name];
  const [before, after, more] = name.split(/\s*,\s*/);
  if (more !== undefined) return [name];
  if (after) return SUFFIX.test(after) ? parts(`${before} ${after}`) : [before, after];
  const words = before.split(" ");
  const suffix = words.length > 2 && SUFFIX.test(words.at(-1)) ? words.pop() : "";
  const [, given, family] = /^(?:(.*?) )?((?:\p{Ll}\S* )*\S+)$/u.exec(words.join(" "));
  return [family, suffix, given].filter(Boolean);
}

function person(name) {
  const all = parts(name).map(tex);
  return all.length > 1 ? all.join(", ") : `{${all[0]}}`;
}

const isArxiv = (id) => !id.startsWith("x/");
const year = ({ id, date }) => date?.slice(0, 4) ?? (isArxiv(id) ? yearOf(/(\d{2})\d*(?:\.\d+)?$/.exec(id)?.[1]) : "");
const yearOf = (two) => (two ? `${two > "90" ? 19 : 20}${two}` : "");
const line = (words) => words.replace(/\s+/g, " ").trim();

export function bibtex(paper) {
  const { id, title, authors, url } = paper;
  const fields = {
    title: `{${tex(line(title))}}`,
    author: authors.map((name) => person(line(name))).join(" and "),
    year: year(paper),
    eprint: isArxiv(id) ? id : "",
    archivePrefix: isArxiv(id) ? "arXiv" : "",
    url: (url ?? "").replace(/[{}\\]/g, encodeURIComponent),
  };
  const said = Object.entries(fields).filter(([, words]) => words);
  // As in the site's own files.
  const key = isArxiv(id) ? `arxiv-${id.replaceAll("/", ".")}` : id.slice(2);
  return `@misc{${key},\n${said.map(([name, words]) => `  ${name} = {${words}}`).join(",\n")}\n}\n`;
}

function named(name) {
  const [family, ...rest] = parts(name);
  return [family, ...rest.reverse()].join(", ");
}

export function ris(paper) {
  const { id, title, authors, url } = paper;
  const lines = [
    ["TY", isArxiv(id) ? "UNPB" : "GEN"],
    ["ID", id],
    ["TI", title],
    ...authors.map((name) => ["AU", named(line(name))]),
    ["PY", year(paper)],
    ["UR", url ?? ""],
  ];
  const said = lines.filter(([, words]) => words).map(([tag, words]) => `${tag}  - ${line(words)}\r\n`);
  return `${said.join("")}ER  - \r\n`;
}

export function markdown({ title, authors, url }) {
  const quiet = (words) => line(words).replace(/[\\`*_[\]<>]/g, "\\$&");
  const name = url ? `[${quiet(title)}](<${new URL(url).href.replace(/[<>]/g, encodeURIComponent)}>)` : quiet(title);
  return `- ${name}${authors.length ? `. ${quiet(authors.join(", "))}` : ""}\n`;
}
