"""Example talks for tests of feedback and report, by hand: words, times and the evidence language would find."""

from dataclasses import dataclass, field

from simulator.flow.dialogue import PersonaState
from simulator.flow.evidence import Evidence, Polarity
from simulator.flow.labels import VAGUENESS_WEIGHT, EvidenceCategory, Intent, Language, Mood, VaguenessCode
from simulator.flow.language import Judgement
from simulator.flow.local_text import LocalText
from simulator.flow.persona import Persona, Personality
from simulator.flow.prosody import Delivery, LevelSummary, Pause, PitchSummary, Quality
from simulator.flow.report import Feedback, RehearsalReport
from simulator.flow.scenario import Band, Blocker, Criterion, LegalNote, Phase, Rubric, Scenario
from simulator.flow.talk import AvatarTurn, Talk, TraineeTurn, Turn

MS_PER_CHAR = 65
POSITIVE = {
    "core", "act.acknowledge_emotion", "act.reflect", "act.silence_offer", "act.open_question",
    "act.own_responsibility", "act.repeat_core", "act.practical_info", "act.next_steps",
    "act.follow_up", "act.offer_support",
}  # fmt: skip


def text(nl: str) -> LocalText:
    return LocalText(nl=nl, fr=f"{nl} (fr)", en=f"{nl} (en)")


def _category(rule: str) -> EvidenceCategory:
    match rule.split(".")[0]:
        case "vague":
            return "vagueness"
        case "legal":
            return "legal"
        case "core" | "fact":
            return "clarity"
        case _:
            return "listening"


def _polarity(rule: str) -> Polarity:
    if rule.split(".")[0] in {"vague", "legal"}:
        return "negative"
    return "positive" if rule in POSITIVE else "neutral"


def _weight(rule: str) -> float:
    kind, _, rest = rule.partition(".")
    codes: dict[str, int] = {str(code): weight for code, weight in VAGUENESS_WEIGHT.items()}
    return float(codes[rest.split(".")[0]]) if kind == "vague" else 1.0


@dataclass
class TalkBuilder:
    """Turns one after the other; a mark is (rule id, the words that show it)."""

    talk_id: str = "talk-1"
    now_ms: int = 0
    turns: list[Turn] = field(default_factory=list)
    tension: float = 0.0
    language: Language = "nl"

    def avatar(
        self, said: str, intent: Intent = "await_point", *, gap_ms: int = 800, mood: Mood = "neutral",
        duration_ms: int | None = None, cut_off: bool = False, trust: float = 0.5, tension: float = 0.1,
    ) -> "TalkBuilder":  # fmt: skip
        start = self.now_ms + gap_ms
        end = start + (len(said) * MS_PER_CHAR if duration_ms is None else duration_ms)
        state = PersonaState(scenario_phase="opening", mood=mood, trust=trust, tension=tension)
        item = f"persona_{len(self.turns):03d}"
        self.turns.append(AvatarTurn(item, said, intent, mood, start, end, state, cut_off=cut_off))
        self.now_ms = end
        return self

    def trainee(
        self, said: str, *marks: tuple[str, str], gap_ms: int = 900, duration_ms: int | None = None,
        delivery: Delivery | None = None,
    ) -> "TalkBuilder":  # fmt: skip
        start = self.now_ms + gap_ms
        length = len(said) * MS_PER_CHAR if duration_ms is None else duration_ms
        item = f"trainee_{len(self.turns):03d}"
        evidence = tuple(
            self._evidence(item, said, rule, quote, start, length, number)
            for number, (rule, quote) in enumerate(marks)
        )  # fmt: skip
        judgement = Judgement(said, self.language, 0, 0.0, False, 0.0)
        self.turns.append(
            TraineeTurn(
                item,
                said,
                self.language,
                start,
                start + length,
                judgement,
                evidence=evidence,
                delivery=delivery and delivery.shifted(start),
            )
        )
        self.now_ms = start + length
        return self

    def _evidence(self, item: str, said: str, rule: str, quote: str, start: int, length: int, number: int) -> Evidence:
        at = said.index(quote)
        is_vague, is_legal = rule.startswith("vague."), rule.startswith("legal.")
        return Evidence(
            f"{item}:{rule}:{number}", rule, _category(rule), _polarity(rule), _weight(rule), item, at, at + len(quote),
            start + length * at // max(1, len(said)), start + length * (at + len(quote)) // max(1, len(said)), quote,
            text(f"Gevonden: {rule.split('.')[-1]}."),
            text("Zeg liever: “Wij beëindigen uw contract.”") if is_vague else None,
            ("trainee", "trainer"),
            "Antidiscriminatiewet 10-5-2007 (nagekeken 2026-11-01)" if is_legal else "",
        )  # fmt: skip

    def build(self) -> Talk:
        return Talk(self.talk_id, "c4-test", "lieve", self.language, "normal", 7, tuple(self.turns))


