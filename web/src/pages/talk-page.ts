/** Third page: the talk. The colleague fills it; no meters, no scores. */

import { html, nothing } from "lit";
import { customElement, property, query, state } from "lit/decorators.js";

import "../avatar/face";
import { controls } from "../style/controls";
import { ICONS } from "../style/icons";
import { Conversation, type Line, type TalkOptions } from "../talk/conversation";
import type { MessageKey } from "../i18n";
import type { Choice } from "./choice";
import { Page } from "./page";
import { talkStyle } from "./talk-style";

@customElement("talk-page")
export class TalkPage extends Page {
  @property({ attribute: false }) choice!: Choice;
  @property({ attribute: false }) options!: TalkOptions;

  @state() private hasCaptions = true;
  @state() private isMuted = false;
  @query(".lines") private lineList?: HTMLElement;
  private talk!: Conversation;

  static override styles = [controls, talkStyle];

  override willUpdate(): void {
    this.talk ??= new Conversation(this.options, () => this.changed());
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.talk.close();
    this.options.microphone?.close();
  }

  override updated(): void {
    this.lineList?.scrollTo({ top: this.lineList.scrollHeight });
  }

  override render() {
    const { t, talk } = this;
    const { persona } = this.choice;
    return html`
      <h1 tabindex="-1" class="visually-hidden">${t("talk.title", { name: persona.name })}</h1>
      <div class="room ${this.hasCaptions ? "" : "no-captions"}">
        <div class="stage">
          <colleague-face .look=${persona.look} .mood=${talk.mood} .intensity=${talk.intensity}
            .direct=${() => talk.direct()} label=${t("talk.face", { name: persona.name })}></colleague-face>
          <p class="name">${persona.name}</p>
          <p class="status ${talk.stage}" role="status"><span class="dot"></span>${this.statusText()}</p>
          ${this.cue()}
        </div>
        ${this.hasCaptions ? this.captions() : nothing}
        ${talk.stage === "lost" ? this.lost() : html`<div class="bar">${this.turnControls()} ${this.buttons()}</div>`}
      </div>`;
  }

  private statusText(): string {
    const { stage } = this.talk;
    if (stage === "ended") return this.t("talk.ending");
    return this.t(`talk.${stage}` as MessageKey, { name: this.choice.persona.name });
  }

  private captions() {
    const { t, talk } = this;
    return html`<section class="captions" aria-label=${t("talk.captions")}>
      <div class="lines" role="log" aria-live="polite" tabindex="0" aria-label=${t("talk.captions")} lang=${this.choice.language}>
        ${talk.lines.map((line) => this.line(line))}
      </div>
    </section>`;
  }

  /** One line at most: a trainee in a hard talk has no eyes for more. */
  private cue() {
    const { talk } = this;
    const text = talk.problem || (talk.wasNotHeard ? this.t("talk.not_heard") : talk.hint?.[this.language]);
    return text ? html`<p class="cue" role="status">${text}</p>` : nothing;
  }

  private line(line: Line) {
    const who = line.who === "trainee" ? this.t("talk.you") : this.choice.persona.name;
    return html`<p class="line ${line.who}"><span class="who">${who}</span><span class="said">${line.text}</span></p>`;
  }

  private turnControls() {
    const { t, talk, options } = this;
    if (!options.microphone) return this.textInput();
    if (!options.isPushToTalk) return nothing;
    return html`<button class="primary speak" aria-pressed=${talk.isPressed} @click=${() => talk.press()}>
      ${ICONS.microphone}${t(talk.isPressed ? "talk.speak_done" : "talk.speak")}
    </button>`;
  }

  private textInput() {
    const { t } = this;
    return html`<form class="type" @submit=${this.say}>
      <label class="visually-hidden" for="said">${t("talk.type")}</label>
      <input id="said" name="said" type="text" autocomplete="off" placeholder=${t("talk.type")} lang=${this.choice.language}
        maxlength="2000" ?disabled=${this.talk.isPaused} />
      <button class="primary" type="submit">${ICONS.send}${t("talk.send")}</button>
    </form>`;
  }

  private buttons() {
    const { talk } = this;
    return html`<div class="buttons">
      ${this.button(talk.isPaused ? "talk.resume" : "talk.pause", talk.isPaused ? ICONS.resume : ICONS.pause, () => talk.setPaused(!talk.isPaused))}
      ${this.button("talk.repeat", ICONS.repeat, () => talk.control("repeat"))}
      ${this.button("talk.rewind", ICONS.rewind, () => talk.rewind(), !talk.canRewind)}
      ${this.button("talk.hint", ICONS.hint, () => talk.control("hint"))}
      ${this.options.hasVoice ? this.button(this.isMuted ? "talk.sound_on" : "talk.sound_off", this.isMuted ? ICONS.soundOff : ICONS.soundOn, () => this.toggleSound()) : nothing}
      ${this.button(this.hasCaptions ? "talk.captions_off" : "talk.captions_on", ICONS.captions, () => (this.hasCaptions = !this.hasCaptions))}
      <button class="danger stop" title=${this.t("talk.stop.detail")} ?disabled=${talk.stage === "ending"} @click=${() => talk.end()}>
        ${ICONS.stop}${this.t("talk.stop")}
      </button>
    </div>`;
  }

  private button(key: MessageKey, icon: unknown, act: () => void, isDisabled = false) {
    const text = this.t(key);
    return html`<button class="quiet icon" aria-label=${text} title=${text} ?disabled=${isDisabled} @click=${act}>${icon}<span>${text}</span></button>`;
  }

  private lost() {
    const { t } = this;
    return html`<div class="alert" role="alert">
      <h2>${t("talk.lost")}</h2>
      <p>${t("talk.lost.detail")}</p>
      <div class="row">
        <button class="primary" @click=${() => this.leave("ended")}>${t("talk.to_report")}</button>
        <button @click=${() => this.leave("again")}>${t("talk.lost.again")}</button>
      </div>
    </div>`;
  }

  private say(event: SubmitEvent): void {
    event.preventDefault();
    const input = this.renderRoot.querySelector<HTMLInputElement>("#said")!;
    const text = input.value.trim();
    input.value = "";
    if (text) this.talk.say(text);
  }

  private toggleSound(): void {
    this.isMuted = !this.isMuted;
    this.talk.setMuted(this.isMuted);
  }

  private changed(): void {
    this.requestUpdate();
    if (this.talk?.stage === "ended") this.leave("ended");
  }

  private leave(where: "ended" | "again"): void {
    this.tell(where, null);
  }
}
