/** Second page: the briefing to prepare with, and how to talk: freely, with a button, or typed. */

import { css, html, nothing } from "lit";
import { customElement, property, query, state } from "lit/decorators.js";

import "../avatar/face";
import type { LegalNote } from "../service/catalog";
import { createSession, reasonOf } from "../service/rest";
import { controls } from "../style/controls";
import type { TalkOptions } from "../talk/conversation";
import { type Choice, sessionRequest } from "./choice";
import "./microphone-check";
import type { MicrophoneCheck } from "./microphone-check";
import "./own-checklist";
import { Page } from "./page";
import { writtenDay } from "./written-date";

/** Three ways, none better than another. */
const MODES = ["voice", "ptt", "text"] as const;
type Mode = (typeof MODES)[number];

@customElement("prepare-page")
export class PreparePage extends Page {
  @property({ attribute: false }) choice!: Choice;

  @state() private mode: Mode = "voice";
  @state() private hasMicrophone = false;
  @state() private hasVoice = true;
  @state() private isNoisyRoom = false;
  @state() private isStarting = false;
  @state() private problem = "";
  @query("microphone-check") private check?: MicrophoneCheck;

  static override styles = [
    controls,
    css`
      .columns { display: grid; gap: 24px 32px; margin-top: 28px; align-items: start; }
      .who { display: grid; grid-template-columns: 88px 1fr; gap: 16px; align-items: center; }
      .who colleague-face { width: 88px; height: 88px; border-radius: 50%; }
      .core { border-left: 4px solid var(--accent); padding: 4px 0 4px 16px; font-size: 1.12rem; line-height: 1.45; font-weight: 600; }
      .briefing { white-space: pre-line; max-width: 62ch; }
      .law ul { list-style: none; margin: 0; padding: 0; display: grid; gap: 12px; }
      .law li { padding-left: 16px; border-left: 2px solid var(--line-strong); }
      .law .hint { margin-top: 2px; }
      .modes { display: grid; gap: 10px; }
      .modes .choice { padding: 12px 16px; }
      .go { display: flex; gap: 12px; flex-wrap: wrap; justify-content: flex-end; }
      .go .primary { flex: 1 1 200px; }
      @media (min-width: 900px) { .columns { grid-template-columns: 1.15fr 1fr; } .how { position: sticky; top: 20px; } }
    `,
  ];

  override render() {
    const { t, choice } = this;
    return html`
      <h1 tabindex="-1">${t("prepare.title")}</h1>
      ${choice.fork ? html`<fork-notice .language=${this.language} .choice=${choice}></fork-notice>` : nothing}
      <div class="columns">
        <div class="stack">
          ${this.briefing()} ${choice.scenario.legal.length ? this.law(choice.scenario.legal) : nothing}
          <section class="card"><own-checklist .language=${this.language} scenario=${choice.scenario.id}></own-checklist></section>
        </div>
        <form class="card stack how" @submit=${this.submit}>
          ${this.modes()}
          ${this.mode === "text" ? this.textOptions() : this.voiceOptions()}
          ${this.problem ? html`<p class="alert" role="alert">${this.problem}</p>` : nothing}
          <div class="go">
            <button type="button" class="quiet" @click=${() => this.tell("back", null)}>${t("prepare.back")}</button>
            <button class="primary" type="submit" ?disabled=${!this.isReady && !this.isStarting} aria-disabled=${this.isStarting}>
              ${t(this.isStarting ? "prepare.starting" : "prepare.start")}
            </button>
          </div>
        </form>
      </div>`;
  }

  private briefing() {
    const { t, choice } = this;
    const { persona, scenario } = choice;
    return html`<section class="card stack" aria-label=${t("prepare.briefing")}>
      <div class="who">
        <colleague-face portrait aria-hidden="true" .look=${persona.look}></colleague-face>
        <p>${t("prepare.with", { name: persona.name, role: persona.role[this.language] })}</p>
      </div>
      <h2>${t("prepare.core")}</h2>
      <p class="core">${scenario.core[this.language]}</p>
      <h2>${t("prepare.briefing")}</h2>
      <p class="briefing">${scenario.briefing[this.language]}</p>
    </section>`;
  }

  private law(notes: readonly LegalNote[]) {
    const { t } = this;
    return html`<section class="card stack law">
      <h2>${t("prepare.law")}</h2>
      <ul>${notes.map((note) => html`<li>
        <p>${note.text[this.language]}</p>
        <p class="hint">${t("prepare.law.source", { source: note.source, date: writtenDay(note.last_verified, this.language) })}</p>
      </li>`)}</ul>
    </section>`;
  }

  private get isReady(): boolean {
    return !this.isStarting && (this.mode === "text" || this.hasMicrophone);
  }

  private modes() {
    const { t } = this;
    return html`<fieldset>
      <legend>${t("prepare.mode")}</legend>
      <div class="modes">
        ${MODES.map((mode) => html`<label class="choice">
          <input type="radio" name="mode" value=${mode} .checked=${mode === this.mode} @change=${() => (this.mode = mode)} />
          <h2>${t(`mode.${mode}`)}</h2>
          <p class="hint">${t(`mode.${mode}.hint`)}</p>
        </label>`)}
      </div>
    </fieldset>`;
  }

  private voiceOptions() {
    return html`<div class="stack">
      <h2>${this.t("mic.title")}</h2>
      <microphone-check .language=${this.language} .isPushToTalk=${this.mode === "ptt"}
        @ready=${(event: CustomEvent<boolean>) => (this.hasMicrophone = event.detail)}></microphone-check>
      ${this.mode === "ptt" ? nothing : this.roomTick()}
    </div>`;
  }

  private roomTick() {
    const { t } = this;
    return html`<label class="tick">
      <input type="checkbox" name="noisy_room" .checked=${this.isNoisyRoom}
        @change=${(event: Event) => (this.isNoisyRoom = (event.target as HTMLInputElement).checked)} />
      <span>${t("mic.others")}</span>
      <span class="hint">${t("mic.others.hint")}</span>
    </label>`;
  }

  private textOptions() {
    return html`<label class="tick">
      <input type="checkbox" .checked=${this.hasVoice} @change=${(event: Event) => (this.hasVoice = (event.target as HTMLInputElement).checked)} />
      <span>${this.t("mode.sound")}</span>
    </label>`;
  }

  private async submit(event: Event): Promise<void> {
    event.preventDefault();
    if (!this.isReady) return;
    this.isStarting = true;
    this.problem = "";
    try {
      const ticket = await createSession(sessionRequest(this.choice));
      this.tell<TalkOptions>("start", this.optionsFor(ticket));
    } catch (error) {
      this.problem = this.t("prepare.failed", { reason: reasonOf(error) });
    }
    this.isStarting = false;
  }

  private optionsFor(ticket: TalkOptions["ticket"]): TalkOptions {
    const isVoice = this.mode !== "text";
    return {
      ticket,
      microphone: isVoice ? (this.check?.handOver() ?? null) : null,
      hasVoice: isVoice || this.hasVoice,
      isPushToTalk: this.mode === "ptt",
      isNoisyRoom: this.isNoisyRoom,
    };
  }
}
