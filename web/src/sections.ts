/** The pages beside the rehearsal itself: each has an address, a role whose it is, and is loaded when somebody goes there. */

import { type TemplateResult, html } from "lit";

import type { Choice } from "./pages/choice";
import type { Catalog, Language } from "./service/catalog";
import type { Role } from "./service/rest";
import type { TalkOptions } from "./talk/conversation";

export type SectionName = "studio";

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
    name: "studio",
    role: "trainer",
    load: () => import("./studio/studio-page"),
    page: (frame) => html`<studio-page .language=${frame.language} @play=${(event: CustomEvent<Played>) => frame.play(event.detail)}></studio-page>`,
  },
];

/** The section that an address (`#studio/scenario/c4-ontslag`) lies in. */
export function sectionAt(hash: string): Section | undefined {
  const [, name] = /^#([a-z]+)(?:\/|$)/.exec(hash) ?? [];
  return SECTIONS.find((section) => section.name === name);
}
