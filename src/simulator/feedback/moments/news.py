"""When and how the core was told."""

from collections.abc import Iterator

from simulator.feedback.moments.moment import moment
from simulator.feedback.view import TalkView
from simulator.feedback.wording import fill
from simulator.flow.evidence import Evidence
from simulator.flow.labels import Intent
from simulator.flow.local_text import LocalText

IN_TIME_S = 30.0
IN_TIME_TURN = 2
"""Rubric row 1: full marks up to here (domain brief, section 1; seconds are our choice)."""

DIRECT_QUESTIONS: frozenset[Intent] = frozenset({"ask_yes_no", "insist"})

CONFIRMING_WORDS = frozenset(
    {
        "ja", "jawel", "jazeker", "inderdaad", "klopt", "dat", "is", "zo", "helaas", "jammer", "genoeg",
        "sorry", "euh", "goed", "het", "correct",
        "oui", "si", "en", "effet", "c", "est", "exact", "ça",
        "malheureusement", "hélas", "tout", "à", "fait", "juste",
        "yes", "yeah", "yep", "that", "s", "right", "it", "so",
        "indeed", "unfortunately", "i", "m", "afraid", "you", "are",
    }
)  # fmt: skip
"""An answer made of these alone confirms what the other asked and tells nothing itself."""

TIMING = LocalText(
    nl="Het nieuws was na {seconds} s uitgesproken, in beurt {turn}.",
    fr="La nouvelle était dite après {seconds} s, au tour {turn}.",
    en="The news was out after {seconds} s, in turn {turn}.",
)
TURN = LocalText(
    nl="Hier zei je het nieuws: beurt {turn}.",
    fr="C'est ici que vous avez dit la nouvelle : tour {turn}.",
    en="Here you told the news: turn {turn}.",
)
PROMPTED = LocalText(
    nl="Het nieuws kwam alleen als bevestiging van de vraag van de ander.",
    fr="La nouvelle n'est venue qu'en confirmation de la question de l'autre.",
    en="The news came only as a yes to the other's question.",
)
NEVER = LocalText(
    nl="De kernboodschap is in dit gesprek niet uitdrukkelijk gezegd.",
    fr="Le message central n'a pas été dit explicitement dans cet entretien.",
    en="The core message was not told explicitly in this talk.",
)
LATE = LocalText(
    nl="De kern kwam laat: na {seconds} s, in beurt {turn}.",
    fr="L'essentiel est venu tard : après {seconds} s, au tour {turn}.",
    en="The core came late: after {seconds} s, in turn {turn}.",
)
SAY_FIRST = LocalText(
    nl="Zeg de kern in je eerste of tweede beurt, in één zin, en zwijg dan.",
    fr="Dites l'essentiel au premier ou au deuxième tour, en une phrase, puis taisez-vous.",
    en="Tell the core in your first or second turn, in one sentence, then be silent.",
)


def observe_news(view: TalkView) -> Iterator[Evidence]:
    """`moment.news_time`, `.news_turn`, `.news_prompted` where the core was told; `moment.delay` where it came late."""
    if not view.trainee_turns:
        return
    first_ms = first_word_ms(view)
    news = view.news
    if news is None:
        last = view.trainee_turns[-1]
        between = (first_ms, max(first_ms, last.end_ms))
        yield moment(
            "moment.delay", last, between, NEVER, category="structure", polarity="negative", suggestion=SAY_FIRST
        )
        return
    turn, ordinal = view.turn(news), view.ordinal(news)
    between = (first_ms, max(first_ms, news.end_ms))
    seconds = (between[1] - between[0]) / 1000
    is_late = seconds > IN_TIME_S or ordinal > IN_TIME_TURN
    yield moment(
        "moment.news_time", turn, between, fill(TIMING, seconds=seconds, turn=ordinal),
        category="structure", polarity="neutral" if is_late else "positive", said=news,
    )  # fmt: skip
    yield moment(
        "moment.news_turn", turn, (news.start_ms, news.end_ms), fill(TURN, turn=ordinal),
        category="structure", polarity="neutral", said=news,
    )  # fmt: skip
    if is_prompted(view, news):
        yield moment(
            "moment.news_prompted", turn, (news.start_ms, news.end_ms), PROMPTED,
            category="clarity", polarity="negative", said=news, suggestion=SAY_FIRST,
        )  # fmt: skip
    if is_late:
        yield moment(
            "moment.delay", turn, between, fill(LATE, seconds=seconds, turn=ordinal),
            category="structure", polarity="negative", said=news, suggestion=SAY_FIRST,
        )  # fmt: skip


def first_word_ms(view: TalkView) -> int:
    """Where the trainee's first word begins."""
    first = view.trainee_turns[0]
    return first.words[0].start_ms if first.words else first.start_ms


def is_prompted(view: TalkView, news: Evidence) -> bool:
    """Whether the clause only confirms the persona's direct question."""
    before = view.avatar_before(view.turn(news))
    if before is None or not (before.intent in DIRECT_QUESTIONS or before.text.rstrip().endswith("?")):
        return False
    letters = "".join(c if c.isalpha() else " " for c in news.quote.lower())
    words = letters.split()
    return bool(words) and all(word in CONFIRMING_WORDS for word in words)
