// What may stand in a page. Anything else came out of a text. Gives what is wrong.
(site) => {
  const TAGS = new Set(`html head meta title link script body a header footer nav main div section article aside h1 h2 h3
    h4 h5 h6 p small span ul ol li dl dt dd details summary b i em strong u s code pre kbd sup sub br hr svg rect path
    circle line g pattern form input button select option label fieldset legend table thead tbody tr th td noscript dialog figure figcaption time
    mark abbr output progress datalist template polyline text tspan title desc
    math semantics annotation mrow mi mn mo mtext mspace mfrac msqrt mroot msub msup msubsup munder mover munderover
    mmultiscripts mprescripts mtable mtr mtd mpadded mphantom mstyle menclose sitegen-preview`.split(/\s+/));
  const LINKS = ["href", "src", "action", "formaction", "xlink:href", "data", "poster", "srcset", "background", "ping", "cite"];
  const wrong = [];
  const look = (root) => {
    for (const element of root.querySelectorAll("*")) {
      const name = element.localName;
      const tell = (what) => wrong.push(`${what} in ${element.outerHTML.slice(0, 160)}`);
      if (!TAGS.has(name)) tell(`<${name}>`);
      if (name === "script" && element.type !== "application/ld+json" && !element.src.startsWith(site)) tell("a script");
      if (name === "script" && element.type === "application/ld+json") JSON.parse(element.textContent);
      if (name === "meta" && /refresh|set-cookie/i.test(element.httpEquiv)) tell("a meta");
      for (const { name: attribute, value } of element.attributes) {
        if (/^on|^style$|^srcdoc$|^ping$|^is$/i.test(attribute)) tell(attribute);
        if (attribute.includes(":") && !/^(xmlns|property)/.test(attribute)) tell(attribute);
        if (LINKS.includes(attribute.toLowerCase()) && value) {
          let url;
          // What no browser can read leads nowhere.
          try { url = new URL(value, document.baseURI); } catch { if (name !== "a") tell(attribute); continue; }
          const own = url.href.startsWith(site) || url.href.startsWith("https://example.org/");
          const isLink = (name === "a" || (name === "link" && /alternate|canonical/.test(element.rel))) && attribute === "href";
          if (isLink ? !["http:", "https:", "mailto:"].includes(url.protocol) : !own) tell(`an address ${value}`);
          if (name === "a" && !own && !/\bnoopener\b/.test(element.rel)) tell("no noopener");
        }
      }
      for (const clobbered of ["id", "name"]) {
        const value = element.getAttribute(clobbered);
        if (value && name !== "meta" && ["location", "body", "head", "cookie", "forms"].includes(value)) tell(`${clobbered}=${value}`);
      }
      if (element.shadowRoot) look(element.shadowRoot);
    }
  };
  look(document);
  return wrong;
}
