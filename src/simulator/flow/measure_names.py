"""The allow-list: every number that may be told about a trainee, by name. What is not here is not measured.

Delivery is measured as physical quantities, content as counts, times and shares of what was said; nothing stands for a
feeling (Regulation (EU) 2024/1689, art. 5(1)(f) and recital 18). A new measure gets its name here first:
tests/compliance/test_measure_names.py finds one that did not, in the code, on the wire, in a report and in a table.
"""

from typing import Final, Literal

DeliveryUnit = Literal[
    "ms", "s", "Hz", "dB", "dBFS", "semitones", "semitones/s", "syllables/s", "per 100 words", "0-1", "count", "label",
]  # fmt: skip

DELIVERY: Final[dict[str, DeliveryUnit]] = {
    "speech_ms": "ms",
    "pauses": "ms",
    "syllable_count": "count",
    "articulation_rate_sps": "syllables/s",
    "median_hz": "Hz",
    "range_st": "semitones",
    "sd_st": "semitones",
    "pdq": "0-1",
    "slope_st_s": "semitones/s",
    "final_slope_st_s": "semitones/s",
    "final_rise_st": "semitones",
    "contour_start_ms": "ms",
    "contour_st": "semitones",
    "voiced_ratio": "0-1",
    "median_dbfs": "dBFS",
    "range_db": "dB",
    "level_range_db": "dB",
    "word_levels_db": "dB",
    "core_db": "dB",
    "last_word_db": "dB",
    "snr_db": "dB",
    "clipping_ratio": "0-1",
    "clipping": "0-1",
    "usable": "label",
    "problem": "label",
    "unsaid": "label",
    "unusable_because": "label",
    "gap_ms": "ms",
    "overlap_ms": "ms",
    "filled_pauses_per_100_words": "per 100 words",
}
"""How a turn was said, as the rooms measure it and the wire sends it (docs/delivery.md); for the trainee alone."""

DELIVERY_IN_REPORTS: Final[dict[str, DeliveryUnit]] = {
    "articulation_rate_sps": "syllables/s",
    "pitch_range_st": "semitones",
    "pdq": "0-1",
    "final_rise_st": "semitones",
    "core_db": "dB",
    "last_word_db": "dB",
    "level_range_db": "dB",
    "longest_pause_s": "s",
    "filled_pauses_per_100_words": "per 100 words",
    "answer_gap_s": "s",
}
"""Rows of the report's table of delivery."""

DELIVERY_REMARKS: Final[frozenset[str]] = frozenset(
    {
        "articulation_rate", "pitch_range", "long_pause", "unusable", "final_rise", "core_level", "last_word_level",
        "answer_gap", "own_articulation_rate_sps", "own_median_hz", "own_range_st", "own_filled_pauses_per_100_words",
    }
)  # fmt: skip
"""What follows "delivery." in the rule id of a remark; none of them scores."""

CONTENT: Final[frozenset[str]] = frozenset(
    {
        # the opening and the news
        "small_talk_s", "personal_opening", "agenda_free_s", "own_disclosure_count", "agenda_stated", "news_said",
        "news_time_s", "news_turn", "news_prompted", "news_severity", "core_amount", "core_date",
        # room, listening
        "room_s", "room_ratio", "overlap_count", "reception_acts", "reception_faults", "asks_view_count",
        "reflect_count", "follow_up_question_count", "acknowledge_count", "early_advice_count",
        "reflected_before_solution", "loss_named", "talk_ratio",
        # ownership, reasons, clarity
        "ownership_ratio", "blame_shift_count", "reason_ratio", "firmness_ratio", "vague_turn_count", "sandwich_count",
        "person_judgement_count", "legal_flag_count", "drift_count", "loose_promise_count", "i_message_count",
        "grounded_count",
        # agreements
        "next_steps_count", "request_smart_ratio", "follow_up_dated", "written_agreement", "concrete_offer_count",
        "documented_count", "third_party_offered", "behaviour_examples", "effect_named",
        # manners, a plea
        "title_ratio", "informal_address_count", "courtesy_count", "thanks_count", "adapted_count",
        "generalising_count", "prep_ratio", "recovery_ratio", "core_regained_s", "apology_count",
    }
)  # fmt: skip
"""What a rubric may score: words and when they were said, never how a voice sounded."""

SERVICE_METRICS: Final[frozenset[str]] = frozenset(
    {"rechtuit_stage_seconds", "rechtuit_answer_seconds", "rechtuit_talks", "rechtuit_places"}
)
"""What Prometheus reads: the machine's own time and room, nothing of a person."""
