"""Short clauses for synthetic voices in the three languages of the product: from hard conversations, and from none.

Written for this corpus; none holds a comma, so a voice has no reason to pause inside.
"""

from typing import Final

from simulator.flow.labels import Language

CLAUSES: Final[dict[Language, tuple[str, ...]]] = {
    "nl": (
        "ik moet u iets vervelends vertellen", "we hebben er lang over nagedacht", "de beslissing is gisteren genomen",
        "dat had ik niet zien aankomen", "mijn contract loopt eind deze maand af", "we gaan niet met elkaar verder",
        "het ligt niet aan uw inzet", "hoe moet ik dat thuis uitleggen", "neem gerust even de tijd",
        "de afdeling wordt kleiner gemaakt", "morgen krijgt u alles op papier", "daar kan ik nu niets over zeggen",
        "vorige week klonk het nog heel anders", "wie heeft dat eigenlijk beslist", "ik werk hier al elf jaar",
        "buiten begint het zachtjes te regenen", "de trein naar Gent vertrekt op spoor zeven",
        "zij leest elke avond een hoofdstuk voor", "er lag een blauwe jas over de stoel",
        "we zoeken samen naar een oplossing", "dat vind ik een eerlijke vraag", "de koffie is intussen koud geworden",
        "niemand wist waar de sleutels lagen", "hij belde om kwart over negen", "u hoeft vandaag niets te ondertekenen",
        "onze buren hebben een jonge hond", "de vergadering duurde veel te lang",
        "kunt u dat nog een keer herhalen", "ik begrijp dat u boos bent", "volgend jaar zien we wel weer",
    ),
    "fr": (
        "je dois vous annoncer une mauvaise nouvelle", "nous y avons longuement réfléchi",
        "la décision a été prise hier soir", "je ne m'y attendais vraiment pas", "mon contrat se termine ce mois-ci",
        "nous ne pouvons pas continuer ensemble", "votre travail n'est pas en cause",
        "comment vais-je expliquer cela chez moi", "prenez le temps qu'il vous faut", "le service va être réduit",
        "vous recevrez tout par écrit demain", "je ne peux rien dire à ce sujet",
        "la semaine dernière on disait le contraire", "qui a pris cette décision", "je travaille ici depuis onze ans",
        "dehors il commence à pleuvoir doucement", "le train pour Namur part de la voie sept",
        "elle lit un chapitre chaque soir", "un manteau bleu traînait sur la chaise",
        "nous cherchons une solution avec vous", "c'est une question honnête", "le café est devenu froid",
        "personne ne savait où étaient les clés", "il a téléphoné à neuf heures et quart",
        "vous ne devez rien signer aujourd'hui", "nos voisins ont un jeune chien", "la réunion a duré trop longtemps",
        "pouvez-vous le répéter encore une fois", "je comprends que vous soyez fâché", "on verra bien l'an prochain",
    ),
    "en": (
        "I have to tell you something difficult", "we thought about it for a long time",
        "the decision was made yesterday", "I really did not see that coming", "my contract ends this month",
        "we cannot go on working together", "it is not about your effort", "how do I explain this at home",
        "please take all the time you need", "the department is getting smaller",
        "you will have everything in writing tomorrow", "I cannot say anything about that now",
        "last week it sounded very different", "who made that decision anyway", "I have worked here for eleven years",
        "outside it is slowly starting to rain", "the train to Leeds leaves from platform seven",
        "she reads a chapter aloud every evening", "a blue coat was lying over the chair",
        "we will look for a solution together", "I think that is an honest question",
        "the coffee has gone cold by now", "nobody knew where the keys were", "he called at a quarter past nine",
        "you do not have to sign anything today", "our neighbours have a young dog",
        "the meeting lasted far too long", "could you say that one more time", "I understand that you are angry",
        "next year we will see again",
    ),
}  # fmt: skip
