"""Counts a silence in whole seconds, so that the director hears of each once."""

TICK_MS = 1000


class SilenceWatch:
    """Remembers how much of the silence under way was told."""

    def __init__(self) -> None:
        self._told_ms = 0

    def due(self, silence_ms: int) -> int | None:
        """The silence to tell now, in whole seconds; None when this second was told. A shorter one is a new silence."""
        if silence_ms < self._told_ms:
            self._told_ms = 0
        if silence_ms - self._told_ms < TICK_MS:
            return None
        self._told_ms = silence_ms - silence_ms % TICK_MS
        return self._told_ms
