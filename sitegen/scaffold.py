"""The files of a new site, as ``sitegen init`` makes it: small, and built without a change."""

from __future__ import annotations

import json
from importlib.metadata import PackageNotFoundError, distribution
from pathlib import Path

# ── files ───────────────────────────────────────────────────────────────────────────────────────────

CONFIG = """\
# Every key is optional; docs/configuration.md of sitegen lists them all.
title = "Paper digests"
description = "New papers, summarised every day"
# language = "zh-CN"
# timezone = "Asia/Shanghai"
# base_url = "https://example.org/digests/"

[categories]
order = ["cs.LG", "cs.CL"]
"""

DIGEST = """\
<div id=toc></div>

# Table of Contents

- [cs.CL](#cs.CL) [Total: 1]
- [cs.LG](#cs.LG) [Total: 1]


<div id='cs.CL'></div>

# cs.CL [[Back]](#toc)

### [1] [Attention Is All You Need](https://arxiv.org/abs/1706.03762)
*Ashish Vaswani,Noam Shazeer,Niki Parmar,Jakob Uszkoreit,Llion Jones,Aidan N. Gomez,Lukasz Kaiser,Illia Polosukhin*

Main category: cs.CL

TL;DR: A translation model built from attention alone, with no recurrence, trains faster and translates better.


<details>
  <summary>Details</summary>
Motivation: Recurrent networks read a sentence word by word, so their training cannot be spread over its length.

Method: Encoder and decoder are stacks of multi-head self-attention and small feed-forward layers; sinusoids tell the positions.

Result: The larger model reaches 28.4 BLEU from English to German, above every earlier result on that test.

Conclusion: Attention is enough for translation, and there is reason to try it on other kinds of data.

Abstract: The Transformer replaces recurrence by scaled dot-product attention,
$\\mathrm{softmax}(QK^\\top/\\sqrt{d_k})V$, in several heads at once. Every position
sees every other in one step, at a cost of $O(n^2 d)$ for a sentence of $n$ words.

</details>


<div id='cs.LG'></div>

# cs.LG [[Back]](#toc)

### [2] [Adam: A Method for Stochastic Optimization](https://arxiv.org/abs/1412.6980)
*Diederik P. Kingma,Jimmy Ba*

Main category: cs.LG

TL;DR: A gradient method that gives each parameter its own step from running averages of the gradient and its square.


<details>
  <summary>Details</summary>
Motivation: Noisy or sparse gradients make one step size for all parameters a poor choice.

Method: Two moving averages are kept a parameter, corrected for their start at zero, and their ratio sets the step.

Result: On logistic regression and on deep networks it converges at least as fast as the methods it is compared with.

Conclusion: The method needs little memory and little tuning, which makes it a sound default.

Abstract: With bias-corrected averages $\\hat m_t$ and $\\hat v_t$ of the gradient and of
its square, Adam moves by $-\\alpha\\,\\hat m_t/(\\sqrt{\\hat v_t}+\\epsilon)$. The step is
bounded by $\\alpha$ and does not change when the gradients are rescaled.

</details>
"""  # noqa: E501 (in a digest a field is a line)

HEADERS = """\
[[headers]]
for = "/*"
[headers.values]
Content-Security-Policy = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; worker-src 'self'; manifest-src 'self'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'"
Permissions-Policy = "camera=(), geolocation=(), microphone=()"
Referrer-Policy = "no-referrer"
X-Content-Type-Options = "nosniff"

# The names of these files change with their bytes.
[[headers]]
for = "/assets/*"
[headers.values]
Cache-Control = "public, max-age=31536000, immutable"
"""  # noqa: E501 (a header is one line)

NETLIFY = f"""\
[build]
command = "pip install -r requirements.txt && sitegen build --base-url \\"$URL\\""
publish = "public"

[build.environment]
PYTHON_VERSION = "3.13"

{HEADERS}"""

WORKFLOW = """\
# Builds the site and publishes it on GitHub Pages (Settings, Pages, Source: GitHub Actions).
name: Pages
on:
  push:
    branches: [main]
  workflow_dispatch:

permissions:
  contents: read
  pages: write
  id-token: write

concurrency:
  group: pages

jobs:
  publish:
    runs-on: ubuntu-latest
    environment:
      name: github-pages
      url: ${{ steps.publish.outputs.page_url }}
    steps:
      - uses: actions/checkout@v4
      - uses: actions/setup-python@v5
        with:
          python-version: "3.13"
      - id: pages
        uses: actions/configure-pages@v5
      - uses: actions/cache@v4
        with:
          path: .sitegen
          key: sitegen-${{ github.sha }}
          restore-keys: sitegen-
      - run: pip install -r requirements.txt
      - run: sitegen build --format github --base-url "${{ steps.pages.outputs.base_url }}"
      - uses: actions/upload-pages-artifact@v3
        with:
          path: public
      - id: publish
        uses: actions/deploy-pages@v4
"""

IGNORED = """\
/public/
/.public.staging/
/.sitegen/
"""

# ── making ──────────────────────────────────────────────────────────────────────────────────────────


class ScaffoldError(Exception):
    """The new site cannot be made there. The text says why."""


def create(folder: Path, date: str) -> None:
    """Make a new site with one digest of ``date`` (ISO) in a folder that is new or empty.

    Raises ``ScaffoldError`` when the folder holds anything, is a file, or cannot be written to.
    """
    files = {
        "sitegen.toml": CONFIG,
        f"content/{date}.md": DIGEST,
        "netlify.toml": NETLIFY,
        "requirements.txt": requirement(_installed_from()),
        ".gitignore": IGNORED,
        ".github/workflows/pages.yml": WORKFLOW,
    }
    try:
        folder.mkdir(parents=True, exist_ok=True)
        if any(folder.iterdir()):
            raise ScaffoldError(
                f"expected a new or empty folder, but {folder} holds files; nothing was written"
            )
        for name, text in files.items():
            file = folder / name
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_bytes(text.encode())
    except FileExistsError:
        raise ScaffoldError(f"expected a new or empty folder, but {folder} is a file") from None
    except OSError as error:
        raise ScaffoldError(f"{error.filename or folder} cannot be written: {error.strerror}") from None


def requirement(origin: str) -> str:
    """The new site's ``requirements.txt``, from the record of where sitegen was installed from.

    ``origin`` is the text of ``direct_url.json`` (PEP 610), or empty. A bare name is never written: the
    package of that name on PyPI is another one.
    """
    source = json.loads(origin) if origin else {}
    if "vcs_info" in source:
        vcs = source["vcs_info"]
        return f"sitegen @ {vcs['vcs']}+{source['url']}@{vcs['commit_id']}\n"
    return (
        "# Say here where the publishing machine is to install sitegen from, for example:\n"
        "# sitegen @ git+https://github.com/OWNER/sitegen\n"
    )


def _installed_from() -> str:
    try:
        return distribution("sitegen").read_text("direct_url.json") or ""
    except PackageNotFoundError:
        return ""
