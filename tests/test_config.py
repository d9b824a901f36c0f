"""``sitegen.toml``: what is read, what is refused, and in which words."""

from __future__ import annotations

import pickle
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sitegen import config
from sitegen.config import Config
from sitegen.config.places import places
from sitegen.config.reference import reference
from sitegen.config.schema import KEYS
from sitegen.diagnostics import Diagnostic, Position, Severity


def complaints(text: str) -> list[str]:
    """The diagnostics of a configuration as they are printed, without the file's name."""
    return [str(found).removeprefix("sitegen.toml:") for found in config.load(text, "sitegen.toml")[1]]


def accepted(text: str) -> Config:
    read, found = config.load(text, "sitegen.toml")
    assert found == ()
    return read


def test_an_empty_file_means_the_defaults() -> None:
    assert accepted("") == Config()
    assert Config().category_names["cs.LG"] == "Machine Learning"
    assert (Config().content, Config().output, Config().cache) == ("content", "public", ".sitegen")


def test_every_key_is_read() -> None:
    read = accepted(
        """
        title = "Robots"
        description = "New papers"
        language = "ZH-hans-cn"
        timezone = "Asia/Shanghai"
        base_url = "HTTPS://Example.org/digests"
        author = "We"
        content = "data"
        output = "site"
        cache = ".cache/sitegen"
        api = "full"
        host = "netlify"
        offline_days = 7
        paper_pages = "none"
        silence = ["total-differs", "utf16"]

        [categories]
        order = ["cs.RO", "cs.LG"]
        names = { "cs.RO" = "Robots", "x.Y" = "New" }

        [feeds]
        entries = 5
        content = "paper"

        [labels]
        "研究动机" = "motivation"
        """
    )
    assert {key.attribute for key in KEYS if getattr(read, key.attribute) == key.default} == set()
    assert read.language == "zh-Hans-CN"
    assert read.base_url == "https://example.org/digests/"
    assert read.category_names["cs.RO"] == "Robots"
    assert read.category_names["cs.CL"] == "Computation and Language"
    assert read.labels == {"研究动机": "motivation"}


@pytest.mark.parametrize(
    ("base_url", "base_path"),
    [
        ("", "/"),
        ("https://example.org", "/"),
        ("https://example.org/", "/"),
        ("https://example.org:8080/a/b", "/a/b/"),
        ("http://[::1]/digests/", "/digests/"),
    ],
)
def test_the_base_path_is_the_part_after_the_host(base_url: str, base_path: str) -> None:
    assert accepted(f'base_url = "{base_url}"').base_path == base_path


def test_a_configuration_travels_to_other_processes() -> None:
    read = accepted('[labels]\nA = "b"')
    assert pickle.loads(pickle.dumps(read)) == read


