/** The doors to what is one's own: sharing, consent, grants to HR, the log, the copy of everything, and the end of it. */

import type { Language } from "../service/catalog";
import type { OwnTalk } from "../service/own-talks";
import { type Consent, answer } from "../service/rest";
import { takeFile } from "../service/saving";
import type { Quote } from "./quotes";

export interface Grant {
  grant_id: string;
  granted_at: string;
  quotes: Quote[];
  withdrawn_at: string | null;
  /** When HR took its one export. */
  used_at: string | null;
}

export interface ExportLine {
  exported_at: string;
  audience: "trainee" | "trainer" | "hr";
  format: string;
  by_owner: boolean;
  by_name: string | null;
}

export interface Erased {
  erased_talks: number;
  is_account_gone: boolean;
}

export const EVERYTHING = "v1/me/export";

/** Since when trainers may see the talk; null: they may not. */
export async function setShared(sessionId: string, isShared: boolean): Promise<string | null> {
  const state = await answer<{ shared_at: string | null }>(isShared ? "PUT" : "DELETE", `${talk(sessionId)}/share`);
  return state.shared_at;
}

export function changeConsent(sessionId: string, consent: Consent): Promise<OwnTalk> {
  return answer("PUT", `${talk(sessionId)}/consent`, consent);
}

export async function fetchGrants(sessionId: string): Promise<Grant[]> {
  return (await answer<{ grants: Grant[] }>("GET", `${talk(sessionId)}/hr-grants`)).grants;
}

export function grantToHr(sessionId: string, quotes: readonly Quote[]): Promise<Grant> {
  return answer("POST", `${talk(sessionId)}/hr-grants`, { quotes });
}

export async function withdrawGrants(sessionId: string): Promise<Grant[]> {
  return (await answer<{ grants: Grant[] }>("DELETE", `${talk(sessionId)}/hr-grants`)).grants;
}

/** The page that HR would get with these quotes; in the talk's own language, as HR gets it. */
export function previewUrl(sessionId: string, quotes: readonly Quote[]): string {
  const query = quotes.map(({ item_id, hidden }) => {
    const spans = hidden.map(({ start, end }) => `${start}-${end}`).join(",");
    return `quotes=${encodeURIComponent(spans ? `${item_id}:${spans}` : item_id)}`;
  });
  return `${talk(sessionId)}/hr-preview?${query.join("&")}`;
}

/** Who took what of the talk, the latest first. */
export async function fetchExports(sessionId: string): Promise<ExportLine[]> {
  return (await answer<{ exports: ExportLine[] }>("GET", `${talk(sessionId)}/exports`)).exports;
}

/** Saves the certificate. Days are ISO dates; an empty one leaves that end open. */
export async function takeCertificate(language: Language, firstDay: string, lastDay: string): Promise<void> {
  const query = new URLSearchParams({ format: "pdf", language });
  if (firstDay) query.set("first_day", firstDay);
  if (lastDay) query.set("last_day", lastDay);
  await takeFile("GET", `v1/certificate?${query.toString()}`);
}

export function eraseEverything(): Promise<Erased> {
  return answer("DELETE", "v1/me");
}

function talk(sessionId: string): string {
  return `v1/sessions/${encodeURIComponent(sessionId)}`;
}
