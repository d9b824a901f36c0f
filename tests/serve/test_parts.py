"""The small parts: places, sheets, problems."""

from __future__ import annotations

from pathlib import Path

from sitegen.diagnostics import Diagnostic, Position, Severity
from sitegen.serve import problems
from sitegen.serve.place import Place
from sitegen.serve.sheets import Sheets


def test_every_preview_of_a_site_has_a_folder_of_its_own(tmp_path: Path) -> None:
    one, two = Place(tmp_path / "cache"), Place(tmp_path / "cache")
    assert [place.folder.name for place in (one, two)] == ["preview", "preview-2"]
    one.close()
    three = Place(tmp_path / "cache")
    assert three.folder == one.folder, "a folder that was left is nearly done"
    two.close()
    three.close()


def test_sheets_are_those_of_the_next_build(tmp_path: Path) -> None:
    sheets = Sheets(tmp_path)
    assert sheets.look()
    assert not sheets.look(), "nothing changed"
    before = sheets.swaps("/x/")["/x/assets/css/site.css"]
    (tmp_path / "static/css").mkdir(parents=True)
    (tmp_path / "static/css/tokens.css").write_text("body { color: red }")
    (tmp_path / "static/own.css").write_text("b { color: red }")
    assert sheets.look()
    after = sheets.swaps("/x/")["/x/assets/css/site.css"]
    assert after != before
    assert b"color: red" in (sheets.file(after.removeprefix("/x/")) or b"")
    assert sheets.swaps("/x/")["/x/assets/own.css"].startswith("/x/assets/own.")
    # A page that was being loaded still gets what it links to.
    assert b"color: red" not in (sheets.file(before.removeprefix("/x/")) or b"color: red")


def test_a_sheet_of_a_fixed_name_gets_a_version_of_its_own(tmp_path: Path) -> None:
    sheets = Sheets(tmp_path)
    (tmp_path / "static/root").mkdir(parents=True)
    (tmp_path / "static/root/own.css").write_text("b { color: red }")
    sheets.look()
    before = sheets.swaps("/")["/own.css"]
    assert before.startswith("/own.css?")
    (tmp_path / "static/root/own.css").write_text("b { color: blue }")
    sheets.look()
    assert sheets.swaps("/")["/own.css"] != before
    assert sheets.file("own.css") == b"b { color: blue }"


def test_versions_of_sheets_do_not_pile_up(tmp_path: Path) -> None:
    sheets = Sheets(tmp_path)
    (tmp_path / "static").mkdir()
    addresses = []
    for number in range(100):
        (tmp_path / "static/own.css").write_text(f"b {{ width: {number}px }}")
        sheets.look()
        addresses.append(sheets.swaps("/")["/assets/own.css"].lstrip("/"))
    assert sheets.file(addresses[0]) is None
    assert sheets.file(addresses[-1]) == b"b { width: 99px }"


def found(severity: Severity, file: str = "a.md", line: int = 0) -> Diagnostic:
    return Diagnostic(Position(file, line), severity, "some-code", "expected something else")


def test_problems_come_with_the_lines_around_them(tmp_path: Path) -> None:
    # Counted by LF alone, as diagnostics are.
    (tmp_path / "a.md").write_bytes("one\ntwo\u2028\x0c\r\nthree\nfour\nfive\nsix".encode())
    shown = problems.problems([found(Severity.ERROR, line=3)], [tmp_path / "none", tmp_path], strict=False)
    (error,) = shown["errors"]
    assert [(line["number"], line["text"]) for line in error["lines"]] == [
        (1, "one"),
        (2, "two\u2028\x0c"),
        (3, "three"),
        (4, "four"),
        (5, "five"),
    ]


def test_problems_without_a_place_or_a_file_have_no_lines(tmp_path: Path) -> None:
    shown = problems.problems(
        [found(Severity.ERROR), found(Severity.ERROR, "absent.md", 3), found(Severity.ERROR, "a.md", 99)],
        [tmp_path],
        strict=False,
    )
    assert [error["lines"] for error in shown["errors"]] == [[], [], []]


def test_warnings_are_errors_where_they_are_to_be(tmp_path: Path) -> None:
    diagnostics = [found(Severity.NOTE), found(Severity.WARNING), found(Severity.ERROR)]
    mild = problems.problems(diagnostics, [tmp_path], strict=False)
    assert (mild["error_total"], mild["warning_total"]) == (1, 1)
    strict = problems.problems(diagnostics, [tmp_path], strict=True)
    assert (strict["error_total"], strict["warning_total"]) == (2, 0)


def test_of_many_problems_the_first_are_shown_and_all_are_counted(tmp_path: Path) -> None:
    shown = problems.problems([found(Severity.WARNING)] * 1000, [tmp_path], strict=False)
    assert shown["warning_total"] == 1000
    assert len(shown["warnings"]) == 50


def test_a_fault_is_its_last_line_over_what_led_to_it() -> None:
    (error,) = problems.fault("Traceback …\n  File …\nKeyError: 'x'\n")["errors"]
    assert error["message"] == "KeyError: 'x'"
    assert [line["text"] for line in error["lines"]] == ["Traceback …", "  File …"]
