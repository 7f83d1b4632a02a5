"""The talks of `make demo`: the same dismissal, once beaten about the bush, once told straight out."""

from dataclasses import dataclass
from pathlib import Path

from simulator import avatar
from simulator.flow.audio import Samples
from simulator.session.rooms import TalkRequest
from simulator.settings import Settings


@dataclass(frozen=True, slots=True)
class DemoTalk:
    """One spoken talk of the demo."""

    title: str
    request: TalkRequest
    report_file: Path
    turns: tuple[str, ...]


# The wordings are those that the recogniser understands best from the voices that need no hub; they were chosen by
# listening with it (docs/decisions/0002-voices.md).
DEMO_TALKS = (
    DemoTalk(
        title="C4 talk, the manager beats about the bush",
        request=TalkRequest("c4-ontslag", "lieve", "nl", "normal", seed=1),
        report_file=Path("report-vaag.html"),
        turns=(
            "Dag Lieve, alles goed thuis? En hoe was de vakantie?",
            "Er beweegt nogal wat in het bedrijf. We moeten eens bekijken hoe we dat anders doen.",
            "Er is beslist dat sommige mensen een andere richting uit gaan.",
            "Ik kan daar nu niet veel over zeggen. We zien wel. Wie weet komt er nog iets.",
        ),
    ),
    DemoTalk(
        title="C4 talk, told straight out",
        request=TalkRequest("c4-ontslag", "lieve", "nl", "normal", seed=1),
        report_file=Path("report.html"),
        turns=(
            "Dag Lieve. Ik heb slecht nieuws. We zetten je contract stop. Je bent ontslagen.",
            "Ik zie dat dit hard aankomt. Neem de tijd.",
            "Dat is mijn beslissing. Ik neem die beslissing zelf.",
            "De reden is dat de afdeling dicht gaat. Er is geen andere plaats.",
            "Maandag krijg je een brief thuis. Dan praten we met Ann over hulp bij werk zoeken.",
        ),
    ),
)


def spoken_by(talk: DemoTalk, settings: Settings) -> tuple[list[Samples], str]:
    """The manager's turns as sound, made now by the best voice there is, and that voice's name."""
    language = talk.request.language or "nl"
    return avatar.speak_talk(talk.turns, language, settings)
