/** HR's doors: what trainees let it take out, what left, and figures of five people or more. */

import type { Days } from "../pages/day-range";
import type { Language, LocalText } from "../service/catalog";
import { type ReportFormat, ServiceError, answer, reasonOf } from "../service/rest";
import { type TakenFile, takeFile } from "../service/saving";

/** A talk that its trainee lets HR take out once; no words of it. */
export interface OfferedTalk {
  session_id: string;
  scenario_id: string;
  language: Language;
  held_at: string;
  offered_at: string;
  /** null on a machine without accounts. */
  trainee_name: string | null;
  trainee_id: string;
}

export interface ExportLine {
  session_id: string;
  exported_at: string;
  audience: "trainee" | "trainer" | "hr";
  format: string;
  by_owner: boolean;
  /** null when they are gone, or nobody has a name here. */
  by_name: string | null;
  scenario_id: string;
}

export interface TeamCriterion {
  criterion_id: string;
  title: LocalText;
  mean: number;
  max: number;
  people: number;
}

export interface TeamScenario {
  scenario_id: string;
  people: number;
  criteria: TeamCriterion[];
}

export interface TeamView {
  people_min: number;
  scenarios: TeamScenario[];
}

export interface AskCertificate {
  person_id: string;
  format: "html" | "pdf";
  language: Language;
  /** ISO days, as the calendar counts them in Belgium; absent: of all talks. */
  first_day?: string;
  last_day?: string;
}

/** As many as the doors give at once. */
const MOST_TALKS = 500;
const MOST_LINES = 5000;

/** The latest granted first. */
export async function openTalks(): Promise<OfferedTalk[]> {
  return (await answer<{ talks: OfferedTalk[] }>("GET", `v1/hr/grants?limit=${MOST_TALKS}`)).talks;
}

/** Where one talk leaves as a file: whoever opens this address uses its consent up. Its own language, as the trainee saw it. */
export function exportUrl(sessionId: string, format: ReportFormat): string {
  return `v1/sessions/${encodeURIComponent(sessionId)}/report?${new URLSearchParams({ format, audience: "hr" }).toString()}`;
}

export function takeTalk(sessionId: string, format: ReportFormat): Promise<TakenFile> {
  return takeFile("GET", exportUrl(sessionId, format));
}

/** Every talk that HR may take out, in one workbook. */
export function takeAll(language: Language): Promise<TakenFile> {
  return takeFile("POST", "v1/exports", { audience: "hr", language });
}

export function takeCertificate(asked: AskCertificate): Promise<TakenFile> {
  return takeFile("POST", "v1/certificates", asked);
}

export function teamView(): Promise<TeamView> {
  return answer("GET", "v1/team");
}

/** What was taken of somebody else's talk, in a period or ever, the latest first. */
export async function exportLog(days: Days = {}): Promise<ExportLine[]> {
  const query = new URLSearchParams({ limit: String(MOST_LINES), ...days });
  return (await answer<{ exports: ExportLine[] }>("GET", `v1/exports?${query.toString()}`)).exports;
}

/** Why a talk did not leave, as far as HR may know. */
export type Refusal =
  | { why: "used"; line: ExportLine }
  | { why: "withdrawn" }
  | { why: "gone" }
  | { why: "failed"; reason: string };

export async function refusalOf(talk: OfferedTalk, error: unknown): Promise<Refusal> {
  const status = error instanceof ServiceError ? error.status : 0;
  if (status === 404) return { why: "gone" };
  if (status !== 403) return { why: "failed", reason: reasonOf(error) };
  const line = usedBy(talk, await exportLog());
  return line ? { why: "used", line } : { why: "withdrawn" };
}

/** The export that used a consent up: the first one to HR after it was given. */
export function usedBy(talk: OfferedTalk, log: readonly ExportLine[]): ExportLine | undefined {
  const since = Date.parse(talk.offered_at);
  return log.filter((line) => line.session_id === talk.session_id && line.audience === "hr" && Date.parse(line.exported_at) >= since).at(-1);
}

/** Somebody of whom a certificate can be made. */
export interface Certifiable {
  person_id: string;
  name: string | null;
  talks: OfferedTalk[];
}

/** Whose talks these are, by name. */
export function byTrainee(talks: readonly OfferedTalk[]): Certifiable[] {
  const found = new Map<string, Certifiable>();
  for (const talk of talks) {
    const of = found.get(talk.trainee_id) ?? { person_id: talk.trainee_id, name: talk.trainee_name, talks: [] };
    of.talks.push(talk);
    found.set(talk.trainee_id, of);
  }
  return [...found.values()].sort((a, b) => (a.name ?? "").localeCompare(b.name ?? ""));
}

/** Those held in a period of days, both included; an empty day leaves that side open. */
export function heldWithin(talks: readonly OfferedTalk[], firstDay: string, lastDay: string): OfferedTalk[] {
  return talks.filter(({ held_at }) => {
    const held = belgianDay(held_at);
    return (!firstDay || held >= firstDay) && (!lastDay || held <= lastDay);
  });
}

/** The day of a moment on the calendar in Belgium, as YYYY-MM-DD. */
export function belgianDay(iso: string): string {
  return new Intl.DateTimeFormat("sv-SE", { timeZone: "Europe/Brussels" }).format(new Date(iso));
}
