import io
from pathlib import Path

import pytest

from simulator.api.sign_in.link import OneTimeLink
from simulator.api.sign_in.printing import PrintedLink
from tests.api.serving import light_settings


@pytest.mark.parametrize(
    ("host", "public_url", "shown"),
    [
        ("127.0.0.1", "", "http://127.0.0.1:8123/sign-in#"),
        ("::1", "", "http://[::1]:8123/sign-in#"),
        ("0.0.0.0", "", "http://127.0.0.1:8123/sign-in#"),
        ("0.0.0.0", "https://oefenen.example.be/", "https://oefenen.example.be/sign-in#"),
    ],
)
def test_a_link_is_printed_once_the_port_is_known_and_after_each_use(
    host: str, public_url: str, shown: str, tmp_path: Path
) -> None:
    terminal = io.StringIO()
    printed = PrintedLink(light_settings(tmp_path, host=host, public_url=public_url), terminal)
    link = OneTimeLink(printed.announce)
    link.renew()
    assert terminal.getvalue() == ""
    printed.listening_on(8123)
    first = terminal.getvalue().split("Sign in once with: ")[1].strip()
    assert first.startswith(shown)
    secret = first.split("#")[1]
    assert len(secret) >= 32
    assert not link.redeem("")
    assert not link.redeem(secret[:-1])
    assert terminal.getvalue().count("Sign in once") == 1
    assert link.redeem(f" {secret}\n")
    assert not link.redeem(secret)
    assert terminal.getvalue().count("Sign in once") == 2


def test_before_the_first_link_nothing_opens() -> None:
    assert not OneTimeLink(lambda _secret: None).redeem("")
