"""The JSON Schema (https://json-schema.org/draft/2020-12) of the API, as it is published."""

from __future__ import annotations

from typing import Any

VERSION = 1

Schema = dict[str, Any]


def _object(description: str, members: dict[str, Schema], optional: tuple[str, ...] = ()) -> Schema:
    required = [name for name in members if name not in optional]
    return {"type": "object", "description": description, "properties": members, "required": required}


def _list(of: Schema, description: str = "") -> Schema:
    return {"type": "array", "items": of} | ({"description": description} if description else {})


def _text(description: str) -> Schema:
    return {"type": "string", "description": description}


def _link(description: str) -> Schema:
    return {
        "type": "string",
        "format": "uri-reference",
        "description": f"{description}; resolve it against the address of this file",
    }


def _count(description: str) -> Schema:
    return {"type": "integer", "minimum": 0, "description": description}


_VERSION = {"const": VERSION, "description": "The version of this form: members may be added within one"}
_DATE = {"type": "string", "format": "date", "pattern": r"^\d{4}-\d{2}-\d{2}$"}
_YEAR = {"type": "string", "pattern": r"^\d{4}$"}

_FIELD = _object(
    "A labelled text of a paper",
    {
        "name": _text("What the text is: motivation, method, abstract …; unknown labels as a slug"),
        "label": _text("What the digest calls it"),
        "language": _text("The text's language, a BCP 47 tag; may be empty"),
        "text": _text("Plain text, formulas as their TeX"),
    },
)
_PAPER = _object(
    "A paper, as this digest tells of it",
    {
        "id": _text("What the paper is known by: its arXiv identifier without version, or x/ and a slug"),
        "number": {"type": "integer", "description": "Its number in the digest"},
        "title": _text("Plain text, formulas as their TeX"),
        "authors": _list({"type": "string"}, "Names as written out, in the paper's order"),
        "tldr": _text("The one-line summary; empty where there is none"),
        "url": _text("The paper itself, as the digest links it; may be empty"),
        "page": _link("The paper on this site"),
        "seen": _DATE | {"description": "The last earlier day with this paper; absent for a new one"},
        "fields": _list(_FIELD, "All texts; absent unless the site is configured with api = full"),
    },
    optional=("number", "seen", "fields"),
)
_SECTION = _object(
    "The papers of one category, in the digest's order",
    {
        "category": _text("cs.LG; empty for papers outside any category"),
        "label": _text("The category in words; may be empty"),
        "papers": _list(_PAPER),
    },
)
_DIGEST = _object(
    "One day's digest: api/digests/2025-05-27.json",
    {
        "version": _VERSION,
        "date": _DATE,
        "title": _text("The digest's own title; may be empty"),
        "page": _link("The digest's page"),
        "bibtex": _link("The same papers in BibTeX"),
        "records": _count("Papers of this day"),
        "remarks": _list({"type": "string"}, "Text of the digest that belongs to no paper"),
        "sections": _list(_SECTION),
    },
)
_YEARS_DIGEST = _object(
    "A digest, in a list",
    {
        "date": _DATE,
        "title": _text("The digest's own title; may be empty"),
        "records": _count("Papers of the day"),
        "new": _count("Those that no earlier digest told of"),
        "url": _link("The digest as JSON"),
        "page": _link("The digest's page"),
    },
)
_YEARLY = _object(
    "The digests of one year, newest first: api/2025.json",
    {"version": _VERSION, "year": _YEAR, "digests": _list(_YEARS_DIGEST)},
)
_INDEX = _object(
    "Where everything is: api/index.json",
    {
        "version": _VERSION,
        "schema": _link("This schema"),
        "title": _text("The site's name"),
        "description": _text("The site in a sentence; may be empty"),
        "home": _link("The home page"),
        "feed": _link("The site's Atom feed"),
        "latest": {"anyOf": [_link("The newest digest as JSON"), {"type": "null"}]},
        "years": _list(
            _object(
                "A year",
                {
                    "year": _YEAR,
                    "digests": _count("Digests"),
                    "records": _count("Papers, counted once a day"),
                    "url": _link("The year's list"),
                },
            ),
            "Newest first",
        ),
        "categories": _list(
            _object(
                "A category",
                {
                    "name": _text("cs.LG"),
                    "label": _text("The category in words; may be empty"),
                    "papers": _count("Papers, each counted once"),
                    "latest": _DATE | {"description": "Its newest digest"},
                    "page": _link("The category's page"),
                    "feed": _link("Its Atom feed"),
                },
            )
        ),
    },
)

SCHEMA: Schema = {
    "$schema": "https://json-schema.org/draft/2020-12/schema",
    "title": "Paper digests",
    "anyOf": [{"$ref": f"#/$defs/{name}"} for name in ("index", "year", "digest")],
    "$defs": {"index": _INDEX, "year": _YEARLY, "digest": _DIGEST},
}
