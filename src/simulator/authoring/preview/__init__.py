"""A scenario drawn: phases, what leads from one to the next, triggers and the ladder."""

from simulator.authoring.preview.mermaid import as_mermaid
from simulator.authoring.preview.svg import as_svg

__all__ = ["as_mermaid", "as_svg"]
