"""A mistake in a template is told with its place; one of sitegen's own code is nobody else's."""

from __future__ import annotations

import pytest

from sitegen.pages.words import Words
from tests.sites import SiteBuilder, Told

MISTAKES = {
    '{% extends "paper.html" %}': 'without end; sitegen\'s own is named "sitegen/paper.html"',
    '{% include "paper.html" %}': "this template extends, includes or calls itself without end",
    "{{ 1/0 }}": "ZeroDivisionError: division by zero",
    "{% for x in 5 %}{% endfor %}": "TypeError: 'int' object is not iterable",
    "{{ href(5) }}": "TypeError: ",
    '{{ ngettext("a") }}': "TypeError: ",
    '{{ _("a %(x)s") }}': "KeyError: 'x'",
}


@pytest.mark.parametrize(("text", "why"), MISTAKES.items(), ids=MISTAKES)
def test_a_mistake_in_a_template_is_told_with_its_line(site: SiteBuilder, text: str, why: str) -> None:
    site.digest("2025-05-27", Told("2505.00001")).file("templates/paper.html", f"<p>fine</p>\n{text}\n")
    [told] = [str(d) for d in site.build().report.diagnostics if d.code == "template"]
    assert told.startswith("templates/paper.html:2: error[template]: ")
    assert why in told
    assert not (site.root / "public").exists()


@pytest.mark.parametrize("text", ["{{ 1/0 }}", "{{ nothing.at.all }}"])
def test_a_mistake_in_a_part_names_the_part(site: SiteBuilder, text: str) -> None:
    site.file("templates/paper.html", '{% include "partials/mine.html" %}')
    site.file("templates/partials/mine.html", f"\n\n{text}").digest("2025-05-27", Told("2505.00001"))
    [told] = [str(d) for d in site.build().report.diagnostics if d.code == "template"]
    assert told.startswith("templates/partials/mine.html:3: ")


def test_what_a_part_of_ours_is_given_wrongly_is_told_where_it_is_given(site: SiteBuilder) -> None:
    text = '{% from "partials/paper.html" import field %}\n{{ field(nothing, "h2") }}'
    site.file("templates/paper.html", text).digest("2025-05-27", Told("2505.00001"))
    [told] = [str(d) for d in site.build().report.diagnostics if d.code == "template"]
    assert told.startswith("templates/paper.html:2: ")


def test_a_mistake_in_our_own_code_is_blamed_on_no_template(
    site: SiteBuilder, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(_self: Words, _number: int) -> str:
        raise ZeroDivisionError

    monkeypatch.setattr(Words, "number", fail)
    site.file("templates/base.html", '{% extends "sitegen/base.html" %}')
    with pytest.raises(ZeroDivisionError):
        site.digest("2025-05-27", Told("2505.00001")).build()