@pytest.mark.parametrize(
    ("text", "complaint"),
    [
        ('titel = "x"', "1:1: error[config-unknown-key]: unknown key `titel`: did you mean `title`?"),
        (
            "\n[feeds]\n  entrys = 3",
            "3:3: error[config-unknown-key]: unknown key `feeds.entrys`: did you mean `entries`?",
        ),
        (
            "entries = 3",
            (
                "1:1: error[config-unknown-key]: unknown key `entries`: "
                "did you mean `entries` in the table `[feeds]`?"
            ),
        ),
        (
            '[feeds]\ntitle = "x"',
            (
                "2:1: error[config-unknown-key]: unknown key `feeds.title`: "
                "did you mean `title` above the first table?"
            ),
        ),
        (
            "[feed]\nentries = 3",
            "1:2: error[config-unknown-key]: unknown key `feed`: did you mean the table `[feeds]`?",
        ),
        (
            "[feeds]\nzzz = 3",
            (
                "2:1: error[config-unknown-key]: unknown key `feeds.zzz`: "
                "the keys here are `feeds.entries`, `feeds.content`"
            ),
        ),
        (
            "title = 3",
            (
                "1:1: error[config-value]: `title`: expected a text of one line that is not empty, "
                "found the number 3"
            ),
        ),
        ("feeds = true", "1:1: error[config-value]: `feeds`: expected a table, found the truth value true"),
        ('labels = "x"', '1:1: error[config-value]: `labels`: expected a table, found the text "x"'),
        (
            "feeds = { entries = 0 }",
            (
                "1:11: error[config-value]: `feeds.entries`: expected a whole number from 1 to 1000, "
                "found the number 0"
            ),
        ),
        (
            'feeds.content = "papers"',
            (
                '1:1: error[config-value]: `feeds.content`: expected one of "digest", "paper", '
                'found the text "papers": did you mean "paper"?'
            ),
        ),
        (
            'timezone = "Asia/Shangai"',
            (
                "1:1: error[config-value]: `timezone`: expected a name of the IANA time zone database "
                'such as "Asia/Shanghai", found the text "Asia/Shangai": did you mean "Asia/Shanghai"?'
            ),
        ),
        (
            'language = "zh_cn"',
            (
                '1:1: error[config-value]: `language`: expected a BCP 47 language tag such as "en" or '
                '"zh-CN", found the text "zh_cn": write "zh-CN"'
            ),
        ),
        (
            'categories.order = ["cs.LG", "cs.LG"]',
            (
                "1:1: error[config-value]: `categories.order`: expected a list of texts, each once, "
                'found a list: "cs.LG" stands twice'
            ),
        ),
        (
            '[categories.names]\n"cs.LG" = 4',
            (
                "2:1: error[config-value]: `categories.names.cs.LG`: "
                "expected a text of one line that is not empty, found the number 4"
            ),
        ),
        (
            'output = "./content/public"',
            (
                "1:1: error[config-value]: `output`: expected output and content to be folders apart, "
                'found "content/public" and "content", of which one holds the other'
            ),
        ),
        (
            'output = "static"',
            (
                "1:1: error[config-value]: `output`: expected output and static to be folders apart, "
                'found "static" and "static", of which one holds the other'
            ),
        ),
        (
            'cache = "templates/x"',
            (
                "1:1: error[config-value]: `cache`: expected cache and templates to be folders apart, "
                'found "templates/x" and "templates", of which one holds the other'
            ),
        ),
        (
            'output = "."',
            (
                "1:1: error[config-value]: `output`: expected output and content to be folders apart, "
                'found "." and "content", of which one holds the other'
            ),
        ),
        (
            "a = 1\ntitle = ?",
            "2:9: error[config-syntax]: expected TOML, but the file cannot be read: Invalid value",
        ),
        (
            'title = "x"\nauthor = """\n\n',
            "2: error[config-syntax]: expected TOML, but the file cannot be read: Unterminated string",
        ),
    ],
)
def test_a_mistake_is_named_with_its_place(text: str, complaint: str) -> None:
    assert complaints(text) == [complaint]


@pytest.mark.parametrize(
    "value",
    [
        "example.org",
        "ftp://example.org/",
        "//example.org/",
        "https:///x/",
        "https://user@example.org/",
        "https://example.org/?a",
        "https://example.org/#a",
        "https://example.org/../x",
        "https://example.org/a//b",
        "https://example.org/a b",
        "https://example.org/文",
        "https://example.org:port/",
        "https://[::1/",
    ],
)
def test_an_address_that_is_not_whole_is_refused(value: str) -> None:
    (complaint,) = complaints(f'base_url = "{value}"')
    assert "`base_url`: expected an absolute address" in complaint


@pytest.mark.parametrize("value", ["../etc/passwd", "America", "/etc/localtime", "", "Mars/Olympus"])
def test_a_time_zone_that_does_not_exist_is_refused(value: str) -> None:
    (complaint,) = complaints(f'timezone = "{value}"')
    assert "`timezone`: expected a name" in complaint


def test_all_mistakes_are_told_at_once_in_the_order_of_the_file() -> None:
    found = complaints('[feeds]\nentries = "many"\n[labels]\na = "B c"\n"d" = 2')
    assert [complaint.split(": ")[0] for complaint in found] == ["2:1", "4:1", "5:1"]


def test_a_wrong_key_keeps_its_default_and_the_rest_is_read() -> None:
    read, found = config.load('timezone = 1\ntitle = "x"', "sitegen.toml")
    assert (read.timezone, read.title, len(found)) == ("UTC", "x", 1)