def vague(code: VaguenessCode) -> str:
    return f"vague.{code}.1"


def delivery(speech_ms: int = 4000, *, rate: float = 4.4, start_ms: int = 0, usable: bool = True) -> Delivery:
    nan = float("nan")
    return Delivery(
        speech_ms,
        (
            Pause(start_ms + 500, start_ms + 900, "silent"),
            Pause(start_ms + 1500, start_ms + 3700, "silent"),
            Pause(start_ms + 1000, start_ms + 1250, "filled"),
        ),
        18,
        rate if usable else nan,
        PitchSummary(182.0, 6.2, -8.0, 0.7) if usable else PitchSummary(nan, nan, nan, nan),
        LevelSummary(-24.0, 11.0),
        Quality(28.0 if usable else 4.0, 0.0, usable),
        None if usable else "signal to noise ratio under 10 dB",
    )


def good_talk(*, spoken: bool = False) -> Talk:
    """Core in the first turn, silence, reception, one reason, dated next step."""
    sound = delivery() if spoken else None
    return (
        TalkBuilder("good")
        .avatar("Ge wou mij spreken?", "greet")
        .trainee(
            "Dag Lieve. Ik heb slecht nieuws. Wij beëindigen uw contract op 30 november. Dat heb ik beslist.",
            ("act.warning_shot", "Ik heb slecht nieuws."),
            ("core", "Wij beëindigen uw contract op 30 november."),
            ("fact.date", "30 november"),
            ("act.own_responsibility", "Dat heb ik beslist."),
            delivery=sound,
        )
        .avatar("Amai. Dat meent ge niet.", "take_news", gap_ms=4200, mood="shocked", tension=0.5)
        .trainee("Ik zie dat dit hard aankomt.", ("act.acknowledge_emotion", "dit hard aankomt"), delivery=sound)
        .avatar("En als ik minder ga werken?", "bargain", mood="bargaining", trust=0.55, tension=0.45)
        .trainee(
            "Ge zoekt naar een manier om te blijven. De beslissing staat vast: uw contract stopt.",
            ("act.reflect", "Ge zoekt naar een manier om te blijven."),
            ("act.repeat_core", "uw contract stopt"),
            delivery=sound,
        )
        .avatar("Waarom ik?", "ask_reason", mood="sad", trust=0.6, tension=0.35)
        .trainee(
            "De omzet van uw afdeling is gehalveerd.",
            ("act.give_reason", "De omzet van uw afdeling is gehalveerd."),
            ("fact.reason", "omzet van uw afdeling is gehalveerd"),
            delivery=sound,
        )
        .avatar("En nu?", "ask_practical", mood="practical", trust=0.65, tension=0.2)
        .trainee(
            "Vandaag moet ge niets tekenen. Donderdag om 10 uur zitten wij samen met Sofie van HR over uw papieren.",
            ("act.practical_info", "Vandaag moet ge niets tekenen."),
            ("act.follow_up", "Donderdag om 10 uur zitten wij samen"),
            ("fact.date", "Donderdag om 10 uur"),
            ("fact.person", "Sofie"),
            ("fact.document", "papieren"),
            delivery=sound,
        )
        .build()
    )


def mediocre_talk() -> Talk:
    """Core in turn 3 with a softener, talks on, one reception, vague close."""
    return (
        TalkBuilder("mediocre")
        .avatar("Ge wou mij spreken?", "greet")
        .trainee("Dag Lieve, alles goed thuis?", (vague("delay"), "alles goed thuis?"))
        .avatar("Ja, ja. Wat is er?", "small_reply")
        .trainee(
            "Ge weet dat het moeilijk gaat in de sector.", (vague("delay"), "het moeilijk gaat"), duration_ms=24000
        )
        .avatar("Wat bedoelt u nu precies?", "ask_clarity", mood="wary", tension=0.3)
        .trainee(
            "Ik moet u eigenlijk gewoon meedelen dat wij uw contract stopzetten op 30 november. Het is niet anders, "
            "en ik wou dat graag zelf zeggen.",
            (vague("downtoner"), "gewoon"),
            ("core", "wij uw contract stopzetten op 30 november"),
        )
        .avatar("Maar allee, dat kan toch niet!", "protest", gap_ms=1000, mood="angry", tension=0.6)
        .trainee(
            "Ik begrijp dat ge kwaad zijt. Het is wel zo: uw contract stopt.",
            ("act.acknowledge_emotion", "Ik begrijp dat ge kwaad zijt."),
            ("act.repeat_core", "uw contract stopt"),
        )
        .avatar("Wie heeft dat beslist?", "ask_who_decided", mood="angry", tension=0.6)
        .trainee(
            "Wij hebben dat beslist, al moest het van de groep. De kosten waren te hoog en de markt zakt.",
            ("act.own_responsibility", "Wij hebben dat beslist"),
            ("act.give_reason", "De kosten waren te hoog"),
        )
        .avatar("Het moest dus van de groep.", "push_back", tension=0.6)
        .trainee(
            "Ja, het moest van hogerhand. Wie weet volgend jaar.",
            (vague("blame_shift"), "het moest van hogerhand"),
            (vague("false_hope"), "Wie weet volgend jaar."),
        )
        .avatar("En wat nu?", "ask_practical")
        .trainee(
            "Ge krijgt een brief en ik hou u op de hoogte.",
            ("fact.document", "brief"),
            (vague("vague_commitment"), "ik hou u op de hoogte"),
        )
        .build()
    )


