"""Every real digest, compared with an independent count of what it holds: nothing may be lost."""

from __future__ import annotations

import importlib.util
import json
from pathlib import Path
from typing import Any

from sitegen import formats
from sitegen.model import Record, SourceFile
from tests.formats import mutating

# Where the loader reads more than the count does, and why.
EXPLAINED = {
    "experiments/4": "the count takes the broken target ]([https://…](https://…)) partly for the title",
}


def _census(corpus: Path) -> Any:  # noqa: ANN401 - a script beside the project, without types
    path = corpus.parent / "oracle" / "census.py"
    spec = importlib.util.spec_from_file_location("census", path)
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def _folded(text: str) -> str:
    return " ".join(text.split())


def _bare(text: str) -> str:
    return "".join(text.split())


def _differences(paper: dict[str, Any], record: Record, category: str, *, links_differ: bool) -> list[str]:
    found = []
    texts = {field.label: _folded(field.text) for field in record.fields}
    if "arXiv" in paper["fields"]:  # posts of Jekyll: the count takes facts and the bare abstract for fields
        texts["(body)"] = texts[""]
        texts["arXiv"] = f"[{record.url.rpartition('/')[2]}]({record.url}) · [PDF]({texts['PDF']})"
        texts["Authors"] = paper["authors"] = ", ".join(record.authors)
        category = ""
    if paper["url"] != record.url and not links_differ:
        found.append(f"url {record.url}")
    if _folded(paper["title"]) != _folded(record.title) and not links_differ:
        found.append(f"title {record.title}")
    if paper["n"] != record.number:
        found.append(f"number {record.number}")
    # The count leaves a link back without double brackets, and an identifier behind a name, in the name.
    name = (paper["category"] or "").partition("  [⬆")[0]
    if name != category and not name.endswith(f" [{category}]"):
        found.append(f"category {category}")
    if _bare(paper["authors"] or "") != _bare(",".join(record.authors)) and not (
        paper["authors"] or ""
    ).startswith("["):
        found.append(f"authors {record.authors}")
    if paper["title_translation"] and _folded(paper["title_translation"]) not in texts.values():
        found.append("title translation")
    for label, field in paper["fields"].items():
        if texts.get(label) != _folded(field["text"]):
            found.append(f"field {label}: {texts.get(label)!r} instead of {_folded(field['text'])!r}")
    return found


def _compare(corpus: Path, path: Path, census: Any) -> list[str]:  # noqa: ANN401
    counted = census.Census(path.read_bytes(), str(path)).result(text=True)
    digest = formats.load(SourceFile(path.relative_to(corpus).as_posix(), path.read_bytes())).digest
    if digest is None:
        return [] if counted["kind"] == "other" else [f"{path.name}: not read, but it is a {counted['kind']}"]
    if counted["date"] != digest.date:
        return [f"{path.name}: date {digest.date}"]
    records = {
        record.line: (record, section.category) for section in digest.sections for record in section.records
    }
    assert len(records) == sum(len(section.records) for section in digest.sections)
    if len(records) != counted["paper_count"]:
        return [f"{path.name}: {len(records)} records instead of {counted['paper_count']}"]
    links_differ = any(part in path.as_posix() for part in (*EXPLAINED, "experiments/5"))
    wrong = []
    for paper in counted["papers"]:
        record, category = records[paper["line"]]
        where = f"{path.name}:{paper['line']}"
        wrong += [
            f"{where}: {what}" for what in _differences(paper, record, category, links_differ=links_differ)
        ]
    stated = {entry["name"]: entry["total"] for entry in counted["toc"]}
    for section in digest.sections:
        if section.stated != stated.get(section.category, stated.get(section.label)):
            wrong.append(f"{path.name}: {section.category} states {section.stated}")
    return wrong


def test_every_record_and_field_of_every_digest_is_read(corpus: Path) -> None:
    census = _census(corpus)
    files = [
        *sorted(corpus.glob("seed/*.md")),
        *sorted(corpus.glob("dialects/**/*.md")),
        *sorted(corpus.glob("dw/*.md")),
    ]
    assert len(files) >= 200
    wrong = [line for path in files for line in _compare(corpus, path, census)]
    assert wrong == []


def _strings(value: object) -> list[str]:
    if isinstance(value, dict):
        return [text for inner in value.values() for text in _strings(inner)]
    if isinstance(value, list):
        return [text for inner in value for text in _strings(inner)]
    return [] if value is None else [str(value)]


def test_every_value_of_every_record_in_json_lines_is_read(corpus: Path) -> None:
    files = sorted(corpus.glob("jsonl/*.jsonl"))
    assert len(files) == 6
    for path in files:
        digest = formats.load(SourceFile(path.name, path.read_bytes())).digest
        assert digest
        rows = [json.loads(line) for line in path.read_bytes().split(b"\n") if line.strip()]
        records = {record.line: record for section in digest.sections for record in section.records}
        assert len(records) == len(rows)
        for number, row in enumerate(rows, 1):
            record = records[number]
            assert (record.title, record.url, list(record.authors)) == (
                row["title"],
                row["abs"],
                row["authors"],
            )
            texts = [_folded(field.text) for field in record.fields]
            said = _strings([row["summary"], row["comment"], row.get("AI"), row.get("code_url"), row["pdf"]])
            said += [", ".join(row["categories"])]
            assert [text for text in said if _folded(text) not in texts] == []


def test_every_character_of_real_files_is_kept(corpus: Path) -> None:
    files = [
        *sorted(corpus.glob("dialects/**/*.md")),
        *sorted(corpus.glob("dw/*.md"))[::30],
        *corpus.glob("jsonl/*"),
    ]
    assert {
        path.name: found for path in files if (found := mutating.faults(path.name, path.read_bytes()))
    } == {}
