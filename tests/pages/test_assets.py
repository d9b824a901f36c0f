"""Static files as they are published."""

from __future__ import annotations

import re

from sitegen.pages.assets import assets


def test_an_address_follows_from_the_bytes() -> None:
    [(address, body)] = assets({"icon.svg": b"<svg/>"}).values()
    assert re.fullmatch(r"assets/icon\.[0-9a-f]{10}\.svg", address)
    assert body == b"<svg/>"


def test_a_style_sheet_takes_in_what_it_imports() -> None:
    static = {"css/site.css": b'@import "a.css";\nb {}\n', "css/a.css": b"a {}\n", "css/c.css": b"c {}\n"}
    published = assets(static)
    assert published["css/site.css"][1] == b"a {}\nb {}\n"
    assert "css/a.css" not in published
    assert "css/c.css" in published


def test_a_script_names_other_scripts_by_their_addresses() -> None:
    static = {
        "js/saved.js": b'import { a } from "./marks/a.js";\nimport("./b.js");\nnew URL("./b.js", here);\n',
        "js/marks/a.js": b'import "../b.js";\n',
        "js/b.js": b"export const b = 1;\n",
    }
    published = assets(static)
    a, b = (published[name][0].removeprefix("assets/js/") for name in ("js/marks/a.js", "js/b.js"))
    assert published["js/saved.js"][1].decode() == (
        f'import {{ a }} from "./{a}";\nimport("./{b}");\nnew URL("./{b}", here);\n'
    )
    assert published["js/marks/a.js"][1].decode() == f'import "./../{b}";\n'


def test_the_script_of_every_page_holds_what_it_imports() -> None:
    static = {
        "js/site.js": b'import { b } from "./b.js";\nimport "./a.js";\nsite(b);\nimport("./late.js");\n',
        "js/a.js": b'import {\n  b,\n} from "./b.js";\nexport const a = b;\n',
        "js/b.js": b"export const b = 1;\n",
        "js/late.js": b'import { a } from "./a.js";\nimport { b as c } from "./b.js";\n',
    }
    published = assets(static)
    assert sorted(published) == ["js/late.js", "js/site.js"]
    site, late = (published[name][0].removeprefix("assets/js/") for name in ("js/site.js", "js/late.js"))
    assert published["js/site.js"][1].decode() == (
        f'export const b = 1;\nexport const a = b;\nsite(b);\nimport("./{late}");\n'
    )
    assert published["js/late.js"][1].decode() == (
        f'import {{ a }} from "./{site}";\nimport {{ b as c }} from "./{site}";\n'
    )


def test_a_script_takes_in_others_and_what_they_take_in() -> None:
    static = {
        "js/search.js": b'{\nimportScripts("./trust.js");\nimportScripts("./a/page.js");\n}\n',
        "js/a/page.js": b'importScripts("../a/words.js");\nwords();\n',
        "js/a/words.js": b"export function words() {}\n",
        "js/trust.js": b"export const trust = 1;\n",
        "js/offline.js": b'import { trust } from "./trust.js";\n',
    }
    published = assets(static)
    assert published["js/search.js"][1] == b"{\nconst trust = 1;\nfunction words() {}\nwords();\n}\n"
    assert sorted(published) == ["js/offline.js", "js/search.js", "js/trust.js"]
    assert published["js/trust.js"][1] == static["js/trust.js"]


def test_a_script_s_address_changes_with_what_it_imports() -> None:
    static = {"js/site.js": b'import "./b.js";\n', "js/b.js": b"1;\n"}
    assert assets(static)["js/site.js"][0] != assets(static | {"js/b.js": b"2;\n"})["js/site.js"][0]
    static["js/c.js"] = b'import("./d.js");\n'
    static["js/d.js"] = b'import("./e.js");\n'
    static["js/e.js"] = b"1;\n"
    assert assets(static)["js/c.js"][0] != assets(static | {"js/e.js": b"2;\n"})["js/c.js"][0]


def test_scripts_may_name_each_other() -> None:
    static = {"js/a.js": b'import "./b.js";\nimport "./gone.js";\n', "js/b.js": b'import "./a.js";\n'}
    published = assets(static)
    a, b = (published[name][0].removeprefix("assets/js/") for name in ("js/a.js", "js/b.js"))
    assert published["js/a.js"][1].decode() == f'import "./{b}";\nimport "./gone.js";\n'
    assert published["js/b.js"][1].decode() == f'import "./{a}";\n'
    for name, body in static.items():
        changed = assets(static | {name: b"2;\n" + body})
        assert all(changed[one][0] != published[one][0] for one in static)


def test_a_script_speaks_the_interface_s_language() -> None:
    static = {"js/site.js": b'// A comment.\nsay(_("Save \\"it\\""), a_("no"), _(variable));\n'}
    published = assets(static, {'Save "it"': "</script>收藏"}.__getitem__)
    assert published["js/site.js"][1].decode() == 'say("</script>收藏", a_("no"), _(variable));\n'


def test_files_for_the_root_keep_their_names() -> None:
    assert assets({"root/sw.js": b"1"})["root/sw.js"] == ("sw.js", b"1")
