"""How the talking time was shared."""

from simulator.feedback.measures.measure import Found, Wording, measure
from simulator.feedback.view import TalkView
from simulator.flow.local_text import LocalText


@measure(
    "domain brief section 3: at most half after the news, 40-60 % in remote_coffee (our choice)",
    Wording(
        value=LocalText(
            nl="Jouw aandeel in de spreektijd: {percent} %.",
            fr="Votre part du temps de parole : {percent} %.",
            en="Your share of the speaking time: {percent} %.",
        ),
        missing=LocalText(
            nl="De ander kwam niet aan het woord.", fr="L'autre n'a pas parlé.", en="The other did not speak."
        ),
        advice=LocalText(
            nl="Laat de ander minstens evenveel praten als jij.",
            fr="Laissez l'autre parler au moins autant que vous.",
            en="Let the other talk at least as much as you.",
        ),
    ),
)
def talk_ratio(view: TalkView) -> Found:
    """The trainee's share of all speaking time, 0-1."""
    shares = view.having("moment.talk_ratio")
    return (shares[0].weight, (shares[0],)) if shares else (None, ())


MEASURES = (talk_ratio,)
