"""The JSON API: what it tells, and that it keeps to its schema."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from jsonschema import Draft202012Validator

from tests.sites import Built, SiteBuilder, Told

BASE = 'base_url = "https://example.org/daily/"\ntitle = "Digests"\n'


def api(built: Built, name: str) -> Any:  # noqa: ANN401 - JSON
    """A file of the API, valid by the schema published beside it."""
    schema = json.loads((built.folder / "api/schema.json").read_bytes())
    Draft202012Validator.check_schema(schema)
    told = json.loads((built.folder / "api" / name).read_bytes())
    kind = {"i": "index", "2": "year", "d": "digest"}[name[0]]
    Draft202012Validator(
        {**schema, "anyOf": [{"$ref": f"#/$defs/{kind}"}]}, format_checker=Draft202012Validator.FORMAT_CHECKER
    ).validate(told)
    return told


def test_the_index_leads_to_years_and_categories(site: SiteBuilder) -> None:
    site.config(BASE).digest("2024-12-31", Told("2412.00001")).digest("2025-01-02", Told("2412.00001"))
    built = site.digest("2025-01-03", Told("2501.00001", category="cs.CL")).build()
    index = api(built, "index.json")
    assert index["latest"] == "/daily/api/digests/2025-01-03.json"
    assert [(y["year"], y["digests"], y["records"], y["url"]) for y in index["years"]] == [
        ("2025", 2, 2, "/daily/api/2025.json"),
        ("2024", 1, 1, "/daily/api/2024.json"),
    ]
    assert [(c["name"], c["label"], c["papers"], c["latest"]) for c in index["categories"]] == [
        ("cs.CL", "Computation and Language", 1, "2025-01-03"),
        ("cs.LG", "Machine Learning", 1, "2025-01-02"),
    ]
    digests = api(built, "2025.json")["digests"]
    assert [(d["date"], d["records"], d["new"]) for d in digests] == [
        ("2025-01-03", 1, 1),
        ("2025-01-02", 1, 0),
    ]
    assert digests[0]["url"] == index["latest"]


def test_a_digest_tells_of_its_papers_in_order(site: SiteBuilder) -> None:
    site.config(BASE).digest("2025-05-26", Told("2505.00002"))
    site.digest(
        "2025-05-27", Told("2505.00001", "$k<g$ & more", tldr="强化学习。"), Told("2505.00002", "Two")
    )
    digest = api(site.build(), "digests/2025-05-27.json")
    [section] = digest["sections"]
    assert (section["category"], section["label"]) == ("cs.LG", "Machine Learning")
    assert section["papers"] == [
        {
            "id": "2505.00001",
            "number": 1,
            "title": "k<g & more",
            "authors": ["Ada Lovelace", "Alan Turing"],
            "tldr": "强化学习。",
            "url": "https://arxiv.org/abs/2505.00001",
            "page": "/daily/papers/2505/2505.00001/",
        },
        {
            "id": "2505.00002",
            "number": 2,
            "title": "Two",
            "authors": ["Ada Lovelace", "Alan Turing"],
            "tldr": "It works.",
            "url": "https://arxiv.org/abs/2505.00002",
            "page": "/daily/papers/2505/2505.00002/",
            "seen": "2025-05-26",
        },
    ]


def test_on_request_it_tells_every_field_as_plain_text(site: SiteBuilder) -> None:
    fields = {"Motivation": "One.\n\nTwo.", "Abstract": "We show $k<g$ for *all*."}
    site.config(BASE + 'api = "full"').digest("2025-05-27", Told("2505.00001", fields=fields))
    [paper] = api(site.build(), "digests/2025-05-27.json")["sections"][0]["papers"]
    assert [(f["name"], f["label"], f["language"], f["text"]) for f in paper["fields"]] == [
        ("tldr", "TL;DR", "en", "It works."),
        ("motivation", "Motivation", "en", "One. Two."),
        ("abstract", "Abstract", "en", "We show k<g for all."),
    ]


def test_a_day_s_file_does_not_change_when_days_follow(site: SiteBuilder) -> None:
    before = site.config(BASE).digest("2025-05-27", Told("2505.00001")).build().files()
    after = site.digest("2026-01-02", Told("2505.00001"), Told("2601.00001")).build().files()
    for name in ("api/digests/2025-05-27.json", "api/2025.json", "api/schema.json", "digests/2025-05-27.bib"):
        assert before[name] == after[name]


def test_an_empty_site_has_a_valid_index(site: SiteBuilder) -> None:
    assert api(site.build(), "index.json")["latest"] is None


def test_every_file_of_the_real_digests_is_valid(site: SiteBuilder, corpus: Path) -> None:
    site.config(BASE + 'api = "full"')
    for file in sorted(corpus.glob("dialects/*/*.md"))[:8]:
        site.file(f"content/{file.parent.name}/{file.name}", file.read_bytes())
    built = site.build()
    names = [n.removeprefix("api/") for n in built.files() if n.startswith("api/") and "schema" not in n]
    assert len(names) > 8
    for name in names:
        api(built, name)


def test_llms_txt_leads_to_files_that_exist(site: SiteBuilder) -> None:
    built = site.config(BASE).digest("2025-05-27", Told("2505.00001")).build()
    text = (built.folder / "llms.txt").read_text("utf-8")
    assert text.startswith("# Digests\n")
    links = [part.split(")")[0] for part in text.split("](")[1:]]
    assert len(links) == 9
    for link in links:
        name = link.removeprefix("https://example.org/daily/")
        assert (built.folder / (name + "index.html" if name.endswith("/") else name)).is_file(), link
