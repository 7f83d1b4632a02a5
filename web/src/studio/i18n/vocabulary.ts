/**
 * The words of the files (intents, moods, acts, kinds), as a trainer reads them in a form. In the text they stay as they
 * are. A word that is not here is shown with its underscores as spaces; test/studio/vocabulary.test.ts finds it.
 *
 * Those that the service draws too stand beside it, in src/simulator/authoring/vocabulary.
 */

import acts from "../../../../src/simulator/authoring/vocabulary/acts.json";
import facts from "../../../../src/simulator/authoring/vocabulary/facts.json";
import intents from "../../../../src/simulator/authoring/vocabulary/intents.json";
import legal from "../../../../src/simulator/authoring/vocabulary/legal.json";
import moods from "../../../../src/simulator/authoring/vocabulary/moods.json";
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

const PLACES: Words = {
  after: ["na het antwoord van de collega", "après la réponse du collègue", "after the colleague’s answer"],
  instead: ["in plaats van de collega", "à la place du collègue", "in the colleague’s place"],
};

const DRAWN: Record<string, Record<Language, string>> = { ...acts, ...intents, ...moods, ...legal, ...facts };
const OWN: Words = { ...KINDS, ...PERSONA, ...PLACES };

/** A word of a file, for a reader of this language. */
export function wordIn(word: string, language: Language): string {
  return DRAWN[word]?.[language] ?? OWN[word]?.[{ nl: 0, fr: 1, en: 2 }[language]] ?? readable(word);
}

/** An id as words: "own_responsibility" is "own responsibility". */
export function readable(word: string): string {
  return word.replaceAll("_", " ");
}

export function isKnownWord(word: string): boolean {
  return word in DRAWN || word in OWN;
}
