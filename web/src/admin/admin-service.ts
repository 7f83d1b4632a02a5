/** The administrators' doors: people, their own access tokens, the audit log, the terms. */

import type { Days } from "../pages/day-range";
import { type Role, answer, send } from "../service/rest";

export const ROLES: readonly Role[] = ["trainee", "trainer", "hr", "admin"];

export interface Person {
  person_id: string;
  name: string;
  roles: Role[];
  is_active: boolean;
  created_at: string;
  /** What they write at sign-in, or the provider they come by. */
  sign_in_names: string[];
}

export interface AddPerson {
  sign_in_name: string;
  name?: string;
  roles: Role[];
  /** One is made and told once when absent. */
  password?: string;
}

export interface PersonAdded {
  person: Person;
  /** Told this once. */
  password: string | null;
}

/** What is absent stays. */
export interface ChangePerson {
  roles?: Role[];
  is_active?: boolean;
  password?: string;
}

export interface Token {
  token_id: string;
  name: string;
  created_at: string;
  expires_at: string;
}

export interface TokenAdded {
  token: Token;
  /** Told this once. */
  secret: string;
}

export const ACTIONS = [
  "sign_in", "sign_in_failed", "sign_out",
  "person_added", "roles_changed", "password_changed", "person_stopped", "person_let_in", "person_removed",
  "token_made", "token_removed",
  "exported", "erased", "shared", "unshared", "hr_granted", "hr_withdrawn", "remarked", "overridden", "accessed",
] as const;
export type Action = (typeof ACTIONS)[number];

export interface AuditLine {
  at: string;
  /** null: the command line, a provider, or somebody who did not get in. */
  actor_id: string | null;
  action: Action;
  /** The random id of a person or a session, or a hash. */
  subject: string;
}

export interface AuditPage {
  entries: AuditLine[];
  /** What the next page is asked by; null where there is nothing older. */
  older: number | null;
}

export interface RetentionTerms {
  transcript_days: number;
  /** 0: no sound is kept. */
  audio_days: number;
  audit_days: number;
}

const LINES_AT_ONCE = 50;

/** By name. */
export async function listPeople(): Promise<Person[]> {
  return (await answer<{ people: Person[] }>("GET", "v1/people")).people;
}

export function addPerson(asked: AddPerson): Promise<PersonAdded> {
  return answer("POST", "v1/people", asked);
}

export function changePerson(personId: string, asked: ChangePerson): Promise<Person> {
  return answer("PATCH", personPath(personId), asked);
}

/** How many talks went with them. */
export async function removePerson(personId: string): Promise<number> {
  return (await answer<{ erased_talks: number }>("DELETE", personPath(personId))).erased_talks;
}

export async function listTokens(): Promise<Token[]> {
  return (await answer<{ tokens: Token[] }>("GET", "v1/tokens")).tokens;
}

export function makeToken(name: string, days: number): Promise<TokenAdded> {
  return answer("POST", "v1/tokens", { name, days });
}

export async function revokeToken(tokenId: string): Promise<void> {
  await send("DELETE", `v1/tokens/${encodeURIComponent(tokenId)}`);
}

/** The newest first. */
export function auditPage(action: Action | null, days: Days, older: number | null): Promise<AuditPage> {
  const query = new URLSearchParams({ limit: String(LINES_AT_ONCE), ...days });
  if (action) query.set("action", action);
  if (older !== null) query.set("older", String(older));
  return answer("GET", `v1/audit?${query.toString()}`);
}

export function retentionTerms(): Promise<RetentionTerms> {
  return answer("GET", "v1/retention");
}

function personPath(personId: string): string {
  return `v1/people/${encodeURIComponent(personId)}`;
}
