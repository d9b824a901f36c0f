// Papers as reference managers and writers want them.
const SPECIAL = { "\\": "\\textbackslash{}", "{": "\\{", "}": "\\}", "~": "\\textasciitilde{}", "^": "\\textasciicircum{}" };
const tex = (words) =>
  words
    .split(/(\$[^$]+\$)/)
    .map((part, i) => (i % 2 ? part : part.replace(/[\\{}~^]/g, (sign) => SPECIAL[sign]).replace(/[&%#_$]/g, "\\$&")))
    .join("");
const isArxiv = (id) => !id.startsWith("x/");
const year = ({ id, date }) => date?.slice(0, 4) ?? (isArxiv(id) ? yearOf(/(\d{2})\d*(?:\.\d+)?$/.exec(id)?.[1]) : "");
const yearOf = (two) => (two ? `${two > "90" ? 19 : 20}${two}` : "");
const line = (words) => words.replace(/\s+/g, " ").trim();

export function bibtex(paper) {
  const { id, title, authors, url } = paper;
  const fields = {
    title: `{${tex(line(title))}}`,
    author: authors.map((name) => tex(line(name))).join(" and "),
    year: year(paper),
    eprint: isArxiv(id) ? id : "",
    archivePrefix: isArxiv(id) ? "arXiv" : "",
    url: url ?? "",
  };
  const said = Object.entries(fields).filter(([, words]) => words);
  return `@misc{${id.replace(/[^\w./:-]/g, "")},\n${said.map(([name, words]) => `  ${name} = {${words}}`).join(",\n")}\n}\n`;
}

export function ris(paper) {
  const { id, title, authors, url } = paper;
  const lines = [
    ["TY", isArxiv(id) ? "UNPB" : "GEN"],
    ["ID", id],
    ["TI", title],
    ...authors.map((name) => ["AU", name]),
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
