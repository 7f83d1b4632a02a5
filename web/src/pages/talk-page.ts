/** Third page: the talk. The colleague fills it; no meters, no scores. */

import { html, nothing } from "lit";
import { customElement, property, query, state } from "lit/decorators.js";

import type { Mood } from "../avatar/expression";
import "../avatar/face";
import type { Seat } from "../avatar/scene";
import type { PersonaCard } from "../service/catalog";
import { controls } from "../style/controls";
import { ICONS } from "../style/icons";
import { Conversation, type TalkOptions } from "../talk/conversation";
import { prefersCaptions, rememberCaptions } from "../talk/preferences";
import { type Deed, deedOf, isSpeakKey, keysOf } from "../talk/shortcuts";
import type { Line } from "../talk/transcript";
import type { MessageKey } from "../i18n";
import type { Choice } from "./choice";
import { keyHelp, keyHelpStyle } from "./key-help";
import { Page } from "./page";
import { talkStyle } from "./talk-style";

@customElement("talk-page")
export class TalkPage extends Page {
  @property({ attribute: false }) choice!: Choice;
  @property({ attribute: false }) options!: TalkOptions;
  /** Who sits at the table too. */
  @property({ attribute: false }) second: PersonaCard | null = null;

  @state() private hasCaptions = prefersCaptions();
  @state() private isMuted = false;
  @query(".lines") private lineList?: HTMLElement;
  private talk!: Conversation;
  private isKeyDown = false;

  private readonly deeds: Readonly<Record<Deed, () => void>> = {
    pause: () => this.talk.setPaused(!this.talk.isPaused),
    repeat: () => this.talk.control("repeat"),
    rewind: () => this.talk.canRewind && this.talk.rewind(),
    hint: () => this.talk.control("hint"),
    sound: () => this.options.hasVoice && this.toggleSound(),
    captions: () => this.toggleCaptions(),
    stop: () => this.talk.stage !== "ending" && this.talk.end(),
  };

  static override styles = [controls, talkStyle, keyHelpStyle];

  override connectedCallback(): void {
    super.connectedCallback();
    window.addEventListener("keydown", this.pressKey);
    window.addEventListener("keyup", this.releaseKey);
    window.addEventListener("blur", this.letGo);
    window.addEventListener("resize", this.showLatest);
  }

  override willUpdate(): void {
    this.talk ??= new Conversation(this.options, () => this.changed());
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    window.removeEventListener("keydown", this.pressKey);
    window.removeEventListener("keyup", this.releaseKey);
    window.removeEventListener("blur", this.letGo);
    window.removeEventListener("resize", this.showLatest);
    this.talk.close();
    this.options.microphone?.close();
  }

  override updated(): void {
    this.showLatest();
  }

  /** Who types begins where one types; on a phone that would bring up the keys over the colleague. */
  override focusHeading(): void {
    if (this.options.microphone || window.matchMedia("(hover: none)").matches) return super.focusHeading();
    void this.updateComplete.then(() => this.renderRoot.querySelector<HTMLElement>("#said")?.focus());
  }

  /** Also when a phone is turned or its keyboard comes up. */
  private readonly showLatest = (): void => {
    this.lineList?.scrollTo({ top: this.lineList.scrollHeight });
  };

  override render() {
    const { t, talk } = this;
    const { persona } = this.choice;
    const everybody = [persona, ...(this.second ? [this.second] : [])];
    const names = new Intl.ListFormat(this.language).format(everybody.map(({ name }) => name));
    return html`
      <h1 tabindex="-1" class="visually-hidden">${t("talk.title", { name: names })}</h1>
      <div class="room ${this.hasCaptions ? "" : "no-captions"}">
        <div class="stage ${this.second ? "of-two" : ""}">
          ${this.figure(persona, talk, this.second ? "left" : "")}
          ${this.second ? this.figure(this.second, talk.second, "right") : nothing}
          <p class="status ${talk.stage}" role="status"><span class="dot"></span>${this.statusText()}</p>
          <div role="status">${this.cue()}</div>
        </div>
        ${this.hasCaptions ? this.captions() : nothing}
        ${talk.stage === "lost" ? this.lost() : html`<div class="bar">${this.turnControls()} ${this.buttons()}</div>`}
      </div>`;
  }

  /** One of those at the table, who looks at the other while they speak. */
  private figure(persona: PersonaCard, state: { mood: Mood; intensity: number }, seat: Seat) {
    const { t, talk } = this;
    const speaks = talk.stage === "speaking" && talk.speakerName === persona.name;
    return html`<colleague-face class=${seat} .seat=${seat} .look=${persona.look} .mood=${state.mood} .intensity=${state.intensity}
        .direct=${() => talk.direct(persona.id, seat === "left" ? 1 : -1)} label=${t("talk.face", { name: persona.name })}></colleague-face>
      <p class="name ${seat} ${seat && speaks ? "speaks" : ""}">${persona.name}</p>`;
  }

