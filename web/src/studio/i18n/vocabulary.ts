/**
 * The words of the files (intents, moods, acts, kinds), as a trainer reads them in a form. In the text they stay as they
 * are. A word that is not here is shown with its underscores as spaces; test/studio/vocabulary.test.ts finds it.
 */

import type { Language } from "../../service/catalog";

type Words = Record<string, readonly [nl: string, fr: string, en: string]>;

const KINDS: Words = {
  empathy_signals: ["signalen oppikken", "capter des signaux", "picking up signals"],
  remote_coffee: ["koffie op afstand", "café à distance", "coffee at a distance"],
  change_cobot: ["verandering: een cobot", "changement : un cobot", "change: a cobot"],
  conflict_be: ["conflict", "conflit", "conflict"],
  board_freeze: ["voor de raad", "devant le conseil", "before the board"],
  c4_talk: ["ontslag (C4)", "licenciement (C4)", "dismissal (C4)"],
  perf_review: ["functioneringsgesprek", "entretien de fonctionnement", "performance review"],
  partner_uk: ["Britse partner", "partenaire britannique", "British partner"],
  partner_fr: ["Franse partner", "partenaire français", "French partner"],
  partner_de: ["Duitse partner", "partenaire allemand", "German partner"],
  partner_nl: ["Nederlandse partner", "partenaire néerlandais", "Dutch partner"],
  training_leave: ["opleidingsverlof", "congé-formation", "training leave"],
};

const INTENTS: Words = {
  greet: ["begroet", "salue", "greets"],
  small_reply: ["antwoordt op een praatje", "répond à une banalité", "answers small talk"],
  await_point: ["wacht op waar het over gaat", "attend le sujet", "waits for the point"],
  ask_clarity: ["vraagt om duidelijkheid", "demande de la clarté", "asks for clarity"],
  ask_yes_no: ["vraagt ja of nee", "demande oui ou non", "asks yes or no"],
  insist: ["dringt aan", "insiste", "insists"],
  leave: ["gaat weg", "s’en va", "leaves"],
  take_news: ["hoort het nieuws", "reçoit la nouvelle", "takes the news"],
  deny: ["ontkent", "nie", "denies"],
  cry: ["huilt", "pleure", "cries"],
  protest: ["protesteert", "proteste", "protests"],
  threaten_legal: ["dreigt met hulp van buiten", "menace de chercher de l’aide", "threatens to get help"],
  bargain: ["onderhandelt", "négocie", "bargains"],
  ask_reason: ["vraagt waarom", "demande pourquoi", "asks why"],
  ask_who_decided: ["vraagt wie beslist heeft", "demande qui a décidé", "asks who decided"],
  ask_practical: ["vraagt hoe het verder gaat", "demande la suite pratique", "asks about practical matters"],
  ask_date: ["vraagt wanneer", "demande quand", "asks when"],
  accept_practical: ["neemt de afspraken aan", "accepte la suite", "accepts what comes next"],
  answer_question: ["antwoordt op een vraag", "répond à une question", "answers a question"],
  respond_to_reflection: ["reageert op begrip", "réagit à la reformulation", "responds to being understood"],
  soften: ["wordt zachter", "s’adoucit", "softens"],
  stay_silent: ["zwijgt", "se tait", "stays silent"],
  push_back: ["geeft weerwerk", "résiste", "pushes back"],
  agree: ["gaat akkoord", "est d’accord", "agrees"],
  close: ["sluit af", "conclut", "closes"],
  stop_exercise: ["stopt de oefening", "arrête l’exercice", "stops the exercise"],
  show_help_lines: ["toont hulplijnen", "montre les lignes d’aide", "shows help lines"],
};

/** Of the drawn colleague; nobody else has any here. */
const MOODS: Words = {
  neutral: ["gewoon", "ordinaire", "ordinary"],
  wary: ["op zijn hoede", "sur ses gardes", "wary"],
  shocked: ["geschrokken", "sous le choc", "shocked"],
  sad: ["verdrietig", "triste", "sad"],
  angry: ["kwaad", "en colère", "angry"],
  bargaining: ["onderhandelend", "qui négocie", "bargaining"],
  practical: ["praktisch", "pratique", "practical"],
  relieved: ["opgelucht", "soulagé", "relieved"],
  withdrawn: ["teruggetrokken", "en retrait", "withdrawn"],
};

