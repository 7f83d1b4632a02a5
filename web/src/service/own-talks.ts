/** One's own talks (`GET /v1/sessions`) and what they came to. */

import type { Difficulty, Language, LocalText } from "./catalog";
import { type Consent, answer } from "./rest";

export interface TalkPoints {
  /** 0-100, as computed. */
  total: number;
  passed: boolean;
  pass_mark: number;
  duration_ms: number;
}

export interface OwnTalk {
  session_id: string;
  scenario_id: string;
  persona_id: string;
  language: Language;
  difficulty: Difficulty;
  consent: Consent;
  status: "open" | "finished" | "abandoned";
  created_at: string;
  has_report: boolean;
  /** null without a report, or with one of an older version. */
  points: TalkPoints | null;
  /** Since when trainers may see the talk. */
  shared_at: string | null;
  /** It tries one sentence of an earlier talk again; it is no attempt of its own. */
  is_fork: boolean;
  /** That talk, as long as it is kept. */
  fork_of: string | null;
}

export interface Attempt {
  session_id: string;
  persona_id: string;
  difficulty: Difficulty;
  created_at: string;
  points: TalkPoints;
  criteria: { criterion_id: string; title: LocalText; value: number; max: number }[];
}

/** What one exercise came to so far. */
export interface OwnResult {
  best: number;
  last: number;
  talks: number;
}

/** As many as the door gives at once. */
const MOST = 500;

/** The newest first. */
export async function fetchOwnTalks(): Promise<OwnTalk[]> {
  return (await answer<{ sessions: OwnTalk[] }>("GET", `v1/sessions?limit=${MOST}`)).sessions;
}

export function fetchOwnTalk(sessionId: string): Promise<OwnTalk> {
  return answer("GET", `v1/sessions/${encodeURIComponent(sessionId)}`);
}

/** One's finished talks of one exercise with points per part, the oldest first. */
export async function fetchAttempts(scenarioId: string): Promise<Attempt[]> {
  return (await answer<{ attempts: Attempt[] }>("GET", `v1/attempts?scenario_id=${encodeURIComponent(scenarioId)}`)).attempts;
}

/** Best and last total per exercise, of whole talks that are listed newest first. */
export function resultsOf(talks: readonly OwnTalk[]): Map<string, OwnResult> {
  const found = new Map<string, OwnResult>();
  for (const { scenario_id, points, is_fork } of talks) {
    if (!points || is_fork) continue;
    const before = found.get(scenario_id) ?? { best: 0, last: points.total, talks: 0 };
    found.set(scenario_id, { ...before, best: Math.max(before.best, points.total), talks: before.talks + 1 });
  }
  return found;
}
