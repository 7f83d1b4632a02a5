/** The doors for trainers: talks that were shared with them, and what they write beside one. */

import type { Language } from "../service/catalog";
import { answer } from "../service/rest";
import type { Override, Remark } from "../service/talk-document";

export interface SharedTalk {
  session_id: string;
  scenario_id: string;
  language: Language;
  held_at: string;
  offered_at: string;
  /** null on a machine without accounts. */
  trainee_name: string | null;
}

const MOST = 500;

/** The latest shared first. */
export async function fetchShared(): Promise<SharedTalk[]> {
  return (await answer<{ talks: SharedTalk[] }>("GET", `v1/shared?limit=${MOST}`)).talks;
}

/** Beside one turn, or beside the talk as a whole (null); all remarks then. */
export async function addRemark(sessionId: string, words: string, itemId: string | null): Promise<Remark[]> {
  const body = itemId === null ? { words } : { words, item_id: itemId };
  return (await answer<{ remarks: Remark[] }>("POST", `${talk(sessionId)}/remarks`, body)).remarks;
}

/** All points that trainers gave then, the latest last. */
export async function addOverride(sessionId: string, criterionId: string, value: number, reason: string): Promise<Override[]> {
  const body = { criterion_id: criterionId, value, reason };
  return (await answer<{ overrides: Override[] }>("POST", `${talk(sessionId)}/overrides`, body)).overrides;
}

export function trainerReportUrl(sessionId: string, language: Language): string {
  return `${talk(sessionId)}/report?${new URLSearchParams({ format: "html", audience: "trainer", language }).toString()}`;
}

function talk(sessionId: string): string {
  return `v1/sessions/${encodeURIComponent(sessionId)}`;
}
