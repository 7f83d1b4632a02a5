"""The examples of the domain brief, section 5, as a manager would say them: each is flagged, its denial is not."""

import pytest

from simulator.flow.labels import Language, LegalFlag
from simulator.flow.language import TurnContext
from simulator.language import judge

SAID: list[tuple[LegalFlag, Language, str]] = [
    ("age", "nl", "Ge zijt hier te oud voor."),
    ("age", "fr", "Place aux jeunes."),
    ("age", "en", "We need fresh blood."),
    ("pregnancy_family", "nl", "Nu ge zwanger zijt, wordt dat moeilijk."),
    ("pregnancy_family", "fr", "Avec votre grossesse, ce n'est plus possible."),
    ("pregnancy_family", "en", "Now you're expecting, it won't work."),
    ("health", "nl", "Door uw depressie kan het niet meer."),
    ("health", "fr", "Vu vos absences maladie, nous arrêtons."),
    ("health", "en", "It's because of your illness."),
    ("origin_religion", "nl", "Klanten willen geen accent."),
    ("origin_religion", "fr", "Votre foulard dérange les clients."),
    ("origin_religion", "en", "You're not our kind of culture."),
    ("union", "nl", "Sinds ge délégué zijt, is het gedaan met u."),
    ("union", "fr", "Depuis votre mandat, rien ne va plus."),
    ("union", "en", "Your union work is the reason."),
    ("complaint_retaliation", "nl", "Na die klacht tegen mij kunt ge hier niet blijven."),
    ("complaint_retaliation", "fr", "Après votre plainte, c'est fini."),
    ("complaint_retaliation", "en", "After you went to HR, this is over."),
    ("forced_resignation", "nl", "Ge kunt beter zelf ontslag geven."),
    ("forced_resignation", "fr", "Démissionnez plutôt."),
    ("forced_resignation", "en", "Resign or else."),
    ("notice_formality", "nl", "Teken voor ontvangst, dan loopt uw opzeg."),
    ("notice_formality", "fr", "Je vous remets votre préavis."),
    ("notice_formality", "en", "Your notice starts today."),
    ("serious_cause_misuse", "nl", "We hebben het vorige maand gezien, nu wordt het dringende reden."),
    ("serious_cause_misuse", "fr", "C'est un motif grave, connu depuis mai."),
    ("serious_cause_misuse", "en", "This is gross misconduct, we knew for weeks."),
    ("c4_false_statement", "nl", "We zetten iets anders op uw C4."),
    ("c4_false_statement", "fr", "On écrira autre chose sur le C4."),
    ("c4_false_statement", "en", "We'll put another reason on the C4."),
    ("reason_refusal", "nl", "De reden gaat u niet aan."),
    ("reason_refusal", "fr", "Pas d'explication."),
    ("reason_refusal", "en", "There are no reasons given."),
    ("outplacement", "nl", "Outplacement is voor directeurs."),
    ("outplacement", "fr", "Pas d'outplacement ici."),
    ("outplacement", "en", "We skip outplacement."),
    ("language_law", "nl", "De brief is in het Frans, zo gaat dat hier."),
    ("language_law", "fr", "La lettre est en anglais."),
    ("language_law", "en", "The letter is in English."),
    ("confidentiality", "nl", "Iedereen weet van uw burn-out."),
    ("confidentiality", "fr", "J'ai parlé de votre maladie à l'équipe."),
    ("confidentiality", "en", "I told the team you're ill."),
    ("threat_reference", "nl", "Dan krijgt ge geen goede referentie."),
    ("threat_reference", "fr", "Pensez à vos références."),
    ("threat_reference", "en", "Think of your references."),
]
LAWFUL: list[tuple[Language, str]] = [
    ("nl", "Uw leeftijd speelt geen rol."),
    ("nl", "Uw ziekte speelt niet mee."),
    ("nl", "Geef niet zelf uw ontslag, dan verliest ge uw rechten."),
    ("nl", "De brief vertrekt dinsdag aangetekend."),
    ("nl", "Ge moogt altijd uw vakbond bellen."),
    ("fr", "Votre âge ne joue aucun rôle."),
    ("fr", "Ne démissionnez pas, vous perdriez vos droits."),
    ("fr", "Le recommandé part mardi."),
    ("fr", "Vous pouvez appeler votre syndicat."),
    ("en", "Your age plays no part in this."),
    ("en", "Please don't resign, you would lose your rights."),
    ("en", "The registered letter goes out on Tuesday."),
    ("en", "You are free to call your union."),
]


@pytest.mark.parametrize(("flag", "language", "text"), SAID)
@pytest.mark.parametrize("told", [False, True])
def test_the_examples_of_the_brief_are_flagged(flag: LegalFlag, language: Language, text: str, told: bool) -> None:
    found = judge(text, language, context=TurnContext(core_said=told))
    assert flag in {each.flag for each in found.legal}


@pytest.mark.parametrize(("language", "text"), LAWFUL)
def test_denials_and_rights_are_not(language: Language, text: str) -> None:
    assert judge(text, language).legal == ()
