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


DEMO_TALKS = (
    DemoTalk(
        title="C4 talk, the manager beats about the bush",
        request=TalkRequest("c4-ontslag", "lieve", "nl", "normal", seed=1),
        report_file=Path("report-vaag.html"),
        turns=(
            "Dag Lieve, alles goed thuis? En hoe was het verlof?",
            "Er beweegt nogal wat in het bedrijf. We moeten eens bekijken hoe we dat in de toekomst gaan invullen.",
            "Er is op een hoger niveau beslist dat sommige functies een andere richting uitgaan.",
            "Ik kan daar nu nog niet te veel over zeggen. We zien wel. Wie weet komt er nog iets.",
        ),
    ),
    DemoTalk(
        title="C4 talk, told straight out",
        request=TalkRequest("c4-ontslag", "lieve", "nl", "normal", seed=1),
        report_file=Path("report.html"),
        turns=(
            "Dag Lieve, ga zitten. Ik heb slecht nieuws. Wij beëindigen uw contract. U bent ontslagen.",
            "Ik zie dat dit hard aankomt. Neem gerust de tijd.",
            "Ik heb dat zelf beslist, samen met de directie. De beslissing is definitief.",
            "De reden is dat de afdeling sluit. Uw functie verdwijnt.",
            "Morgen om tien uur zitten we samen met Ann van personeel. U krijgt dan alle papieren en uitleg.",
        ),
    ),
)  # fmt: skip


def spoken_by(talk: DemoTalk, settings: Settings) -> tuple[list[Samples], str]:
    """The manager's turns as sound, made now by the best voice there is, and that voice's name."""
    language = talk.request.language or "nl"
    return avatar.speak_talk(talk.turns, language, settings)
