"""Deliveries written by hand."""

from collections.abc import Sequence

from simulator.flow.prosody import Delivery, LevelSummary, Pause, PitchSummary, Quality

NAN = float("nan")


def turn(
    *,
    rate_sps: float = 4.0,
    voiced_s: float = 6.0,
    median_hz: float = 120.0,
    sd_st: float = 2.0,
    word_levels_db: Sequence[float] = (),
    fillers: int = 0,
    usable: bool = True,
) -> Delivery:
    """A turn that is voiced for 60 % of its speech."""
    pauses = tuple(Pause(1000 * k, 1000 * k + 300, "filled") for k in range(fillers))
    return Delivery(
        speech_ms=round(voiced_s / 0.6 * 1000),
        pauses=pauses,
        syllable_count=12,
        articulation_rate_sps=rate_sps,
        pitch=PitchSummary(median_hz, 3 * sd_st, -8.0, 0.6, sd_st, sd_st / 17, -1.0, -2.0),
        level=LevelSummary(-24.0, 11.0),
        quality=Quality(30.0 if usable else 4.0, 0.0, usable, None if usable else "noisy"),
        word_levels_db=tuple(word_levels_db),
    )
