/** What the service offers to choose from (`GET /v1/catalog`). */

export type Language = "nl" | "fr" | "en";
export const LANGUAGES: readonly Language[] = ["nl", "fr", "en"];

export type LocalText = Record<Language, string>;
export type Difficulty = "easy" | "normal" | "hard";

/** What the law asks in such a talk; no advice. */
export interface LegalNote {
  text: LocalText;
  source: string;
  /** ISO date. */
  last_verified: string;
}

export interface ScenarioCard {
  id: string;
  kind: string;
  title: LocalText;
  briefing: LocalText;
  /** The message that must be told, in one sentence. */
  core: LocalText;
  languages: Language[];
  /** Ids of personas that fit; the first is the default. */
  personas: string[];
  difficulties: Difficulty[];
  legal: LegalNote[];
  /** About how long the talk takes; null where the scenario does not say. */
  length_s: number | null;
}

/** What the drawn face needs; colours are CSS hex. */
export interface Look {
  skin: string;
  hair: string;
  hair_style: string;
  clothes: string;
  glasses: boolean;
  beard: boolean;
}

export interface PersonaCard {
  id: string;
  name: string;
  age: number;
  role: LocalText;
  summary: LocalText;
  /** The first is the mother tongue. */
  languages: Language[];
  look: Look;
}

export interface Catalog {
  scenarios: ScenarioCard[];
  personas: PersonaCard[];
  /** Engine and voice that speaks each language. */
  voices: Record<Language, string>;
  /** Days a talk is kept, and its sound where the trainee agrees; 0: no sound is kept. */
  keeping: { transcript_days: number; audio_days: number };
}

/** Personas one can rehearse this scenario with, the default first. */
export function personasFor(catalog: Pick<Catalog, "personas">, scenario: ScenarioCard): PersonaCard[] {
  return scenario.personas.flatMap((id) => catalog.personas.filter((persona) => persona.id === id));
}

/** Languages both the scenario and the persona have, the persona's mother tongue first. */
export function sharedLanguages(scenario: ScenarioCard, persona: PersonaCard): Language[] {
  return persona.languages.filter((language) => scenario.languages.includes(language));
}
