/** The REST doors of the service, all on the page's own origin. */

import { type MessageKey, MESSAGES } from "../i18n";
import { type Catalog, type Difficulty, LANGUAGES, type Language } from "./catalog";
import { goToTheDoor } from "./door";

/** Each is asked for apart; none is needed to rehearse. */
export interface Consent {
  recording: boolean;
  delivery_measures: boolean;
  share_with_hr: boolean;
}

export interface SessionRequest {
  scenario_id: string;
  persona_id: string;
  language: Language;
  difficulty: Difficulty;
  consent: Consent;
  /** false: what is measured of the voice is not put beside what others usually do. */
  apply_norms: boolean;
  /** A trainer plays what they have in hand. */
  draft?: true;
  /** A sentence of an earlier talk is tried again, in that talk. */
  fork?: { session_id: string; item_id: string };
}

export type Role = "trainee" | "trainer" | "hr" | "admin";

export interface SessionTicket {
  session_id: string;
  ws_url: string;
  client_secret: string;
  resume_handle: string;
  /** Who sits at the table too; null in a talk between two. */
  second_persona_id: string | null;
}

export type ReportFormat = "html" | "pdf" | "json" | "csv" | "xlsx" | "xapi";

/** Who is asking (`GET /v1/me`). */
export interface Me {
  person_id: string;
  organisation: string;
  name: string;
  roles: Role[];
  comes_by: "machine" | "browser" | "program";
}

/** The one person of a machine without accounts. */
export const LOCAL = "local";

/** The service said no; `message` is its own sentence, already meant for a reader. */
export class ServiceError extends Error {
  constructor(
    message: string,
    /** HTTP; 0 where the service did not answer by HTTP. */
    readonly status = 0,
    /** What kind of refusal it is, and of which field. */
    readonly code = "",
    readonly param = "",
  ) {
    super(message);
  }
}

/** No answer came by HTTP. */
const OFFLINE = "offline";
/** What can be said in every language; other refusals name what is wrong in what was sent, in the service's own words. */
const REASONS: Readonly<Record<number, MessageKey>> = { 403: "reason.forbidden", 404: "reason.missing", 429: "reason.busy" };

/** What went wrong, in one sentence for a reader. */
export function reasonOf(error: unknown, language: Language = languageOfPage()): string {
  if (error instanceof ServiceError) {
    const key = error.code === OFFLINE ? "reason.offline" : REASONS[error.status];
    if (key) return MESSAGES[language][key];
  }
  return error instanceof Error ? error.message : String(error);
}

function languageOfPage(): Language {
  return LANGUAGES.find((one) => one === document.documentElement.lang) ?? "nl";
}

export async function fetchCatalog(): Promise<Catalog> {
  return (await request("v1/catalog")).json() as Promise<Catalog>;
}

/** Who the reader is here, and what they may do besides rehearsing. */
export function fetchMe(): Promise<Me> {
  return answer("GET", "v1/me");
}

export async function createSession(wanted: SessionRequest): Promise<SessionTicket> {
  return (await send("POST", "v1/sessions", wanted)).json() as Promise<SessionTicket>;
}

/** Erases the talk, its transcript and its report. */
export async function deleteSession(sessionId: string): Promise<void> {
  await send("DELETE", `v1/sessions/${encodeURIComponent(sessionId)}`);
}

/** @param isLook The page shows it and no file is taken, which is not logged. */
export function reportUrl(sessionId: string, format: ReportFormat, language: Language, isLook = false): string {
  const query = new URLSearchParams({ format, audience: "trainee", language, ...(isLook && { look: "true" }) });
  return `v1/sessions/${encodeURIComponent(sessionId)}/report?${query.toString()}`;
}

/** A request by method; what it carries, where it carries something, goes as JSON. */
export function send(method: string, path: string, body?: unknown): Promise<Response> {
  if (body === undefined) return request(path, { method });
  return request(path, { method, headers: { "content-type": "application/json" }, body: JSON.stringify(body) });
}

/** The same where the answer is JSON. */
export async function answer<T>(method: string, path: string, body?: unknown): Promise<T> {
  return (await send(method, path, body)).json() as Promise<T>;
}

/** One request of our own pages; what the service refuses is a `ServiceError` with its own sentence. */
async function request(path: string, init?: RequestInit): Promise<Response> {
  const headers = new Headers(init?.headers);
  headers.set("x-rechtuit", "1"); // a page of another site cannot set it, so the service asks for it (decision 0008)
  const response = await fetch(path, { ...init, headers }).catch((error: unknown) => {
    throw new ServiceError(String(error), 0, OFFLINE);
  });
  if (response.status === 401) goToTheDoor();
  if (!response.ok) throw await refusalIn(response);
  return response;
}

/** A refusal is `application/problem+json` (RFC 9457); its `detail` is one line for people. */
async function refusalIn(response: Response): Promise<ServiceError> {
  const problem = (await response.json().catch(() => null)) as { detail?: string; code?: string; param?: string } | null;
  const sentence = problem?.detail ?? `${response.status} ${response.statusText}`;
  return new ServiceError(sentence, response.status, problem?.code, problem?.param);
}
