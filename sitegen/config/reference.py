"""The text of ``docs/configuration.md``, made from the schema so that it cannot fall behind."""

from __future__ import annotations

from collections.abc import Mapping

from sitegen.config.schema import KEYS, Key

_INTRODUCTION = """\
# Configuration

`sitegen.toml` at the site's root says what differs from the defaults. Every key is optional, and so is the
file. Keys that stand in no table come first, above the first `[table]`:

```toml
title = "Robotics digests"
language = "zh-CN"
base_url = "https://example.org/digests/"

[categories]
order = ["cs.RO", "cs.LG"]
```

A key that is not listed here, or a value of the wrong kind, stops the build: the message names the place,
the key, what was expected, and the key that was probably meant. Paths are relative to the site's root.
The options `--content`, `--output` and `--base-url` of the command line win over the file.

`make docs` writes this page from `sitegen/config/schema.py`.
"""


def reference() -> str:
    """Every key with its meaning, kind, default and an example, in Markdown."""
    return "\n".join([_INTRODUCTION, *(_section(key) for key in KEYS)])


def _section(key: Key) -> str:
    kind = f"a table; each value is {key.kind.expected}" if key.is_table else key.kind.expected
    return f"""\
## `{key.name}`

{key.meaning}

- Expected: {kind}.
- Default: {_default(key)}.

```toml
{_example(key)}
```
"""


def _default(key: Key) -> str:
    match key.default:
        case Mapping() | () | "":
            return "arXiv's names" if key.default else "empty"
        case int():
            return f"`{key.default}`"
        case _:
            return f'`"{key.default}"`'


def _example(key: Key) -> str:
    if key.is_table:
        return f"[{key.name}]\n{key.example}"
    line = f"{key.name.rpartition('.')[2]} = {key.example}"
    return f"[{key.table}]\n{line}" if key.table else line
