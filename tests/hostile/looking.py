"""A browser page that tells of everything that runs, is asked for, or stands in a page and should not."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path

from playwright.sync_api import Browser, Dialog, Page, Request

# Before any script of a page: whatever a vector would call is told, and so is what the policy stops.
_TRAPS = """
const tell = (what) => console.error(`trapped: ${what} at ${location}`);
for (const name of ["alert", "confirm", "prompt", "print"]) globalThis[name] = () => tell(name);
document.addEventListener("securitypolicyviolation", (event) =>
  tell(`violation of ${event.violatedDirective} by ${event.blockedURI || event.sample}`));
"""

# What may stand in a page. Anything else came out of a text.
_AUDIT = Path(__file__).with_name("audit.js").read_text("utf-8")

# A page's words as a reader finds them: formulas by their TeX, no white space.
_WORDS = r"""() => {
  const copy = document.body.cloneNode(true);
  for (const hidden of copy.querySelectorAll("script")) hidden.remove();
  for (const math of copy.querySelectorAll("math"))
    math.replaceWith(math.querySelector("annotation")?.textContent ?? "");
  return copy.textContent.replace(/\s+/g, "");
}"""


class Lookout:
    """One browser page; ``troubles`` is to stay empty."""

    def __init__(self, page: Page, site: str, files: Iterable[str]) -> None:
        self.page = page
        self.troubles: list[str] = []
        self._site = site
        self._known = {site + name for name in files}
        page.add_init_script(_TRAPS)
        page.on("dialog", self._dialog)
        page.on("request", self._request)
        page.on("console", lambda said: self.troubles.append(said.text) if said.type == "error" else None)
        page.on("pageerror", lambda error: self.troubles.append(f"error: {error}"))

    def _dialog(self, dialog: Dialog) -> None:
        self.troubles.append(f"a dialog: {dialog.message}")
        dialog.dismiss()

    def _request(self, request: Request) -> None:
        url = request.url.split("#")[0].split("?")[0]
        if (
            url in self._known
            or f"{url}index.html" in self._known
            or url.startswith((f"blob:{self._site}", "data:image/svg"))
        ):
            return
        self.troubles.append(f"asked for {request.url}")

    def go(self, address: str) -> None:
        """Open a page and look at all that stands in it."""
        self.page.goto(self._site + address)
        self.look()

    def look(self) -> None:
        """Look at the page as it is now."""
        self.troubles += [f"{self.page.url}: {one}" for one in self.page.evaluate(_AUDIT, self._site)]

    def words(self) -> str:
        """All words of the page, without white space."""
        return str(self.page.evaluate(_WORDS))


@contextmanager
def lookout(browser: Browser, site: str, files: Iterable[str], *, policy: bool) -> Iterator[Lookout]:
    """A page of a new context, with or without the pages' policy; nothing may be wrong in the end."""
    context = browser.new_context(bypass_csp=not policy)
    try:
        looking = Lookout(context.new_page(), site, files)
        yield looking
        assert not looking.troubles, "\n".join(dict.fromkeys(looking.troubles[:20]))
    finally:
        context.close()
