"""The command line: what it asks of the build, what it prints, how it exits."""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

from sitegen import __main__ as program
from sitegen import build as builder
from sitegen.cli import main, parser, printing, progress
from sitegen.diagnostics import Diagnostic, Position, Severity
from sitegen.model import Report

DOCS = Path(__file__).parent.parent / "docs"
DONE = Report(
    digests=1,
    records=13,
    papers=12,
    files_total=40,
    files_written=3,
    files_unchanged=37,
    files_removed=1,
    bytes=4096,
    diagnostics=(),
    seconds={"total": 0.836, "read": 0.5},
    peak_rss_bytes=50_000_000,
    reasons={"papers/2505/2505.18830/": "its record changed"},
    failed=False,
)


def found(severity: Severity, code: str = "a-code", line: int = 3, message: str = "a sentence") -> Diagnostic:
    return Diagnostic(Position("content/2025-05-27.md", line, 7), severity, code, message)


class FakeBuild:
    """Stands in for the build: remembers what it was asked for, answers with ``report``."""

    def __init__(self) -> None:
        self.report = DONE
        self.raises: BaseException | None = None
        self.asked: list[builder.Options] = []

    def finds(self, *diagnostics: Diagnostic, failed: bool = False) -> None:
        self.report = DONE._replace(diagnostics=diagnostics, failed=failed)

    def __call__(self, options: builder.Options, progress: builder.Progress = builder.SILENT) -> Report:
        self.asked.append(options)
        if self.raises:
            raise self.raises
        progress.stage("read", 2)
        progress.advance()
        progress.advance(1)
        return self.report


@pytest.fixture
def build(monkeypatch: pytest.MonkeyPatch) -> FakeBuild:
    fake = FakeBuild()
    monkeypatch.setattr(builder, "build", fake)
    return fake


Printed = Callable[..., tuple[int, str, str]]


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str]) -> Printed:
    """Run a command: its exit status, standard output and standard error."""

    def run(*arguments: object) -> tuple[int, str, str]:
        try:
            status = main([str(argument) for argument in arguments])
        except SystemExit as exit_:
            status = int(exit_.code or 0)
        return status, *capsys.readouterr()

    return run


# ── what is asked of the build ──────────────────────────────────────────────────────────────────────


def test_a_plain_build_asks_for_the_defaults(build: FakeBuild, run: Printed) -> None:
    assert run("build")[0] == 0
    assert build.asked == [builder.Options(root=Path())]


def test_every_option_reaches_the_build(build: FakeBuild, run: Printed, tmp_path: Path) -> None:
    content, configuration = tmp_path / "digests", tmp_path / "other.toml"
    content.mkdir()
    configuration.touch()
    options = ["--content", content, "--output", tmp_path / "site", "--config", configuration, "--jobs", 3]
    run("build", tmp_path, *options, "--base-url", "https://x.org/digests", "--strict", "--clean")
    assert build.asked == [
        builder.Options(
            root=tmp_path,
            content=content,
            output=tmp_path / "site",
            config=configuration,
            base_url="https://x.org/digests/",
            jobs=3,
            clean=True,
            write=True,
            strict=True,
        )
    ]


def test_check_is_a_build_that_does_not_write(build: FakeBuild, run: Printed) -> None:
    status, out, _ = run("check")
    assert (status, build.asked[0].write) == (0, False)
    assert out == "12 papers in 1 digest; nothing was written; 0.84 s\n"


def test_serve_passes_its_own_options_and_reports_every_build(
    monkeypatch: pytest.MonkeyPatch, run: Printed, tmp_path: Path
) -> None:
    asked: list[Any] = []

    def fake(options: builder.Options, *others: Any) -> int:  # noqa: ANN401 (a host, a port, a flag and a function)
        *listening, report = others
        asked.extend([options.root, *listening])
        report(DONE)
        report(DONE)
        return 0

    server = ModuleType("sitegen.serve")
    monkeypatch.setattr(server, "serve", fake, raising=False)
    monkeypatch.setitem(sys.modules, "sitegen.serve", server)
    status, out, _ = run("serve", tmp_path, "--host", "0.0.0.0", "--port", "0", "--open")
    assert (status, asked) == (0, [tmp_path, "0.0.0.0", 0, True])
    assert out.count("12 papers") == 2


