/** The pages beside the rehearsal itself: each has an address, a role whose it is, and is loaded when somebody goes there. */

import { type TemplateResult, html } from "lit";

import type { Choice } from "./pages/choice";
import type { Catalog, Language } from "./service/catalog";
import type { Role } from "./service/rest";
import type { TalkOptions } from "./talk/conversation";

export type SectionName = "mine" | "coach" | "studio" | "hr" | "admin";

/** A talk to go into at once. */
export interface Played {
  choice: Choice;
  talk: TalkOptions;
}

/** What the frame around a section gives it. */
export interface Frame {
  language: Language;
  catalog: Catalog;
  /** Leaves the section for this talk. */
  play(played: Played): void;
  /** Leaves the section to prepare this talk. */
  prepare(choice: Choice): void;
}

export interface Section {
  /** Its address is `#name`, and `#name/...` are places in it. */
  name: SectionName;
  role: Role;
  load(): Promise<unknown>;
  page(frame: Frame): TemplateResult;
}

export const SECTIONS: readonly Section[] = [
  {
    name: "mine",
    role: "trainee",
    load: () => import("./mine/mine-page"),
    page: (frame) => html`<mine-page .language=${frame.language} .catalog=${frame.catalog} @prepare=${(event: CustomEvent<Choice>) => frame.prepare(event.detail)}></mine-page>`,
  },
  {
    name: "coach",
    role: "trainer",
    load: () => import("./coach/coach-page"),
    page: (frame) => html`<coach-page .language=${frame.language} .catalog=${frame.catalog}></coach-page>`,
  },
  {
    name: "studio",
    role: "trainer",
    load: () => import("./studio/studio-page"),
    page: (frame) => html`<studio-page .language=${frame.language} @play=${(event: CustomEvent<Played>) => frame.play(event.detail)}
      @prepare=${(event: CustomEvent<Choice>) => frame.prepare(event.detail)}></studio-page>`,
  },
  {
    name: "hr",
    role: "hr",
    load: () => import("./hr/hr-page"),
    page: (frame) => html`<hr-page .language=${frame.language} .scenarios=${frame.catalog.scenarios}></hr-page>`,
  },
  {
    name: "admin",
    role: "admin",
    load: () => import("./admin/admin-page"),
    page: (frame) => html`<admin-page .language=${frame.language}></admin-page>`,
  },
];

/** The section that an address (`#studio/scenario/c4-ontslag`) lies in. */
export function sectionAt(hash: string): Section | undefined {
  const [, name] = /^#([a-z]+)(?:\/|$)/.exec(hash) ?? [];
  return SECTIONS.find((section) => section.name === name);
}
