"""The silence after the news: who broke it, and whether the speaker talked on."""

from collections.abc import Iterable, Iterator

from simulator.feedback.moments.moment import moment
from simulator.feedback.view import TalkView
from simulator.feedback.wording import fill
from simulator.flow.evidence import Evidence
from simulator.flow.local_text import LocalText
from simulator.flow.speech import Word
from simulator.flow.talk import AvatarTurn, TraineeTurn

TALK_ON_FREE_S = 3.0
"""One short sentence after the news costs nothing (our choice)."""
SILENCE_S = 1.0
"""Shorter gaps are breath, not room (rubric row 3)."""
GOOD_SILENCE_S = 3.0

SOURCE = "SPIKES (Baile 2000): pause after the news; seconds are our choice (domain brief, sections 1 and 3)"

LEFT_TO_OTHER = LocalText(
    nl="Na het nieuws zweeg je; na {seconds} s sprak de ander.",
    fr="Après la nouvelle, vous avez gardé le silence ; l'autre a parlé après {seconds} s.",
    en="After the news you were silent; the other spoke after {seconds} s.",
)
BROKEN = LocalText(
    nl="Na het nieuws was het {seconds} s stil voor je verder sprak.",
    fr="Après la nouvelle, {seconds} s de silence avant que vous ne repreniez.",
    en="After the news it was silent for {seconds} s before you spoke on.",
)
TALKED_ON = LocalText(
    nl="Na het nieuws praatte je in dezelfde beurt nog {seconds} s door.",
    fr="Après la nouvelle, vous avez continué {seconds} s dans le même tour.",
    en="After the news you talked on for {seconds} s in the same turn.",
)
BE_SILENT = LocalText(
    nl="Zwijg na de kernzin en tel in stilte tot vijf.",
    fr="Taisez-vous après la phrase centrale et comptez en silence jusqu'à cinq.",
    en="Be silent after the core sentence and count to five in your head.",
)


def observe_room(view: TalkView) -> Iterator[Evidence]:
    """`moment.room.avatar_first` or `.trainee_first` (the silence), and `moment.talked_on`."""
    if view.news is None:
        return
    turn = view.turn(view.news)
    pause = pause_in_turn(turn, view.news.end_ms)
    spoke_until_ms = pause[0] if pause else turn.end_ms
    talked_on = (view.news.end_ms, max(view.news.end_ms, spoke_until_ms))
    if talked_on[1] - talked_on[0] > TALK_ON_FREE_S * 1000:
        message = fill(TALKED_ON, seconds=(talked_on[1] - talked_on[0]) / 1000)
        yield moment(
            "moment.talked_on", turn, talked_on, message,
            category="listening", polarity="negative", suggestion=BE_SILENT, source=SOURCE,
        )  # fmt: skip
    if pause:
        yield _silence(turn, pause, is_left_to_other=False)
        return
    following = view.spoken_after(turn)
    if following is not None:
        between = (turn.end_ms, max(turn.end_ms, following.start_ms))
        yield _silence(turn, between, is_left_to_other=isinstance(following, AvatarTurn))


def _silence(turn: TraineeTurn, between_ms: tuple[int, int], *, is_left_to_other: bool) -> Evidence:
    seconds = (between_ms[1] - between_ms[0]) / 1000
    is_good = is_left_to_other or seconds >= GOOD_SILENCE_S
    return moment(
        f"moment.room.{'avatar_first' if is_left_to_other else 'trainee_first'}",
        turn,
        between_ms,
        fill(LEFT_TO_OTHER if is_left_to_other else BROKEN, seconds=seconds),
        category="listening",
        polarity="positive" if is_good else "negative",
        suggestion=None if is_good else BE_SILENT,
        source=SOURCE,
    )


def pause_in_turn(turn: TraineeTurn, after_ms: int) -> tuple[int, int] | None:
    """The first silence of a second or more behind the news inside its own turn: a patient turn end keeps it whole."""
    previous_end_ms = after_ms
    for word in turn.words:
        if word.end_ms <= after_ms:
            continue
        if word.start_ms - previous_end_ms >= SILENCE_S * 1000:
            return previous_end_ms, word.start_ms
        previous_end_ms = word.end_ms
    return None


def stretches(words: Iterable[Word]) -> tuple[Word, ...]:
    """All of word times that points rest on: where speech begins, and the silences that `pause_in_turn` finds.

    Words between two such silences become one without text, so that no pace can be read from them.
    """
    found: list[Word] = []
    for word in words:
        if found and word.start_ms - found[-1].end_ms < SILENCE_S * 1000:
            found[-1] = Word("", found[-1].start_ms, word.end_ms, 1.0)
        else:
            found.append(Word("", word.start_ms, word.end_ms, 1.0))
    return tuple(found)
