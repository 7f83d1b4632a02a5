/** Second page: the briefing, and how to talk: by voice after a microphone check, or typed. */

import { css, html, nothing } from "lit";
import { customElement, property, state } from "lit/decorators.js";

import "../avatar/face";
import { levelDbfs } from "../audio/level";
import { Microphone, MicrophoneError, type MicrophoneProblem } from "../audio/microphone";
import { ServiceError, createSession } from "../service/rest";
import { controls } from "../style/controls";
import type { TalkOptions } from "../talk/conversation";
import { type Choice, sessionRequest } from "./choice";
import { Page } from "./page";

type MicState = "untried" | "opening" | "open" | MicrophoneProblem;

/** Speech into a headset lies between these; the bar shows the range in between. */
const QUIET_DBFS = -60;
const HEARD_DBFS = -42;
const LOUD_DBFS = -6;
/** 20 ms frames above HEARD_DBFS after which we believe it is speech and no click. */
const HEARD_FRAMES = 10;

@customElement("prepare-page")
export class PreparePage extends Page {
  @property({ attribute: false }) choice!: Choice;

  @state() private mode: "voice" | "text" = "voice";
  @state() private mic: MicState = "untried";
  @state() private levelDb = QUIET_DBFS;
  @state() private heardFrames = 0;
  @state() private isPushToTalk = false;
  @state() private hasVoice = true;
  @state() private isStarting = false;
  @state() private problem = "";

  private microphone: Microphone | null = null;
  private isHandedOver = false;

