"""The trends as pages show them: charts drawn as paths, rows of tables, and where each name leads.

A chart's drawing is one unit wide a week and a hundred high; style sheets stretch and colour it.
"""

from __future__ import annotations

from collections.abc import Sequence
from urllib.parse import quote

from sitegen import urls
from sitegen.insights import Term
from sitegen.language import language
from sitegen.pages.shown import AuthorRow, Chart, Link, TermRow, TermTables, WeekRow
from sitegen.pages.site import Site
from sitegen.pages.trends import TrendsPage

_HEIGHT = 100
# A chart of few weeks has room for more, rather than broad bars.
_NARROWEST = 13


def trends(content: TrendsPage, site: Site) -> dict[str, object]:
    """Give the variables of the template, but for the page's frame."""
    words = site.words
    weeks = content.weeks
    totals = [week.total for week in weeks]
    others = [week.total - sum(week.counts) for week in weeks] if content.rest else []
    columns = [*zip(*(week.counts for week in weeks), strict=True)]
    names = [Link(name, site.href(urls.category(name)), site.label(name)) for name in content.categories]
    charts = [_chart(name, column, site) for name, column in zip(names, columns, strict=True)]
    if content.rest:
        charts.append(_chart(Link(site.gettext("Others"), ""), others, site))
    told = content.told
    recent, before = content.recent, content.telling - content.recent
    return {
        "year": content.year,
        "total": sum(totals),
        "span": (words.short_date(weeks[0].monday), words.short_date(content.last)) if weeks else (),
        "all": _chart(Link("", ""), totals, site),
        "charts": charts,
        "heads": [*names, *([Link(site.gettext("Others"), "")] if content.rest else [])],
        "rows": [
            WeekRow(
                words.short_date(week.monday),
                tuple(map(words.number, (week.total, *week.counts, *others[place : place + 1]))),
            )
            for place, week in reversed([*enumerate(weeks)])
        ],
        "recent": recent,
        "before": before,
        "telling": content.telling,
        "tables": [
            TermTables(
                _rows(terms.rising, site, east=terms.is_east), _rows(terms.falling, site, east=terms.is_east)
            )
            for terms in (told.terms if told else ())
        ],
        "authors": _authors(content, site),
        "years": [Link(year, site.href(urls.trends(year))) for year in content.years],
    }


def _chart(name: Link, counts: Sequence[int], site: Site) -> Chart:
    most = max(counts, default=0)
    return Chart(
        name=name,
        total=sum(counts),
        most=site.words.number(most),
        least=site.words.number(min(counts, default=0)),
        width=max(len(counts), _NARROWEST),
        path="".join(
            f"M{place} {_HEIGHT}v-{height}h.8v{height}z"
            for place, count in enumerate(counts)
            if (height := round(_HEIGHT * count / most) if most else 0)
        ),
    )


def _rows(terms: Sequence[Term], site: Site, *, east: bool) -> tuple[TermRow, ...]:
    return tuple(
        TermRow(
            Link(term.words, _found(site, f'"{term.words}"')),
            _language(term.words, site) if east else "en",
            f"{term.before:.1f}",
            f"{term.recent:.1f}",
            len(term.weeks),
            _line(term.weeks),
        )
        for term in terms
    )


def _line(shares: Sequence[float]) -> str:
    """A path through each week's share, smoothed over three weeks: single weeks of few papers jump."""
    smooth = [
        sum(near) / len(near)
        for place in range(len(shares))
        if (near := shares[max(0, place - 1) : place + 2])
    ]
    most = max(smooth, default=0) or 1
    points = [
        f"{place + 0.5:g} {_HEIGHT - round(_HEIGHT * share / most)}" for place, share in enumerate(smooth)
    ]
    return f"M{'L'.join(points)}" if points else ""


def _language(term: str, site: Site) -> str:
    # Ideographs alone do not tell Japanese from Chinese.
    return "ja" if site.config.language.startswith("ja") else language(term)


def _authors(content: TrendsPage, site: Site) -> list[AuthorRow]:
    authors = content.told.authors if content.told else ()
    most = max((author.papers for author in authors), default=1)
    return [
        AuthorRow(
            Link(author.name, _found(site, f'author:"{author.name}"')),
            author.papers,
            max(1, 100 * author.papers // most),
        )
        for author in authors
    ]


def _found(site: Site, query: str) -> str:
    return f"{site.href(urls.SEARCH)}?q={quote(query)}"
