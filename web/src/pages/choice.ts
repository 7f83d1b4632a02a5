/** What the trainee has chosen so far; the first page fills it, the others read it. */

import {
  type Catalog,
  type Difficulty,
  type Language,
  type PersonaCard,
  type ScenarioCard,
  personasFor,
  sharedLanguages,
} from "../service/catalog";
import type { Consent, SessionRequest } from "../service/rest";

/** A sentence of an earlier talk that is tried again; what was said before is taken over. */
export interface Fork {
  sessionId: string;
  itemId: string;
  /** As it was said then. */
  said: string;
  /** What the colleague had said before it, and says again. */
  asked: string;
}

export interface Choice {
  scenario: ScenarioCard;
  persona: PersonaCard;
  language: Language;
  difficulty: Difficulty;
  consent: Consent;
  appliesNorms: boolean;
  /** A trainer tries out a draft. */
  isDraft?: boolean;
  /** Who may sit at the table too in a draft: they may be on no list yet. */
  sitAlong?: readonly PersonaCard[];
  /** Only for the next talk: whatever is chosen after it begins at the beginning. */
  fork?: Fork;
}

/** What a trainee decides about their own data, whichever talk they choose. */
export type Own = Pick<Choice, "consent" | "appliesNorms">;

/** Nothing is agreed to until somebody ticks it. */
export const NO_CONSENT: Consent = { recording: false, delivery_measures: false, share_with_hr: false };
export const NOTHING_DECIDED: Own = { consent: NO_CONSENT, appliesNorms: true };

/** A scenario with its default persona; the reader's language where they speak it. */
export function choiceFor(catalog: Pick<Catalog, "personas">, scenario: ScenarioCard, reader: Language, own: Own = NOTHING_DECIDED): Choice | null {
  const personas = personasFor(catalog, scenario);
  const persona = personas.find((one) => sharedLanguages(scenario, one)[0] === reader) ?? personas[0];
  if (!persona) return null;
  const { consent, appliesNorms } = own;
  return withPersona({ scenario, persona, language: reader, difficulty: "normal", consent, appliesNorms }, persona, reader);
}

/** The same choice with another persona, in a language that persona has. */
export function withPersona(choice: Choice, persona: PersonaCard, reader: Language): Choice {
  const languages = sharedLanguages(choice.scenario, persona);
  const language = languages.includes(reader) ? reader : (languages[0] ?? reader);
  const difficulty = choice.scenario.difficulties.includes(choice.difficulty) ? choice.difficulty : "normal";
  return { ...choice, persona, language, difficulty };
}

/** The same exercise from its beginning. */
export function fromTheBeginning({ fork: _, ...choice }: Choice): Choice {
  return choice;
}

export function sessionRequest(choice: Choice): SessionRequest {
  return {
    scenario_id: choice.scenario.id,
    persona_id: choice.persona.id,
    language: choice.language,
    difficulty: choice.difficulty,
    consent: choice.consent,
    apply_norms: choice.appliesNorms,
    ...(choice.isDraft ? { draft: true as const } : {}),
    ...(choice.fork ? { fork: { session_id: choice.fork.sessionId, item_id: choice.fork.itemId } } : {}),
  };
}
