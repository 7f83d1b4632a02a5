/** Attempts at one exercise beside each other: what each part gave, and what changed since the time before. */

import type { LocalText } from "../service/catalog";
import type { Attempt, OwnTalk } from "../service/own-talks";

export interface Exercise {
  scenarioId: string;
  /** The newest first. */
  talks: OwnTalk[];
}

export interface Part {
  id: string;
  title: LocalText;
  max: number;
  /** Oldest attempt first; null where an attempt did not score it, or on another scale. */
  values: (number | null)[];
  /** Since the attempt before; null where that has no value to compare with. */
  change: number | null;
}

/** Talks that are listed newest first, by exercise; the exercise that was done last comes first. */
export function byExercise(talks: readonly OwnTalk[]): Exercise[] {
  const found = new Map<string, OwnTalk[]>();
  for (const talk of talks) found.set(talk.scenario_id, [...(found.get(talk.scenario_id) ?? []), talk]);
  return [...found].map(([scenarioId, own]) => ({ scenarioId, talks: own }));
}

/** Totals of whole talks, oldest first. */
export function totalsOf(talks: readonly OwnTalk[]): number[] {
  return talks.flatMap(({ points, is_fork }) => (points && !is_fork ? [points.total] : [])).reverse();
}

/** The parts of the last attempt over all attempts, in the order of its rubric. */
export function partsOf(attempts: readonly Attempt[]): Part[] {
  const last = attempts.at(-1);
  return (last?.criteria ?? []).map(({ criterion_id: id, title, max }) => {
    const values = attempts.map(({ criteria }) => criteria.find((one) => one.criterion_id === id && one.max === max)?.value ?? null);
    const [before, now] = values.slice(-2);
    const change = values.length > 1 && before != null && now != null ? now - before : null;
    return { id, title, max, values, change };
  });
}

/** What went up since the attempt before, the largest step first, measured as a share of the part. */
export function wentUp(parts: readonly Part[]): Part[] {
  return parts.filter(({ change }) => (change ?? 0) > 0).sort((a, b) => b.change! / b.max - a.change! / a.max);
}
