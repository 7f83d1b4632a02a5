/** The studio's doors of the service (`/v1/studio`), for trainers only. */

import type { Language, PersonaCard, ScenarioCard } from "../service/catalog";
import { send } from "../service/rest";
import type {
  CheckContent, ContentChecked, ContentFinding, ContentHistory, ContentItem, ContentList, ContentOpened, DrawContent, SaveDraft,
  SimulationState, StartContent, StartSimulation, VersionText,
} from "./wire";
import type { Schema } from "./yaml/schema";

export type { ContentFinding, ContentItem, ContentOpened, ContentVersion, SimulationState } from "./wire";
export type Kind = ContentItem["kind"];

export interface PlayCards {
  scenario: ScenarioCard;
  personas: PersonaCard[];
  /** Who may sit at the table too. */
  sit_along: PersonaCard[];
}

const ROOT = "v1/studio";

export async function listContent(): Promise<ContentItem[]> {
  return (await answer<ContentList>("GET", "")).items;
}

export function openContent(kind: Kind, id: string): Promise<ContentOpened> {
  return answer("GET", place(kind, id));
}

export function startContent(kind: Kind, id: string, like: string): Promise<ContentOpened> {
  return answer("POST", `/${kind}`, { id, like } satisfies StartContent);
}

export function saveDraft(kind: Kind, id: string, text: string, openedSha256: string): Promise<ContentOpened> {
  return answer("PUT", `${place(kind, id)}/draft`, { text, opened_sha256: openedSha256 } satisfies SaveDraft);
}

export async function discardDraft(kind: Kind, id: string): Promise<void> {
  await send("DELETE", `${ROOT}${place(kind, id)}/draft`);
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
  return (await send("POST", `${ROOT}/preview`, { id, text, language } satisfies DrawContent)).text();
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
  return answer("POST", `${place("scenario", id)}/simulation`, { seeds, language } satisfies StartSimulation);
}

export function simulation(simulationId: string, language: Language): Promise<SimulationState> {
  return answer("GET", `/simulation/${encodeURIComponent(simulationId)}?language=${language}`);
}

export async function stopSimulation(simulationId: string): Promise<void> {
  await send("DELETE", `${ROOT}/simulation/${encodeURIComponent(simulationId)}`);
}

function place(kind: Kind, id: string): string {
  return `/${kind}/${encodeURIComponent(id)}`;
}

async function answer<T>(method: string, path: string, body?: unknown): Promise<T> {
  return (await send(method, ROOT + path, body)).json() as Promise<T>;
}
