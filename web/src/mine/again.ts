/** A talk that was held, as a choice to prepare: the same again, and nothing agreed to yet. */

import { type Choice, NO_CONSENT } from "../pages/choice";
import type { Catalog } from "../service/catalog";
import type { OwnTalk } from "../service/own-talks";

type Held = Pick<OwnTalk, "scenario_id" | "persona_id" | "language" | "difficulty">;

/** null where the exercise or the colleague is no longer offered. */
export function sameAgain(catalog: Pick<Catalog, "scenarios" | "personas">, talk: Held): Choice | null {
  const scenario = catalog.scenarios.find(({ id }) => id === talk.scenario_id);
  const persona = catalog.personas.find(({ id }) => id === talk.persona_id);
  if (!scenario || !persona) return null;
  const { language, difficulty } = talk;
  return { scenario, persona, language, difficulty, consent: NO_CONSENT, appliesNorms: true };
}
