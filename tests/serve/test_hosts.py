from __future__ import annotations

import pytest

from sitegen.serve import hosts


@pytest.mark.parametrize(
    "header",
    [
        "127.0.0.1:8000",
        "localhost:8000",
        "localhost",
        "LOCALHOST:1",
        "localhost.",
        "site.localhost",
        "[::1]:8000",
        "127.8.9.1",
    ],
)
def test_the_machine_itself_is_always_ours(header: str) -> None:
    assert hosts.is_ours(header, "127.0.0.1")
    assert hosts.is_ours(header, "0.0.0.0")


@pytest.mark.parametrize(
    "header",
    [
        "evil.example",
        "evil.example:8000",
        "localhost.evil.example",
        "127.0.0.1.evil.example",
        "192.168.1.7",
        "",
        ":8000",
        "[",
        "a@b@",
    ],
)
def test_other_names_are_refused(header: str) -> None:
    assert not hosts.is_ours(header, "127.0.0.1")


def test_the_name_that_was_asked_for_is_ours() -> None:
    assert hosts.is_ours("devbox.lan:8000", "devbox.lan")
    assert not hosts.is_ours("other.lan:8000", "devbox.lan")


@pytest.mark.parametrize("bound", ["0.0.0.0", "::", ""])
def test_listening_for_everyone_admits_literal_addresses_alone(bound: str) -> None:
    # A browser can be tricked into asking for a foreign name here, never for a foreign literal address.
    assert hosts.is_ours("192.168.1.7:8000", bound)
    assert hosts.is_ours("[fe80::1]:8000", bound)
    assert not hosts.is_ours("evil.example:8000", bound)


@pytest.mark.parametrize(
    ("bound", "shown"),
    [
        ("127.0.0.1", "127.0.0.1"),
        ("0.0.0.0", "127.0.0.1"),
        ("::", "127.0.0.1"),
        ("::1", "[::1]"),
        ("devbox.lan", "devbox.lan"),
    ],
)
def test_the_address_shown_is_one_that_opens(bound: str, shown: str) -> None:
    assert hosts.shown(bound) == shown
