"""Our two typefaces as a report carries them: inside the file, which is kept, mailed and printed anywhere."""

from base64 import b64encode
from functools import cache
from importlib.resources import files
from re import Match, sub
from typing import Final

FONTS: Final = files("simulator").joinpath("fonts")


@cache
def embedded() -> str:
    """The `@font-face` rules of what we ship, each with its font as a `data:` address; 110 KB."""
    rules = [line for line in FONTS.joinpath("fonts.css").read_text("utf-8").splitlines() if "url(" in line]
    return sub(r'url\("/fonts/([\w-]+\.woff2)"\)', _with_font, "\n".join(rules))


def _with_font(address: Match[str]) -> str:
    font = b64encode(FONTS.joinpath(address[1]).read_bytes()).decode("ascii")
    return f"url(data:font/woff2;base64,{font})"
