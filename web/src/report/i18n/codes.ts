/** The kinds of vagueness by name (src/simulator/flow/labels.py, docs/glossary.md); a code that is not here is shown as it is. */

import type { Language } from "../../service/catalog";

const CODES: Record<string, readonly [nl: string, fr: string, en: string]> = {
  hedge_approx: ["bij benadering", "approximation", "approximate"],
  hedge_shield: ["zich indekken", "se couvrir", "shielding"],
  modal_stack: ["zou misschien kunnen", "pourrait peut-être", "might maybe"],
  downtoner: ["kleiner maken", "minimiser", "making smaller"],
  agentless: ["niemand beslist", "personne ne décide", "nobody decides"],
  euphemism: ["verbloemen", "euphémisme", "euphemism"],
  delay: ["uitstellen", "reporter", "delay"],
  sandwich: ["inpakken in lof", "enrober d’éloges", "wrapped in praise"],
  filler: ["stopwoord", "mot bouche-trou", "filler"],
  nominal: ["naamwoordstijl", "style nominal", "nouns for verbs"],
  counter_question: ["tegenvraag", "contre-question", "counter-question"],
  drift: ["afdwalen", "dériver", "drifting"],
  over_explain: ["te veel uitleg", "trop d’explications", "over-explaining"],
  apology: ["verontschuldiging", "excuse", "apology"],
  false_hope: ["valse hoop", "faux espoir", "false hope"],
  blame_shift: ["afschuiven", "rejeter la faute", "shifting the blame"],
  contradiction: ["tegenspraak", "contradiction", "contradiction"],
  vague_commitment: ["vage belofte", "promesse floue", "vague promise"],
};

export function codeIn(code: string, language: Language): string {
  const known = CODES[code];
  return known ? known[{ nl: 0, fr: 1, en: 2 }[language]]! : code.replaceAll("_", " ");
}

export const KNOWN_CODES: readonly string[] = Object.keys(CODES);
