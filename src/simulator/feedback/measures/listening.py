"""Listening outside bad news: asking on, naming what is lost, and no advice before the other was heard."""

from simulator.feedback.measures.measure import NO_TALK, Found, Wording, counted, measure, shown, turns_with
from simulator.feedback.view import TalkView
from simulator.flow.local_text import LocalText

QUESTIONS = ("act.open_question", "act.closed_question", "act.check_understanding")
HEARING = ("core", "act.reflect", "act.acknowledge_emotion", "act.open_question", "act.silence_offer")
ADVICE = ("act.propose_solution", "act.false_reassure", "act.minimise", "act.justify", "act.third_party")
SOLVING = ("act.propose_solution", "act.commitment", "act.next_steps")


@measure(
    "domain brief section 1, remote_coffee: a follow-up question on the other's answer",
    Wording(
        value=LocalText(
            nl="Beurten waarin je doorvroeg op wat de ander vertelde: {value}.",
            fr="Tours où vous avez relancé l'autre : {value}.",
            en="Turns in which you asked on about what the other told: {value}.",
        ),
        missing=NO_TALK,
        advice=LocalText(
            nl="Stel een tweede vraag over wat de ander net vertelde.",
            fr="Posez une deuxième question sur ce que l'autre vient de dire.",
            en="Ask a second question about what the other just told.",
        ),
    ),
)
def follow_up_question_count(view: TalkView) -> Found:
    """Turns with a question that follow something the other said, the trainee's first turn left out."""
    if not view.trainee_turns:
        return None, ()
    asked = [
        e for e in view.having(*QUESTIONS)
        if view.ordinal(e) > 1 and (before := view.avatar_before(view.turn(e))) and before.text.strip()
    ]  # fmt: skip
    return len({e.item_id for e in asked}), asked


@measure(
    "domain brief section 1, change_cobot: fear reflected; C4 row 4",
    Wording(
        value=LocalText(
            nl="Beurten waarin je benoemde wat dit met de ander doet: {value}.",
            fr="Tours où vous avez nommé ce que cela fait à l'autre : {value}.",
            en="Turns in which you named what this does to the other: {value}.",
        ),
        missing=NO_TALK,
        advice=LocalText(
            nl="Benoem wat je hoort of ziet: “Ik hoor dat u daar wakker van ligt.”",
            fr="Nommez ce que vous voyez ou entendez : « J'entends que cela vous inquiète. »",
            en="Name what you hear or see: “I hear that this keeps you awake.”",
        ),
    ),
)
def acknowledge_count(view: TalkView) -> Found:
    """Turns that name or reflect what the other feels or says."""
    return counted(view, "act.acknowledge_emotion", "act.reflect")


@measure(
    "domain brief section 1, empathy_signals: no advice first",
    Wording(
        value=LocalText(
            nl="Beurten met raad, troost of uitleg voor je geluisterd had: {value}.",
            fr="Tours avec conseil, consolation ou explication avant d'avoir écouté : {value}.",
            en="Turns with advice, comfort or explanation before you had listened: {value}.",
        ),
        missing=NO_TALK,
        advice=LocalText(
            nl="Eerst benoemen en vragen; een oplossing pas als de ander ze vraagt.",
            fr="D'abord nommer et demander ; une solution seulement si l'autre la demande.",
            en="First name and ask; a solution only when the other asks for one.",
        ),
    ),
)
def early_advice_count(view: TalkView) -> Found:
    """Turns that advise, comfort, explain or refer on before the first turn that names, reflects or asks openly."""
    heard = view.having(*HEARING)
    limit = view.ordinal(heard[0]) if heard else len(view.trainee_turns) + 1
    return turns_with(view, [e for e in view.having(*ADVICE) if view.ordinal(e) < limit])


@measure(
    "domain brief section 1, conflict_be: both views reflected before any solution",
    Wording(
        value=LocalText(
            nl="Je gaf eerst de kijk van de ander terug, en zocht dan een oplossing.",
            fr="Vous avez d'abord reformulé le point de vue de l'autre, puis cherché une solution.",
            en="You gave back the other's view first, and then sought a solution.",
        ),
        no=LocalText(
            nl="Er kwam een oplossing voor je de kijk van de ander had teruggegeven, of die gaf je niet terug.",
            fr="Une solution est venue avant d'avoir reformulé l'autre, ou vous ne l'avez pas reformulé.",
            en="A solution came before you had given back the other's view, or you did not give it back.",
        ),
        missing=NO_TALK,
        advice=LocalText(
            nl="Zeg eerst in eigen woorden hoe de ander het zag, vraag of dat klopt, en pas dan: wat nu?",
            fr="Dites d'abord avec vos mots comment l'autre l'a vécu, vérifiez, et seulement ensuite : que faire ?",
            en="First say in your own words how the other saw it, check it, and only then: what now?",
        ),
    ),
)
def reflected_before_solution(view: TalkView) -> Found:
    """Whether the other's view was reflected, and that before the first solution, promise or next step."""
    if not view.trainee_turns:
        return None, ()
    reflected = view.having("act.reflect", "act.acknowledge_emotion")
    solved = view.having(*SOLVING)
    is_first = bool(reflected) and (not solved or view.position(reflected[0]) <= view.position(solved[0]))
    return is_first, (*reflected[:1], *solved[:1])


@measure(
    "domain brief section 1, change_cobot: the loss is named",
    Wording(
        value=LocalText(
            nl="Je noemde wat de ander verliest.",
            fr="Vous avez nommé ce que l'autre perd.",
            en="You named what the other loses.",
        ),
        no=LocalText(
            nl="Wat de ander verliest, is niet genoemd.",
            fr="Ce que l'autre perd n'a pas été nommé.",
            en="What the other loses was not named.",
        ),
        missing=NO_TALK,
        advice=LocalText(
            nl="Noem het verlies zelf, met het bedrag: “U verliest uw ploegenpremie, 180 euro per maand.”",
            fr="Nommez la perte, avec le montant : « Vous perdez votre prime d'équipe, 180 euros par mois. »",
            en="Name the loss yourself, with the amount: “You lose your shift premium, 180 euros a month.”",
        ),
    ),
)
def loss_named(view: TalkView) -> Found:
    """Whether the trainee says that something goes or is lost."""
    return shown(view, "moment.loss")


MEASURES = (
    follow_up_question_count, acknowledge_count, early_advice_count, reflected_before_solution, loss_named,
)  # fmt: skip
