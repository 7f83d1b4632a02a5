"""What a trainee is told before a word is said, at every door: REST, websocket, command line and pages."""

from typing import Final

from simulator.flow.local_text import LocalText

NOTICE: Final = LocalText(
    nl="U spreekt met een AI: de collega en zijn stem zijn kunstmatig.",
    fr="Vous parlez avec une IA : le collègue et sa voix sont artificiels.",
    en="You are talking to an AI: the colleague and the voice are artificial.",
)
"""Regulation (EU) 2024/1689, art. 50(1)."""
