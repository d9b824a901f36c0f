"""The interface's words: catalogs as written by people, dates and numbers, and that no words are missing."""

from __future__ import annotations

import re
from pathlib import Path
from string import Formatter

import pytest

from sitegen.config import Config
from sitegen.pages.fault import TemplateFault
from sitegen.pages.messages import CatalogError, read
from sitegen.pages.words import words

ROOT = Path(__file__).parents[2]
CATALOGS = {file.stem: file.read_text("utf-8") for file in (ROOT / "templates/messages").glob("*.po")}
TEMPLATES = {f"messages/{tag}.po": text for tag, text in CATALOGS.items()}
STRING = r"\"((?:[^\"\\\n]|\\.)*)\"|'([^'\n]*)'"


def test_a_catalog_gives_its_words_and_english_where_it_has_none() -> None:
    messages = read('msgid "Save"\nmsgstr "Sauver"\n\nmsgid "Read"\nmsgstr ""\n')
    assert messages.one("Save") == "Sauver"
    assert messages.one("Read") == "Read"
    assert messages.one("Search") == "Search"


def test_the_plural_rule_is_the_catalog_s_own() -> None:
    messages = read(
        'msgid ""\nmsgstr "Plural-Forms: nplurals=3; plural=(n==1 ? 0 : n<5 ? 1 : 2);\\n"\n\n'
        'msgid "%(n)s paper"\nmsgid_plural "%(n)s papers"\n'
        'msgstr[0] "jedna"\nmsgstr[1] "dvě"\nmsgstr[2] "pět"\n'
    )
    assert [messages.many("%(n)s paper", "%(n)s papers", n) for n in (1, 2, 7)] == ["jedna", "dvě", "pět"]


def test_long_words_may_go_over_lines_and_fuzzy_ones_do_not_count() -> None:
    messages = read(
        'msgid ""\n"Save "\n"all"\nmsgstr "Tout "\n"sauver"\n\n#, fuzzy\nmsgid "Read"\nmsgstr "Rouge"'
    )
    assert messages.one("Save all") == "Tout sauver"
    assert messages.one("Read") == "Read"


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("nonsense", 1),
        ('msgid "A"\nmsgstr "B', 2),
        ('\n\nmsgid "A"\nmsgstr "B"\nmsgctx "C"', 5),
        ('msgid ""\nmsgstr "Plural-Forms: nplurals=2; plural=import os;"', 1),
    ],
)
def test_a_broken_catalog_is_told_with_its_line(text: str, line: int) -> None:
    with pytest.raises(CatalogError) as told:
        read(text)
    assert told.value.line == line
    with pytest.raises(TemplateFault) as fault:
        words("xx", {"messages/xx.po": text})
    assert (fault.value.name, fault.value.line) == ("messages/xx.po", line)


@pytest.mark.parametrize(
    ("language", "date", "short", "day", "month", "letters"),
    [
        ("en", "Friday, 26 June 2026", "26 Jun 2026", "Fri 26 Jun", "June 2026", "MTWTFSS"),
        ("zh-CN", "2026年6月26日 星期五", "2026年6月26日", "6月26日 周五", "2026年6月", "一二三四五六日"),
        ("ja", "2026年6月26日 金曜日", "2026年6月26日", "6月26日（金）", "2026年6月", "月火水木金土日"),
        ("xx", "Friday, 26 June 2026", "26 Jun 2026", "Fri 26 Jun", "June 2026", "MTWTFSS"),
    ],
)
def test_dates_are_said_as_each_language_says_them(
    language: str, date: str, short: str, day: str, month: str, letters: str
) -> None:
    said = words(language, TEMPLATES)
    assert said.date("2026-06-26") == date
    assert said.short_date("2026-06-26") == short
    assert said.day("2026-06-26") == day
    assert said.month("2026-06") == month
    assert "".join(said.weekday_letters) == letters


def test_numbers_take_the_language_s_separator() -> None:
    assert words("en", {}).number(68582) == "68,582"
    assert words("de", {"messages/de.po": 'msgid "1,000"\nmsgstr "1.000"'}).number(1234567) == "1.234.567"


@pytest.mark.parametrize("tag", sorted(CATALOGS))
def test_every_catalog_says_all_that_the_interface_says(tag: str) -> None:
    said = set(read(CATALOGS[tag]).forms)
    names = set(Config().category_names.values())
    assert interface() - said == set()
    assert said - names - interface() == set()


@pytest.mark.parametrize("tag", sorted(CATALOGS))
def test_a_translation_keeps_what_is_filled_in(tag: str) -> None:
    dates = {"weekday", "wd", "day", "month", "mon", "m", "year"}
    for message, forms in read(CATALOGS[tag]).forms.items():
        for form in forms:
            assert holes(form) - dates == holes(message) - dates, message
            assert holes(form) <= dates | holes(message), message


def holes(text: str) -> set[str]:
    named = {name for _, name, _, _ in Formatter().parse(text) if name}
    return named | set(re.findall(r"%\((\w+)\)s", text))


def interface() -> set[str]:
    """All words that templates, views and scripts say, by their first form."""
    found = set()
    for folder, endings in (("templates", "html"), ("sitegen/pages", "py"), ("static/js", "js")):
        for file in (ROOT / folder).rglob(f"*.{endings}"):
            if "vendor" not in file.parts:
                calls = re.findall(rf"(?:\b_|gettext)\(\s*(?:{STRING})", file.read_text("utf-8"))
                found |= {double or single for double, single in calls}
    return found - {"words"}  # the example in a docstring