# ── exit status ─────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    "arguments",
    [
        [],
        ["biuld"],
        ["build", "--jobs", "many"],
        ["build", "--jobs", "-1"],
        ["build", "--base-url", "x.org"],
        ["build", "--format", "xml"],
        ["build", "-q", "-v"],
        ["build", "--clea"],
        ["build", "no/such/folder"],
        ["build", "--content", "no/such/folder"],
        ["build", "--config", "no/such/file"],
        ["build", "--output", __file__],
        ["build", __file__],
        ["serve", "--port", "65536"],
        ["init"],
        ["init", "tests"],
    ],
)
def test_wrong_usage_exits_with_2_and_says_why(build: FakeBuild, run: Printed, arguments: list[str]) -> None:
    status, out, err = run(*arguments)
    assert (status, out, build.asked) == (2, "", [])
    assert "sitegen" in err
    assert "Traceback" not in err


def test_a_wrong_base_url_is_explained(run: Printed) -> None:
    _, _, err = run("build", "--base-url", "x.org")
    assert "expected an absolute address such as" in err
    assert 'found the text "x.org": it must begin with https:// or http:// and a host' in err


def test_a_fault_of_the_content_exits_with_1(build: FakeBuild, run: Printed) -> None:
    build.finds(found(Severity.ERROR), found(Severity.WARNING), found(Severity.WARNING), failed=True)
    status, out, err = run("build")
    assert (status, out) == (1, "failed: nothing was written; 1 error, 2 warnings; 0.84 s\n")
    assert "content/2025-05-27.md:3:7: error[a-code]: a sentence\n" in err


def test_a_fault_of_the_configuration_exits_with_2(build: FakeBuild, run: Printed) -> None:
    build.finds(found(Severity.ERROR, "config-value"), failed=True)
    assert run("build")[0] == 2


def test_a_fault_of_the_machine_exits_with_1_and_one_line(build: FakeBuild, run: Printed) -> None:
    build.raises = builder.BuildError("the disk is full")
    assert run("build") == (1, "", "sitegen: the disk is full\n")


def test_an_interrupted_build_exits_with_130_and_one_line(build: FakeBuild, run: Printed) -> None:
    build.raises = KeyboardInterrupt()
    assert run("build") == (130, "", "sitegen: interrupted\n")


