/** What an exercise is called; its id where it is no longer on the list. */

import type { Language, ScenarioCard } from "../service/catalog";

export function exerciseName(scenarioId: string, scenarios: readonly ScenarioCard[], language: Language): string {
  return scenarios.find((scenario) => scenario.id === scenarioId)?.title[language] ?? scenarioId;
}
