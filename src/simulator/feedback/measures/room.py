"""Room for the other: the silence after the news, and speaking over it (rubric row 3)."""

from simulator.feedback.measures.measure import NO_TALK, Found, Wording, counted, falling, interval_s, measure
from simulator.feedback.moments.room import GOOD_SILENCE_S, SILENCE_S, TALK_ON_FREE_S
from simulator.feedback.view import TalkView
from simulator.flow.evidence import Evidence
from simulator.flow.local_text import LocalText

ROW_3 = (
    "domain brief section 1, C4 row 3: SPIKES (Baile 2000), “wees stil” (resonanttrainen.nl); seconds are our choice"
)
TALK_ON_ZERO_S = 10.0

NO_SILENCE_KNOWN = LocalText(
    nl="Over de stilte na de kern valt niets te zeggen: ze kwam niet, of niemand sprak erna.",
    fr="Rien à dire du silence après l'essentiel : il n'est pas venu, ou personne n'a parlé ensuite.",
    en="Nothing can be said of the silence after the core: it did not come, or nobody spoke after it.",
)
KEEP_SILENT = LocalText(
    nl="Zwijg na de kern en laat de ander het eerst spreken.",
    fr="Taisez-vous après l'essentiel et laissez l'autre parler en premier.",
    en="Be silent after the core and let the other speak first.",
)


@measure(
    ROW_3,
    Wording(
        value=LocalText(
            nl="Na de kern was het {value} s stil.",
            fr="Après l'essentiel, {value} s de silence.",
            en="After the core it was silent for {value} s.",
        ),
        missing=NO_SILENCE_KNOWN,
        advice=KEEP_SILENT,
    ),
)
def room_s(view: TalkView) -> Found:
    """Seconds of silence after the news, until anybody spoke."""
    silence = _silence(view)
    return (interval_s(silence), (silence,)) if silence else (None, ())


@measure(
    ROW_3,
    Wording(
        value=LocalText(
            nl="Ruimte na de kern: {percent} % (3 s stilte, of de ander spreekt eerst, is 100 %).",
            fr="Espace après l'essentiel : {percent} % (3 s de silence, ou l'autre parle en premier, vaut 100 %).",
            en="Room after the core: {percent} % (3 s of silence, or the other speaks first, is 100 %).",
        ),
        missing=NO_SILENCE_KNOWN,
        advice=KEEP_SILENT,
    ),
)
def room_ratio(view: TalkView) -> Found:
    """1 where 3 s of silence followed the news or the persona spoke first without being interrupted; 0 under 1 s,
    after an interruption of that answer, or after talking on for more than 10 s in the same turn; linear between.
    A longer silence than 10 s loses nothing: silence after the news is good.
    """
    silence = _silence(view)
    if silence is None:
        return None, ()
    told = view.ordinal(silence)
    over_it = tuple(e for e in view.having("moment.overlap") if view.ordinal(e) == told + 1)
    talked_on = view.having("moment.talked_on")
    ratio = _gap_ratio(silence)
    if talked_on:
        ratio = min(ratio, falling(interval_s(talked_on[0]), TALK_ON_FREE_S, TALK_ON_ZERO_S))
    return (0.0 if over_it else ratio), (silence, *over_it, *talked_on)


def _silence(view: TalkView) -> Evidence | None:
    silences = view.having("moment.room")
    return silences[0] if view.news and silences else None


def _gap_ratio(silence: Evidence) -> float:
    if silence.rule_id == "moment.room.avatar_first":
        return 1.0
    return falling(interval_s(silence), GOOD_SILENCE_S, SILENCE_S)


@measure(
    "domain brief section 3: onset 0.3 s before the other ends, 0.6 s long, no backchannel (our choice)",
    Wording(
        value=LocalText(
            nl="Je onderbrak de ander {value} keer.",
            fr="Vous avez interrompu l'autre {value} fois.",
            en="Times you interrupted the other: {value}.",
        ),
        missing=NO_TALK,
        advice=LocalText(nl="Laat de ander uitspreken.", fr="Laissez l'autre terminer.", en="Let the other finish."),
    ),
)
def overlap_count(view: TalkView) -> Found:
    """How often the trainee took the word while the persona was speaking."""
    return counted(view, "moment.overlap")


MEASURES = (room_s, room_ratio, overlap_count)