  private statusText(): string {
    const { stage } = this.talk;
    if (stage === "ended") return this.t("talk.ending");
    const speaker = stage === "speaking" ? this.talk.speakerName : undefined;
    return this.t(`talk.${stage}` as MessageKey, { name: speaker ?? this.choice.persona.name });
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
    if (talk.stage === "lost") return nothing;
    if (talk.network !== "there") return html`<p class="cue network ${talk.network}">${this.t(`talk.network.${talk.network}`)}</p>`;
    const text = talk.problem || (talk.wasNotHeard ? this.t("talk.not_heard") : talk.hint?.[this.language]);
    return text ? html`<p class="cue">${text}</p>` : nothing;
  }

  private line(line: Line) {
    const who = line.who === "trainee" ? this.t("talk.you") : (line.name ?? this.choice.persona.name);
    return html`<p class="line ${line.who}"><span class="who">${who}</span><span class="said">${line.text}</span></p>`;
  }

  private turnControls() {
    const { t, talk, options } = this;
    if (!options.microphone) return this.textInput();
    if (!options.isPushToTalk) return nothing;
    return html`<button class="primary speak" aria-pressed=${talk.isPressed} aria-keyshortcuts="Space" aria-disabled=${talk.isPaused}
      @click=${() => talk.setPressed(!talk.isPressed)}>
      ${ICONS.microphone}${t(talk.isPressed ? "talk.speak_done" : "talk.speak")}
      ${talk.isPressed ? nothing : html`<span class="or-key">${t("talk.speak.key")}</span>`}
    </button>`;
  }

  private textInput() {
    const { t } = this;
    return html`<form class="type" @submit=${this.say}>
      <label class="visually-hidden" for="said">${t("talk.type")}</label>
      <input id="said" name="said" type="text" autocomplete="off" placeholder=${t("talk.type")} lang=${this.choice.language}
        maxlength="2000" ?readonly=${this.talk.isPaused} />
      <button class="primary" type="submit">${ICONS.send}${t("talk.send")}</button>
    </form>`;
  }

  private buttons() {
    const { talk, options, isMuted, hasCaptions } = this;
    return html`<div class="buttons">
      ${this.button("pause", talk.isPaused ? "talk.resume" : "talk.pause", talk.isPaused ? ICONS.resume : ICONS.pause)}
      ${this.button("repeat", "talk.repeat", ICONS.repeat)}
      ${this.button("rewind", "talk.rewind", ICONS.rewind, !talk.canRewind)}
      ${this.button("hint", "talk.hint", ICONS.hint)}
      ${options.hasVoice ? this.button("sound", isMuted ? "talk.sound_on" : "talk.sound_off", isMuted ? ICONS.soundOff : ICONS.soundOn) : nothing}
      ${this.button("captions", hasCaptions ? "talk.captions_off" : "talk.captions_on", ICONS.captions)}
      ${keyHelp(this.t, { speakKey: options.isPushToTalk, sound: options.hasVoice })}
      <button class="danger stop" title="${this.t("talk.stop.detail")} (${keysOf("stop")})" aria-keyshortcuts=${keysOf("stop")}
        aria-disabled=${talk.stage === "ending"} @click=${this.deeds.stop}>${ICONS.stop}${this.t("talk.stop")}</button>
    </div>`;
  }

  private button(deed: Deed, key: MessageKey, icon: unknown, isDisabled = false) {
    const text = this.t(key);
    return html`<button class="quiet icon" aria-label=${text} title="${text} (${keysOf(deed)})" aria-keyshortcuts=${keysOf(deed)}
      aria-disabled=${isDisabled} @click=${this.deeds[deed]}>${icon}<span>${text}</span></button>`;
  }

  private lost() {
    const { t } = this;
    return html`<div class="alert" role="alert">
      <h2>${t("talk.lost")}</h2>
      <p>${t(this.talk.isElsewhere ? "talk.lost.elsewhere" : "talk.lost.detail")}</p>
      <div class="row">
        ${this.talk.isElsewhere ? nothing : html`<button class="primary" @click=${() => this.leave("ended")}>${t("talk.to_report")}</button>`}
        <button @click=${() => this.leave("again")}>${t("talk.lost.again")}</button>
      </div>
    </div>`;
  }

  private say(event: SubmitEvent): void {
    event.preventDefault();
    const input = this.renderRoot.querySelector<HTMLInputElement>("#said")!;
    if (this.talk.isPaused) return; // what is typed waits in its field
    const text = input.value.trim();
    input.value = "";
    if (text) this.talk.say(text);
  }

  private readonly pressKey = (event: KeyboardEvent): void => {
    const deed = deedOf(event);
    if (deed && this.talk.stage !== "lost") {
      event.preventDefault();
      if (!event.repeat) this.deeds[deed]();
    } else if (this.options.isPushToTalk && isSpeakKey(event)) {
      event.preventDefault();
      if (event.repeat) return;
      this.isKeyDown = true;
      this.talk.setPressed(true);
    }
  };

  private readonly releaseKey = (event: KeyboardEvent): void => {
    if (!this.options.isPushToTalk || !isSpeakKey(event)) return;
    event.preventDefault(); // the button would take it for a click
    this.letGo();
  };

  /** A window that is left does not hear the key come up. */
  private readonly letGo = (): void => {
    if (this.isKeyDown) this.talk.setPressed(false);
    this.isKeyDown = false;
  };

  private toggleCaptions(): void {
    this.hasCaptions = !this.hasCaptions;
    rememberCaptions(this.hasCaptions);
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