  static override styles = [
    controls,
    css`
      .columns { display: grid; gap: 24px 32px; margin-top: 28px; }
      .who { display: grid; grid-template-columns: 88px 1fr; gap: 16px; align-items: center; }
      .who colleague-face { width: 88px; height: 88px; border-radius: 50%; }
      .core { border-left: 4px solid var(--accent); padding: 4px 0 4px 16px; font-size: 1.12rem; line-height: 1.45; font-weight: 600; }
      .briefing { white-space: pre-line; max-width: 62ch; }
      .modes { display: grid; gap: 12px; grid-template-columns: repeat(auto-fit, minmax(190px, 1fr)); }
      .modes .choice { padding: 14px 16px; }
      .level { position: relative; height: 14px; border-radius: 7px; background: var(--sunken); border: 1px solid var(--line); overflow: hidden; }
      .level svg { display: block; width: 100%; height: 100%; fill: var(--accent); }
      .good { color: var(--good); font-weight: 600; }
      .go { display: flex; gap: 12px; flex-wrap: wrap; justify-content: flex-end; }
      .go .primary { flex: 1 1 200px; }
      @media (min-width: 900px) { .columns { grid-template-columns: 1fr 1fr; } }
    `,
  ];

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    if (!this.isHandedOver) this.microphone?.close();
  }

  override render() {
    const { t, choice } = this;
    const { persona, scenario } = choice;
    return html`
      <h1 tabindex="-1">${t("prepare.title")}</h1>
      <div class="columns">
        <section class="card stack" aria-label=${t("prepare.briefing")}>
          <div class="who">
            <colleague-face portrait aria-hidden="true" .look=${persona.look}></colleague-face>
            <p>${t("prepare.with", { name: persona.name, role: persona.role[this.language] })}</p>
          </div>
          <h2>${t("prepare.core")}</h2>
          <p class="core">${scenario.core[this.language]}</p>
          <h2>${t("prepare.briefing")}</h2>
          <p class="briefing">${scenario.briefing[this.language]}</p>
        </section>
        <form class="card stack" @submit=${this.submit}>
          ${this.modes()} ${this.mode === "voice" ? this.voiceOptions() : this.textOptions()}
          ${this.problem ? html`<p class="alert" role="alert">${this.problem}</p>` : nothing}
          <div class="go">
            <button type="button" class="quiet" @click=${() => this.tell("back", null)}>${t("prepare.back")}</button>
            <button class="primary" type="submit" ?disabled=${!this.isReady}>
              ${t(this.isStarting ? "prepare.starting" : "prepare.start")}
            </button>
          </div>
        </form>
      </div>`;
  }

  private get isReady(): boolean {
    return !this.isStarting && (this.mode === "text" || this.mic === "open");
  }

  private modes() {
    const { t } = this;
    return html`<fieldset>
      <legend>${t("prepare.mode")}</legend>
      <div class="modes">
        ${(["voice", "text"] as const).map((mode) => html`<label class="choice">
          <input type="radio" name="mode" value=${mode} .checked=${mode === this.mode} @change=${() => (this.mode = mode)} />
          <h2>${t(`mode.${mode}`)}</h2>
          <p class="hint">${t(`mode.${mode}.hint`)}</p>
        </label>`)}
      </div>
    </fieldset>`;
  }

  private voiceOptions() {
    const { t } = this;
    return html`
      <div class="stack">
        <h2>${t("mic.title")}</h2>
        ${this.mic === "open" ? this.levelBar() : this.microphoneButton()}
      </div>
      ${this.tick("prepare.ptt", this.isPushToTalk, (isOn) => (this.isPushToTalk = isOn))}`;
  }

  private microphoneButton() {
    const { t, mic } = this;
    const isProblem = mic !== "untried" && mic !== "opening" && mic !== "open";
    return html`
      <div class="row"><button type="button" ?disabled=${mic === "opening"} @click=${this.openMicrophone}>${t("mic.start")}</button></div>
      ${mic === "opening" ? html`<p class="hint" role="status">${t("mic.opening")}</p>` : nothing}
      ${isProblem ? html`<p class="alert" role="alert">${t(`mic.${mic}`)}</p>` : nothing}`;
  }

  private levelBar() {
    const { t } = this;
    const share = Math.max(0, Math.min(1, (this.levelDb - QUIET_DBFS) / -QUIET_DBFS));
    const isHeard = this.heardFrames >= HEARD_FRAMES;
    const message = this.levelDb > LOUD_DBFS ? "mic.loud" : isHeard ? "mic.good" : "mic.say";
    return html`
      <div class="level" role="meter" aria-label=${t("mic.level")} aria-valuemin=${QUIET_DBFS} aria-valuemax="0"
        aria-valuenow=${Math.round(this.levelDb)} aria-valuetext="${Math.round(this.levelDb)} dB">
        <svg viewBox="0 0 1 1" preserveAspectRatio="none"><rect width=${share.toFixed(3)} height="1" /></svg>
      </div>
      <p class=${isHeard ? "good" : "hint"} role="status">${t(message)}</p>`;
  }

  private textOptions() {
    return this.tick("mode.sound", this.hasVoice, (isOn) => (this.hasVoice = isOn));
  }

  private tick(key: "prepare.ptt" | "mode.sound", isOn: boolean, set: (isOn: boolean) => void) {
    return html`<label class="tick">
      <input type="checkbox" .checked=${isOn} @change=${(event: Event) => set((event.target as HTMLInputElement).checked)} />
      <span>${this.t(key)}</span>
      ${key === "prepare.ptt" ? html`<span class="hint">${this.t("prepare.ptt.hint")}</span>` : nothing}
    </label>`;
  }

  private async openMicrophone(): Promise<void> {
    this.mic = "opening";
    try {
      this.microphone = await Microphone.open();
      this.microphone.onFrame = (frame) => this.hear(frame);
      this.mic = "open";
    } catch (error) {
      this.mic = error instanceof MicrophoneError ? error.problem : "busy";
    }
  }

  private hear(frame: Int16Array): void {
    const levelDb = levelDbfs(frame);
    if (levelDb > HEARD_DBFS) this.heardFrames += 1;
    // Rises at once and falls slowly, as a needle does.
    this.levelDb = Math.max(levelDb, this.levelDb - 1.2, QUIET_DBFS);
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
      this.problem = error instanceof ServiceError ? error.message : this.t("app.offline", { reason: String(error) });
    }
    this.isStarting = false;
  }

  private optionsFor(ticket: TalkOptions["ticket"]): TalkOptions {
    const isVoice = this.mode === "voice";
    this.isHandedOver = isVoice;
    return {
      ticket,
      microphone: isVoice ? this.microphone : null,
      hasVoice: isVoice || this.hasVoice,
      isPushToTalk: isVoice && this.isPushToTalk,
    };
  }
}
