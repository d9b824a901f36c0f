"""Whole small sites for tests, told as sentences: write digests, build, look, change, build again."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path

from lxml import html

from sitegen import urls
from sitegen.build import Options, build
from sitegen.model import Report


@dataclass(frozen=True)
class Told:
    """One paper as a digest file tells it, in the canonical syntax."""

    id: str
    title: str = "A paper"
    category: str = "cs.LG"
    authors: tuple[str, ...] = ("Ada Lovelace", "Alan Turing")
    tldr: str = "It works."
    fields: dict[str, str] = field(
        default_factory=lambda: {"Motivation": "Why not.", "Abstract": "We show it."}
    )
    url: str = ""

    def text(self, number: int) -> str:
        blocks = [
            f"### [{number}] [{self.title}]({self.url or f'https://arxiv.org/abs/{self.id}'})",
            f"*{','.join(self.authors)}*\n",
            f"Main category: {self.category}\n",
            f"TL;DR: {self.tldr}\n\n",
            "<details>\n  <summary>Details</summary>",
        ]
        blocks += [f"{label}: {text}\n" for label, text in self.fields.items()]
        return "\n".join([*blocks, "</details>\n\n"])


def digest_text(*papers: Told) -> str:
    """A digest file in the canonical syntax."""
    categories = list(dict.fromkeys(paper.category for paper in papers))
    lines = ["<div id=toc></div>\n", "# Table of Contents\n"]
    totals = {name: sum(paper.category == name for paper in papers) for name in categories}
    lines += [f"- [{name}](#{name}) [Total: {total}]" for name, total in totals.items()]
    lines.append("\n")
    number = 0
    for category in categories:
        lines.append(f"<div id='{category}'></div>\n\n# {category} [[Back]](#toc)\n")
        for paper in papers:
            if paper.category == category:
                number += 1
                lines.append(paper.text(number))
    return "\n".join(lines)


class SiteBuilder:
    """A site in a folder of its own."""

    def __init__(self, root: Path) -> None:
        self.root = root
        (root / "content").mkdir(parents=True)

    def config(self, toml: str) -> SiteBuilder:
        return self.file("sitegen.toml", toml)

    def digest(self, date: str, *papers: Told) -> SiteBuilder:
        return self.file(f"content/{date}.md", digest_text(*papers))

    def file(self, path: str, text: str | bytes) -> SiteBuilder:
        target = self.root / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(text.encode() if isinstance(text, str) else text)
        return self

    def remove(self, path: str) -> SiteBuilder:
        (self.root / path).unlink()
        return self

    def build(self, **options: object) -> Built:
        options = {"jobs": 1, **options}
        given = Options(root=self.root, **options)  # type: ignore[arg-type]
        return Built(given.output or self.root / "public", build(given))


@dataclass(frozen=True)
class Built:
    """What a build published, and what it reported."""

    folder: Path
    report: Report

    def files(self) -> dict[str, bytes]:
        """All published files by name."""
        return {
            path.relative_to(self.folder).as_posix(): path.read_bytes()
            for path in sorted(self.folder.rglob("*"))
            if path.is_file()
        }

    def page(self, address: str) -> html.HtmlElement:
        """The page at an address, parsed."""
        text = (self.folder / urls.output_file(address)).read_text("utf-8")
        return html.document_fromstring(text)

    def main(self, address: str) -> html.HtmlElement:
        """The main part of the page at an address."""
        return self.page(address).get_element_by_id("main")

    def text(self, address: str) -> str:
        """The words of a page's main part, white space folded."""
        return " ".join(self.main(address).text_content().split())

    def papers(self, address: str) -> list[str]:
        """The papers that a listing shows, in order."""
        return list(map(str, self.main(address).xpath(".//article/@data-paper")))

    def papers_of_latest_day(self) -> set[str]:
        """The papers that the newest digest names, on whichever of its pages they stand."""
        newest = max(folder.name for folder in (self.folder / "digests").iterdir() if folder.is_dir())
        pages = (self.folder / "digests" / newest).rglob("index.html")
        addresses = [urls.address_of(page.relative_to(self.folder).as_posix()) for page in pages]
        return {key for address in addresses for key in self.papers(address)}

    def links(self, address: str) -> list[tuple[str, str]]:
        """The links of a page, as (words, target)."""
        return [
            (" ".join(a.text_content().split()), str(a.get("href"))) for a in self.page(address).iter("a")
        ]

    def codes(self) -> list[str]:
        """The codes of the diagnostics, in order."""
        return [diagnostic.code for diagnostic in self.report.diagnostics]
