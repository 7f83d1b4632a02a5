/** From a report back to practice: one sentence again, or the next exercise. */

import { type Choice, NO_CONSENT } from "../pages/choice";
import type { Catalog } from "../service/catalog";
import type { OwnTalk } from "../service/own-talks";
import type { NextExercise, ReportDocument, Turn } from "./document";

type Content = Pick<Catalog, "scenarios" | "personas">;

/** The talk up to this turn, with what its trainee agreed to then; null where its exercise is no longer offered. */
export function tryAgain(catalog: Content, talk: OwnTalk, report: ReportDocument, turn: Turn): Choice | null {
  const scenario = catalog.scenarios.find(({ id }) => id === talk.scenario_id);
  const persona = catalog.personas.find(({ id }) => id === talk.persona_id);
  if (!scenario || !persona) return null;
  const { language, difficulty, session_id, consent } = talk;
  const before = report.turns.slice(0, report.turns.indexOf(turn)).reverse();
  return {
    scenario, persona, language, difficulty,
    consent: { ...consent, share_with_hr: false },
    appliesNorms: report.applies_norms,
    fork: { sessionId: session_id, itemId: turn.item_id, said: turn.text, asked: before.find(({ who, text }) => who === "persona" && text)?.text ?? "" },
  };
}

/** null where it is not offered in this language. */
export function nextChoice(catalog: Content, talk: OwnTalk, next: NextExercise): Choice | null {
  const scenario = catalog.scenarios.find(({ id }) => id === next.scenario_id);
  const wanted = [next.persona_id, talk.persona_id, ...(scenario?.personas ?? [])];
  const persona = wanted
    .filter((id) => id !== null && scenario?.personas.includes(id))
    .map((id) => catalog.personas.find((one) => one.id === id))
    .find((one) => one?.languages.includes(talk.language));
  if (!scenario?.languages.includes(talk.language) || !persona) return null;
  return { scenario, persona, language: talk.language, difficulty: next.difficulty, consent: NO_CONSENT, appliesNorms: true };
}
