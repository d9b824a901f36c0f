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

// What a paper's own page says of it.
export function facts(doc, id) {
  const meta = (name) => [...doc.querySelectorAll(`meta[name="citation_${name}"]`)].map((one) => one.content);
  const article = doc.querySelector("article.one");
  const names = article.querySelector("[data-field=authors]").textContent.split(", ");
  const [pdf] = meta("pdf_url");
  const [date] = meta("publication_date");
  return {
    id,
    title: plain(article.querySelector("h1")),
    authors: meta("author").length ? meta("author") : names.filter(Boolean),
    url: article.querySelector(".out a")?.href,
    pdf,
    date: date?.replaceAll("/", "-"),
  };
}