def terrible_talk() -> Talk:
    """The core never comes; blame, comfort, a judgement of the person, an unlawful sentence."""
    return (
        TalkBuilder("terrible")
        .avatar("Ge wou mij spreken?", "greet")
        .trainee("Alles goed thuis? Pak eerst een koffie.", (vague("delay"), "Pak eerst een koffie."))
        .avatar("Wat bedoelt u nu precies?", "ask_clarity", mood="wary", tension=0.3)
        .trainee(
            "Er is beslist dat wij misschien een andere richting uitgaan, ge zijt een topper maar ge zijt hier te oud "
            "voor.",
            (vague("agentless"), "Er is beslist"),
            (vague("euphemism"), "een andere richting"),
            (vague("sandwich"), "ge zijt een topper maar"),
            ("legal.age", "ge zijt hier te oud voor"),
            ("act.feedback_person", "ge zijt een topper"),
        )
        .avatar("Word ik ontslagen of niet?", "ask_yes_no", mood="angry", tension=0.7, trust=0.2)
        .trainee(
            "HR heeft dat allemaal gevraagd. Ge vindt direct iets beters.",
            (vague("blame_shift"), "HR heeft dat allemaal gevraagd."),
            (vague("false_hope"), "Ge vindt direct iets beters."),
            ("act.false_reassure", "Ge vindt direct iets beters."),
        )
        .avatar("Ja of neen?", "insist", mood="angry", tension=0.9, trust=0.1)
        .trainee("We zien wel.", (vague("vague_commitment"), "We zien wel."))
        .build()
    )


def c4_rubric() -> Rubric:
    """The C4 rubric of the domain brief, section 1."""
    criteria = (
        Criterion(
            "news_timing", text("Het nieuws eerst"), 20, (Band("news_time_s", 30, 120), Band("news_turn", 2, 6)),
            halved_when="news_prompted",
        ),
        Criterion("clarity", text("Eén duidelijke zin"), 20, (Band("news_severity", 0, 3),)),
        Criterion("room", text("Ruimte laten"), 10, (Band("room_ratio", 1, 0), Band("overlap_count", 0, 3))),
        Criterion(
            "reception", text("De reactie opvangen"), 15, (Band("reception_acts", 2, 0), Band("reception_faults", 0, 2))
        ),
        Criterion("ownership", text("De beslissing dragen"), 10, (Band("ownership_ratio", 1, 0),)),
        Criterion("reason", text("Een reden, geen discussie"), 8, (Band("reason_ratio", 1, 0),)),
        Criterion("firmness", text("Standvastig blijven"), 7, (Band("firmness_ratio", 1, 0),)),
        Criterion("next_steps", text("Vervolgstappen"), 10, (Band("next_steps_count", 2, 0),)),
    )  # fmt: skip
    never = Blocker("news_said", wanted=True, cap=40, reason=text("De kern is niet gezegd."))
    return Rubric(criteria, (never,))


def c4_scenario(rubric: Rubric | None = None) -> Scenario:
    return Scenario(
        id="c4-test",
        kind="c4_talk",
        title=text("Een C4-gesprek"),
        briefing=text("Je vertelt Lieve dat haar contract stopt."),
        core=text("Uw contract stopt op 30 november."),
        languages=("nl", "fr", "en"),
        personas=("lieve",),
        opening={"nl": "Ge wou mij spreken?"},
        phases=(Phase("opening", text("De kern zeggen")),),
        rubric=rubric or c4_rubric(),
        legal=(LegalNote(text("Een opzeg gaat per aangetekende brief."), "Securex 18-1-2024", "2026-11-01"),),
    )


def lieve() -> Persona:
    return Persona(
        id="lieve",
        name="Lieve",
        age=46,
        role=text("Loonbediende"),
        languages=("nl",),
        register="vlaamse tussentaal",
        summary=text("Zegt weinig."),
        personality=Personality(0.3, 0.9, 0.3, 0.7, 0.6),
        leary="onder-samen",
        trajectory="silence_sadness",
        lines={"nl": {"greet": {"neutral": ("Ge wou mij spreken?",)}}},
    )


def report_of(talk: Talk, feedback: Feedback) -> RehearsalReport:
    return RehearsalReport(talk, c4_scenario(), lieve(), feedback)
