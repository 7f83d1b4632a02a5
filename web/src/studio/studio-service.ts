/** The studio's doors of the service (`/v1/studio`), for trainers only. */

import type { Language, PersonaCard, ScenarioCard } from "../service/catalog";
import { request } from "../service/rest";
import type {
  CheckContent, ContentChecked, ContentFinding, ContentHistory, ContentItem, ContentList, ContentOpened, SimulationState, VersionText,
} from "./wire";
import type { Schema } from "./yaml/schema";

export type { ContentFinding, ContentItem, ContentOpened, ContentVersion, SimulationState } from "./wire";
export type Kind = ContentItem["kind"];

export interface PlayCards {
  scenario: ScenarioCard;
  personas: PersonaCard[];
}

const ROOT = "v1/studio";

export async function listContent(): Promise<ContentItem[]> {
  return (await answer<ContentList>("GET", "")).items;
}

export function openContent(kind: Kind, id: string): Promise<ContentOpened> {
  return answer("GET", place(kind, id));
}

export function startContent(kind: Kind, id: string, like: string): Promise<ContentOpened> {
  return answer("POST", `/${kind}`, { id, like });
}

export function saveDraft(kind: Kind, id: string, text: string, openedSha256: string): Promise<ContentOpened> {
  return answer("PUT", `${place(kind, id)}/draft`, { text, opened_sha256: openedSha256 });
}

export async function discardDraft(kind: Kind, id: string): Promise<void> {
  await request(`${ROOT}${place(kind, id)}/draft`, { method: "DELETE" });
}

export function publish(kind: Kind, id: string): Promise<ContentOpened> {
  return answer("POST", `${place(kind, id)}/publish`);
}

export function archive(kind: Kind, id: string): Promise<ContentOpened> {
  return answer("POST", `${place(kind, id)}/archive`);
}

export async function checkText(asked: CheckContent): Promise<ContentFinding[]> {
  return (await answer<ContentChecked>("POST", "/check", asked)).findings;
}

export async function drawText(id: string, text: string, language: Language): Promise<string> {
  return (await send("POST", "/preview", { id, text, language })).text();
}

export function schemaOf(kind: Kind): Promise<Schema> {
  return answer("GET", `/schema/${kind}`);
}

export async function historyOf(kind: Kind, id: string): Promise<ContentHistory["versions"]> {
  return (await answer<ContentHistory>("GET", `${place(kind, id)}/history`)).versions;
}

export async function versionText(kind: Kind, id: string, versionId: string): Promise<string> {
  return (await answer<VersionText>("GET", `${place(kind, id)}/history/${encodeURIComponent(versionId)}`)).text;
}

export function playCards(kind: Kind, id: string): Promise<PlayCards> {
  return answer("GET", `${place(kind, id)}/play`);
}

export function startSimulation(id: string, seeds: number, language: Language): Promise<SimulationState> {
  return answer("POST", `${place("scenario", id)}/simulation`, { seeds, language });
}

export function simulation(simulationId: string, language: Language): Promise<SimulationState> {
  return answer("GET", `/simulation/${encodeURIComponent(simulationId)}?language=${language}`);
}

export async function stopSimulation(simulationId: string): Promise<void> {
  await request(`${ROOT}/simulation/${encodeURIComponent(simulationId)}`, { method: "DELETE" });
}

function place(kind: Kind, id: string): string {
  return `/${kind}/${encodeURIComponent(id)}`;
}

function send(method: string, path: string, body?: unknown): Promise<Response> {
  if (body === undefined) return request(ROOT + path, { method });
  return request(ROOT + path, { method, headers: { "content-type": "application/json" }, body: JSON.stringify(body) });
}

async function answer<T>(method: string, path: string, body?: unknown): Promise<T> {
  return (await send(method, path, body)).json() as Promise<T>;
}
