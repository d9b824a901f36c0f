// Papers as pages tell of them. Brought when a page has to be asked.
// An element's words, formulas as the TeX they were made of.
export function plain(element) {
  const copy = element.cloneNode(true);
  for (const math of copy.querySelectorAll("math")) {
    const tex = math.querySelector("annotation");
    math.replaceWith(tex ? `$${tex.textContent}$` : math.textContent);
  }
  return copy.textContent.trim();
}

const fetched = new Map();

// Another page of this site, as a document; asked for once.
export function page(href) {
  const url = href.split("#")[0];
  if (!fetched.has(url)) {
    const asked = new Promise((resolve, reject) => {
      // Unlike fetch, it gives a document, so that no page is ever in hand as a text to be parsed.
      const request = new XMLHttpRequest();
      request.open("GET", url);
      request.responseType = "document";
      request.onload = () => (request.status === 200 && request.response ? resolve(request.response) : request.onerror());
      request.onerror = () => reject(new Error(`${request.status} ${url}`));
      request.send();
    });
    asked.catch(() => fetched.delete(url));
    fetched.set(url, asked);
  }
  return fetched.get(url);
}

// An article with a paper's fields; one with all there is of it: its page's, or one of a digest that tells it whole.
export const FIELDS = ".one, :has(> details > [data-field])";
export const TOLD = ".one, :has(> details > .about)";

// The article that is wanted of a paper: this one, or the one its title leads to, if need be over another.
export async function whole(article, wanted) {
  const same = `[data-paper="${CSS.escape(article.dataset.paper)}"]`;
  let found = article;
  for (let steps = 2; steps && !found.matches(wanted); steps -= 1) {
    found = (await page(found.querySelector("h3 > a").href)).querySelector(same);
  }
  return found;
}

// What an article says of its paper; a paper's own page says more in its head, a digest its day.
export function facts(article) {
  const { paper: id } = article.dataset;
  const doc = article.matches(".one") ? article.ownerDocument : new DocumentFragment();
  const meta = (name) => [...doc.querySelectorAll(`meta[name="citation_${name}"]`)].map((one) => one.content);
  const names = (article.querySelector("[data-field=authors]") ?? article.querySelector("h3 + p")).textContent.split(", ");
  const isOfArxiv = !id.startsWith("x/");
  const [day] = /\d{4}-\d\d-\d\d(?=\/)/.exec(article.querySelector("h3 > a, .over a").href) ?? [];
  const [pdf = isOfArxiv ? `https://arxiv.org/pdf/${id}` : undefined] = meta("pdf_url");
  const [date = isOfArxiv ? undefined : day] = meta("publication_date");
  return {
    id,
    title: plain(article.querySelector("h1, h3 > a")),
    authors: meta("author").length ? meta("author") : names.filter(Boolean),
    url: article.querySelector(".out a")?.href,
    pdf,
    date: date?.replaceAll("/", "-"),
    day,
  };
}

// Fields that a listing shows already.
const SHOWN = ["title", "authors", "tldr", "category"];

async function tell(details) {
  const there = await whole(details.parentElement, FIELDS);
  for (const part of there.querySelectorAll(":scope > [data-field], :scope > details > :not(summary)")) {
    if (SHOWN.includes(part.dataset.field)) continue;
    const copy = document.importNode(part, true);
    details.append(copy);
    if (!("field" in part.dataset)) continue;
    const label = document.createElement("h4");
    label.textContent = copy.firstElementChild.textContent;
    copy.firstElementChild.replaceWith(label);
  }
}

// Tell in a listing's details, once, what another page tells of the paper.
const told = new Map();

export function fill(details) {
  if (!told.has(details)) {
    told.set(details, tell(details));
    told.get(details).catch(() => told.delete(details));
  }
  return told.get(details);
}
