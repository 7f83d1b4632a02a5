"""Who decided, and whether the speaker stands behind it (rubric row 5)."""

from simulator.feedback.measures.measure import NO_TALK, Found, Wording, counted, measure
from simulator.feedback.view import TalkView
from simulator.flow.local_text import LocalText

ROW_5 = "domain brief section 1, C4 row 5"
SHIFTING = ("vague.blame_shift", "act.blame_shift")
HIDING = (*SHIFTING, "vague.agentless")

SAY_WHO = LocalText(
    nl="Zeg wie besliste, in de eerste persoon: “Ik heb dat beslist, samen met …”",
    fr="Dites qui a décidé, à la première personne : « J'ai pris cette décision, avec … »",
    en="Say who decided, in the first person: “I decided this, together with …”",
)


@measure(
    ROW_5,
    Wording(
        value=LocalText(
            nl="Van de beurten over wie besliste, droeg je de beslissing zelf in {percent} %.",
            fr="Parmi les tours sur le décideur, vous portez la décision dans {percent} %.",
            en="Of the turns about who decided, you carried the decision yourself in {percent} %.",
        ),
        missing=LocalText(
            nl="Er is niet gezegd wie besliste.",
            fr="Il n'a pas été dit qui a décidé.",
            en="Nobody said who decided.",
        ),
        advice=SAY_WHO,
    ),
)
def ownership_ratio(view: TalkView) -> Found:
    """Turns that name the decider as one's own, over all turns that name, hide or shift the decider.
    A named decider beside a blame shift is that shift, not ownership.
    """
    hiding = view.having(*HIDING)
    hidden_in = {e.item_id for e in hiding}
    named = [e for e in view.having("fact.decider") if e.item_id not in hidden_in]
    owning = (*view.having("act.own_responsibility"), *named)
    owned_in = {e.item_id for e in owning}
    if not owned_in and not hidden_in:
        return None, ()
    return len(owned_in) / (len(owned_in) + len(hidden_in)), (*owning, *hiding)


@measure(
    "domain brief section 2, code blame_shift",
    Wording(
        value=LocalText(
            nl="Beurten waarin de beslissing naar anderen werd geschoven: {value}.",
            fr="Tours où la décision est rejetée sur d'autres : {value}.",
            en="Turns that shift the decision onto others: {value}.",
        ),
        missing=NO_TALK,
        advice=SAY_WHO,
    ),
)
def blame_shift_count(view: TalkView) -> Found:
    """Turns that put the decision on others."""
    return counted(view, *SHIFTING)


MEASURES = (ownership_ratio, blame_shift_count)