const PERSONA: Words = {
  silence_sadness: ["stilte, dan verdriet", "silence, puis tristesse", "silence, then sadness"],
  disbelief_bargaining: ["ongeloof, dan onderhandelen", "incrédulité, puis négociation", "disbelief, then bargaining"],
  anger_legal: ["kwaadheid, dan hulp zoeken", "colère, puis recours", "anger, then recourse"],
  cool_practical: ["koel en praktisch", "froid et pratique", "cool and practical"],
  relief: ["opluchting", "soulagement", "relief"],
  female: ["vrouw", "femme", "female"],
  male: ["man", "homme", "male"],
  short: ["kort", "courts", "short"],
  side: ["opzij gekamd", "sur le côté", "to the side"],
  long: ["lang", "longs", "long"],
  bob: ["bob", "carré", "bob"],
  bun: ["knot", "chignon", "bun"],
  curly: ["krullen", "bouclés", "curly"],
  balding: ["kalend", "dégarni", "balding"],
  bald: ["kaal", "chauve", "bald"],
};

const ACTS: Words = {
  warning_shot: ["waarschuwing vooraf", "avertissement", "warning first"],
  deliver_news: ["zegt het nieuws", "dit la nouvelle", "tells the news"],
  attempt_news: ["begint aan het nieuws", "commence la nouvelle", "begins the news"],
  repeat_core: ["herhaalt de kern", "répète l’essentiel", "repeats the core"],
  state_point: ["zegt waar het over gaat", "dit le sujet", "states the point"],
  give_reason: ["geeft een reden", "donne une raison", "gives a reason"],
  justify: ["verantwoordt zich", "se justifie", "justifies"],
  evidence: ["geeft feiten", "donne des faits", "gives evidence"],
  own_responsibility: ["neemt de beslissing op zich", "assume la décision", "owns the decision"],
  refuse_negotiation: ["onderhandelt niet", "ne négocie pas", "refuses to negotiate"],
  acknowledge_emotion: ["erkent wat dit doet", "reconnaît l’effet", "acknowledges the blow"],
  silence_offer: ["geeft tijd", "laisse du temps", "offers time"],
  open_question: ["open vraag", "question ouverte", "open question"],
  closed_question: ["gesloten vraag", "question fermée", "closed question"],
  reflect: ["spiegelt", "reformule", "reflects"],
  check_understanding: ["vraagt of het duidelijk is", "vérifie la compréhension", "checks understanding"],
  practical_info: ["praktische uitleg", "infos pratiques", "practical information"],
  next_steps: ["volgende stappen", "étapes suivantes", "next steps"],
  commitment: ["belofte", "engagement", "commitment"],
  follow_up: ["vervolgafspraak", "suivi", "follow-up"],
  honest_unknown: ["zegt eerlijk niet te weten", "avoue ne pas savoir", "says “I do not know”"],
  offer_support: ["biedt hulp", "offre du soutien", "offers support"],
  apology: ["verontschuldigt zich", "s’excuse", "apologises"],
  praise: ["prijst", "félicite", "praises"],
  feedback_behaviour: ["feedback op gedrag", "retour sur le comportement", "feedback on behaviour"],
  feedback_person: ["feedback op de persoon", "retour sur la personne", "feedback on the person"],
  i_message: ["ik-boodschap", "message en « je »", "I-message"],
  you_blame: ["verwijt", "reproche", "blame"],
  request_change: ["vraagt verandering", "demande un changement", "asks for change"],
  propose_solution: ["stelt een oplossing voor", "propose une solution", "proposes a solution"],
  third_party: ["haalt een derde erbij", "invoque un tiers", "brings in a third party"],
  small_talk: ["praatje", "banalités", "small talk"],
  cultural_adapt: ["past zich aan de ander aan", "s’adapte à l’autre", "adapts to the other"],
  recover: ["herpakt zich", "se reprend", "recovers"],
  evade: ["ontwijkt", "esquive", "evades"],
  counter_question: ["tegenvraag", "contre-question", "counter-question"],
  minimise: ["minimaliseert", "minimise", "minimises"],
  false_reassure: ["valse geruststelling", "fausse assurance", "false reassurance"],
  blame_shift: ["schuift de schuld door", "rejette la faute", "shifts the blame"],
  digress: ["dwaalt af", "digresse", "digresses"],
  self_focus: ["praat over zichzelf", "parle de soi", "speaks of oneself"],
  threat: ["dreigt", "menace", "threatens"],
  interrupt: ["onderbreekt", "interrompt", "interrupts"],
};

const ALL: Words = { ...ACTS, ...INTENTS, ...MOODS, ...KINDS, ...PERSONA };

/** A word of a file, for a reader of this language. */
export function wordIn(word: string, language: Language): string {
  const known = ALL[word];
  return known ? known[{ nl: 0, fr: 1, en: 2 }[language]]! : readable(word);
}

/** An id as words: "own_responsibility" is "own responsibility". */
export function readable(word: string): string {
  return word.replaceAll("_", " ");
}

export function isKnownWord(word: string): boolean {
  return word in ALL;
}