def test_ctrl_c_while_the_command_line_is_imported_is_one_line_too(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    class Pressed:
        @staticmethod
        def find_spec(name: str, *_: object) -> None:
            if name == "sitegen.cli":
                raise KeyboardInterrupt

    monkeypatch.delitem(sys.modules, "sitegen.cli")
    monkeypatch.setattr(sys, "meta_path", [Pressed, *sys.meta_path])
    assert program.main() == 130
    assert capsys.readouterr().err == "sitegen: interrupted\n"


# ── what is printed ─────────────────────────────────────────────────────────────────────────────────


def test_the_last_line_says_what_was_done(build: FakeBuild, run: Printed) -> None:
    assert run("build")[1:] == ("12 papers in 1 digest; 40 files, 3 written, 1 removed; 0.84 s\n", "")


def test_diagnostics_are_sorted_and_go_to_standard_error(build: FakeBuild, run: Printed) -> None:
    build.finds(found(Severity.WARNING, line=12), found(Severity.NOTE, line=9))
    _, out, err = run("build")
    assert [line.split(":")[1] for line in err.splitlines()] == ["9", "12"]
    assert out.endswith("; 1 warning, 1 note; 0.84 s\n")


def test_a_long_list_is_shortened_but_no_error_is_left_out(build: FakeBuild, run: Printed) -> None:
    build.finds(
        *(found(Severity.WARNING, "odd-dollars", line) for line in range(1, 101)),
        *(found(Severity.ERROR, "bad-id", line) for line in range(200, 220)),
        found(Severity.NOTE, "no-digest", 300),
        failed=True,
    )
    lines = run("build")[2].splitlines()
    assert sum("warning[odd-dollars]:" in line for line in lines) == 5
    assert sum("error[bad-id]:" in line for line in lines) == 20
    assert lines[-5:] == [
        "",
        " 20 error[bad-id]",
        "100 warning[odd-dollars]",
        "  1 note[no-digest]",
        "26 of 121 shown; all of them with -v",
    ]
    for every in (["check"], ["build", "-v"]):
        assert sum("[odd-dollars]:" in line for line in run(*every)[2].splitlines()) == 100


def test_quiet_prints_errors_alone(build: FakeBuild, run: Printed) -> None:
    build.finds(found(Severity.WARNING), found(Severity.ERROR), failed=True)
    status, out, err = run("build", "-q")
    assert (status, out) == (1, "")
    assert [line.split(": ")[1] for line in err.splitlines()] == ["error[a-code]"]


def test_verbose_adds_reasons_and_times(build: FakeBuild, run: Printed) -> None:
    assert run("build", "-v")[2] == (
        "papers/2505/2505.18830/: its record changed\nseconds: total 0.84, read 0.50; peak memory: 50 MB\n"
    )


def test_json_is_one_array(build: FakeBuild, run: Printed) -> None:
    build.finds(found(Severity.WARNING, message="时间"))
    assert json.loads(run("build", "--format", "json", "-v")[2]) == [
        {
            "severity": "warning",
            "code": "a-code",
            "message": "时间",
            "file": "content/2025-05-27.md",
            "line": 3,
            "column": 7,
        }
    ]
    build.finds()
    assert run("build", "--format", "json")[2] == "[]\n"


def test_github_annotations_are_escaped(build: FakeBuild, run: Printed) -> None:
    place = Position("a,b:c%.md", 3)
    build.finds(
        Diagnostic(place, Severity.NOTE, "a-code", "50% of\r\nit: ok, yes"),
        Diagnostic(Position("x.md"), Severity.ERROR, "b-code", "::error::"),
    )
    assert run("build", "--format", "github")[2].splitlines() == [
        "::notice file=a%2Cb%3Ac%25.md,line=3,title=a-code::50%25 of%0D%0Ait: ok, yes",
        "::error file=x.md,title=b-code::::error::",
    ]


def test_no_control_character_of_the_input_reaches_the_terminal(build: FakeBuild, run: Printed) -> None:
    build.finds(found(Severity.WARNING, message="red \x1b[31m, bell \a, back \b, line\nline, \u202eright"))
    (line,) = run("build")[2].splitlines()
    assert line.endswith(r"red \x1b[31m, bell \x07, back \x08, line\nline, \u202eright")


def test_a_terminal_gets_colours_unless_it_wants_none(
    build: FakeBuild, run: Printed, monkeypatch: pytest.MonkeyPatch
) -> None:
    build.finds(found(Severity.WARNING, message="[bold]kept[/bold]"))
    monkeypatch.setattr(sys.stderr, "isatty", lambda: True)
    monkeypatch.setenv("TERM", "xterm-256color")
    monkeypatch.delenv("NO_COLOR", raising=False)
    assert "\x1b[33mwarning[a-code]" in run("build")[2]
    monkeypatch.setenv("NO_COLOR", "1")
    err = run("build")[2]
    assert "[33m" not in err
    assert "a-code]: [bold]kept[/bold]" in err.replace("\x1b[0m", "")


def test_progress_is_shown_on_a_terminal_only_and_when_a_build_takes_its_time(
    build: FakeBuild, run: Printed, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert run("build")[2] == ""
    monkeypatch.setattr(sys.stderr, "isatty", lambda: True)
    monkeypatch.setenv("TERM", "xterm-256color")
    assert run("build")[2] == ""  # done at once
    monkeypatch.setattr(progress, "PATIENCE", 0)
    assert "2/2" in run("build")[2]
    assert run("build", "-q")[2] == ""


# ── the report ──────────────────────────────────────────────────────────────────────────────────────


def test_the_report_has_the_shape_of_the_contract(build: FakeBuild, run: Printed, tmp_path: Path) -> None:
    build.finds(found(Severity.NOTE, message="\udc80"))
    run("build", "--report", tmp_path / "new" / "report.json")
    assert json.loads(tmp_path.joinpath("new/report.json").read_text(encoding="utf-8")) == {
        "digests": 1,
        "records": 13,
        "papers": 12,
        "files": {"total": 40, "written": 3, "unchanged": 37, "removed": 1},
        "bytes": 4096,
        "diagnostics": [
            {
                "severity": "note",
                "code": "a-code",
                "message": "\udc80",
                "file": "content/2025-05-27.md",
                "line": 3,
                "column": 7,
            }
        ],
        "seconds": {"total": 0.836, "read": 0.5},
        "peak_rss_bytes": 50_000_000,
    }


def test_a_failed_build_is_reported_too(build: FakeBuild, run: Printed, tmp_path: Path) -> None:
    build.finds(found(Severity.ERROR), failed=True)
    assert run("check", "--report", tmp_path / "report.json")[0] == 1
    assert len(json.loads(tmp_path.joinpath("report.json").read_text())["diagnostics"]) == 1


def test_a_report_that_cannot_be_written_is_wrong_usage(
    build: FakeBuild, run: Printed, tmp_path: Path
) -> None:
    status, _, err = run("build", "--report", tmp_path)
    assert (status, err) == (2, f"sitegen: the report cannot be written to {tmp_path}: Is a directory\n")


# ── init ────────────────────────────────────────────────────────────────────────────────────────────


def test_init_makes_a_site_and_says_what_is_next(run: Printed, tmp_path: Path) -> None:
    folder = tmp_path / "my site"
    status, out, err = run("init", folder)
    assert (status, err) == (0, "")
    assert out.splitlines()[1:] == [f"  cd '{folder}'", "  sitegen serve"]
    assert folder.joinpath("sitegen.toml").is_file()


# ── the whole ───────────────────────────────────────────────────────────────────────────────────────


def test_the_sample_site_builds_without_a_complaint(run: Printed, tmp_path: Path) -> None:
    report, root = tmp_path / "report.json", DOCS.parent
    status, out, err = run("check", root, "--output", tmp_path / "site", "--report", report, "--jobs", 1)
    assert (status, err) == (0, "")
    assert out.startswith("17 papers in 3 digests; nothing was written; ")
    told = json.loads(report.read_text(encoding="utf-8"))
    assert (told["digests"], told["records"], told["papers"], told["diagnostics"]) == (3, 21, 17, [])


def test_the_version_is_told_without_loading_what_builds() -> None:
    code = (
        "import sys; from sitegen.cli import main\n"
        "try: main(['--version'])\n"
        "except SystemExit as e: assert e.code == 0\n"
        "heavy = {'jinja2', 'markdown', 'rich', 'lunr', 'watchdog', 'livereload', 'sitegen.build'}\n"
        "assert not heavy & set(sys.modules), heavy & set(sys.modules)"
    )
    told = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert told.stdout.startswith("sitegen 0.")


def test_a_reader_that_has_left_causes_no_traceback(tmp_path: Path) -> None:
    reading, writing = os.pipe()
    os.close(reading)
    command = [sys.executable, "-m", "sitegen", "init", str(tmp_path / "site")]
    ended = subprocess.run(command, stdout=writing, stderr=subprocess.PIPE, check=False)
    os.close(writing)
    assert (ended.returncode, ended.stderr) == (1, b"")


@pytest.mark.parametrize(
    ("arguments", "status", "said"), [("--version", 0, "sitegen 0."), ("check nowhere", 2, "")]
)
def test_the_installed_command_ends_as_the_module_does(arguments: str, status: int, said: str) -> None:
    codes = [
        "from sitegen.__main__ import script; script()",
        "import sys; from sitegen.cli import main; sys.exit(main())",
    ]
    script, module = (
        subprocess.run(
            [sys.executable, "-c", code, *arguments.split()], capture_output=True, text=True, check=False
        )
        for code in codes
    )
    assert (script.returncode, script.stdout, script.stderr) == (
        module.returncode,
        module.stdout,
        module.stderr,
    )
    assert script.returncode == status
    assert script.stdout.startswith(said)


def _options(command: argparse.ArgumentParser) -> set[str]:
    return {word for action in command._actions for word in action.option_strings}


def test_every_command_and_option_is_documented_and_no_other() -> None:
    text = DOCS.joinpath("commands.md").read_text(encoding="utf-8")
    written = {word.strip("`,") for word in text.split() if word.startswith("`-")}
    (commands,) = (a for a in parser()._actions if isinstance(a, argparse._SubParsersAction))
    assert {name for name in commands.choices if f"`sitegen {name}" not in text} == set()
    known = _options(parser()).union(*(_options(command) for command in commands.choices.values()))
    assert known - {"--version"} == written


def test_a_message_is_one_line() -> None:
    assert printing.plain("a\tb\u2028c") == r"a\tb\u2028c"
