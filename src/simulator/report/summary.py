"""The report in a dozen lines for the terminal."""

from simulator.flow.labels import Language
from simulator.flow.report import RehearsalReport
from simulator.report.audience import show
from simulator.report.front import news_moment, pointer
from simulator.report.safe_text import clean
from simulator.report.texts import Texts, texts

BAR_CELLS = 20


def summary(report: RehearsalReport, language: Language) -> str:
    """Total, criteria, the moment of the news and the one thing to change, as plain text.

    The trainee's own view: it ends on the trainee's terminal.
    """
    shown, words = show(report, "trainee", language), texts(language)
    feedback = report.feedback
    rows = [f"{words.label('score.total')} {words.number(feedback.total)} {words('score.of')} 100"]
    rows += [f"{words.label('score.capped')} {words.of(because)}" for because in feedback.blocked_because]
    width = max((len(words.of(c.title)) for c in feedback.criteria), default=0)
    rows += [_criterion(words, words.of(c.title).ljust(width), c.value, c.max) for c in feedback.criteria]
    if feedback.legal_points_lost:
        rows.append(
            f"{words.label('score.legal_lost')} {words.number(feedback.legal_points_lost)}. {words('legal.ask')}"
        )
    moment = news_moment(shown)
    told = (
        f"{moment.time}, {words('first.turn')} {moment.turn}: {words.quoted(moment.quote)}"
        if moment
        else words("first.no_news")
    )
    rows.append(f"{words.label('first.news')} {told}")
    change = pointer(shown, "change")
    rows.append(f"{words.label('first.change')} {change.text if change else words('first.nothing_to_change')}")
    if change and change.better:
        rows.append(f"{words.label('transcript.rather')} {change.better}")
    return clean("\n".join(rows)) + "\n"


def _criterion(words: Texts, title: str, value: float, maximum: float) -> str:
    filled = round(BAR_CELLS * value / maximum)
    points = f"{words.number(value)} {words('score.of')} {words.number(maximum)}"
    return f"  {title}  {'█' * filled}{'·' * (BAR_CELLS - filled)}  {points}"