def test_byte_order_mark_and_carriage_returns_do_no_harm() -> None:
    assert accepted('\ufefftitle = "x"\r\n[feeds]\r\nentries = 2\r\n').feed_entries == 2


def test_errors_cannot_be_silenced() -> None:
    read = accepted('silence = ["a-code"]')
    warning = Diagnostic(Position("x"), Severity.WARNING, "a-code", "")
    error = Diagnostic(Position("x"), Severity.ERROR, "a-code", "")
    assert (read.silences(warning), read.silences(error)) == (True, False)


def test_places_see_through_strings_comments_and_brackets() -> None:
    text = """# a = 1
a = "b = 2 # no \\" comment"
'q r'.s = 1 # c = 3
t = [ # comment ]
  "x]", { u = 1, "v.w" = '''
b = 2''' },
]
  [ b . c ]
d = \"\"\"
e = 1 \\\"\"\"
f = 1\"\"\""
g = 1979-05-27T07:32:00Z
[[h]]
i=1
[[h]]
i=2
"""
    assert places(text) == {
        ("a",): (2, 1),
        ("q r",): (3, 1),
        ("q r", "s"): (3, 1),
        ("t",): (4, 1),
        ("t", "u"): (5, 11),
        ("t", "v.w"): (5, 18),
        ("b",): (8, 5),
        ("b", "c"): (8, 5),
        ("b", "c", "d"): (9, 1),
        ("b", "c", "g"): (12, 1),
        ("h",): (13, 3),
        ("h", "i"): (14, 1),
    }


@given(st.text(max_size=80))
def test_no_text_makes_the_reader_fail(text: str) -> None:
    config.load(text, "sitegen.toml")


@given(
    st.lists(
        st.sampled_from(["a", '"b.c"', ".", "=", "[", "]", "{", "}", ",", "'x'", '"""', "\n", "1", " ", "#"])
    )
)
def test_no_sequence_of_tokens_makes_the_reader_fail(tokens: list[str]) -> None:
    config.load("".join(tokens), "sitegen.toml")


def test_the_documentation_of_the_keys_is_up_to_date() -> None:
    written = Path(__file__).parent.parent.joinpath("docs/configuration.md").read_text(encoding="utf-8")
    assert written == reference(), "run `make docs`"


def test_every_code_is_documented() -> None:
    table = Path(__file__).parent.parent.joinpath("docs/diagnostics.md").read_text(encoding="utf-8")
    assert {code for code in config.CODES if f"| `{code}` | error |" not in table} == set()


def test_every_example_in_the_documentation_is_accepted() -> None:
    blocks = reference().split("```toml\n")[1:]
    assert len(blocks) == len(KEYS) + 1
    for block in blocks:
        accepted(block.split("```")[0])


@pytest.mark.parametrize(
    ("text", "line", "expected"),
    [
        ("#" * 262_145, 1, "at most 262,144 characters, found 262,145"),
        ("a=1\n" + "a." * 600 + "a=1", 2, "at most 500 dots in a key or text on one line, found more"),
        ("x = {" + "a." * 600 + "a=1}", 1, "at most 500 dots in a key or text on one line, found more"),
        ("x = " + "[" * 5_000, 1, "tables and lists that go less deep into each other"),
        ("x = " + "[" * 5_000 + "]" * 5_000, 1, "tables and lists that go less deep into each other"),
        ("title = " + "1" * 5_000, 1, "numbers of at most some thousand digits"),
        ("title = 0x" + "f" * 5_000, 1, "numbers of at most some thousand digits"),
    ],
)
def test_what_would_take_long_or_forever_to_read_is_refused(text: str, line: int, expected: str) -> None:
    assert complaints(text) == [f"{line}: error[config-syntax]: expected {expected}"]


def test_long_texts_and_many_names_are_read() -> None:
    names = "".join(f'"x.{n}" = "{"Words. " * 20}"\n' for n in range(1_500))
    read = accepted(f'title = "a{"." * 499}"\n[categories.names]\n{names}')
    assert len(read.title) == 500
    assert len(read.category_names) > 1_500
