/** <microphone-check>: which microphone, how quiet the room is, whether it hears the loudspeaker, and whether we hear the voice. */

import { LitElement, css, html, nothing } from "lit";
import { customElement, property, state } from "lit/decorators.js";

import { EchoListener, probe } from "../audio/echo";
import { levelDbfs } from "../audio/level";
import { Microphone, MicrophoneError, type MicrophoneProblem, microphones } from "../audio/microphone";
import { NoiseFloor } from "../audio/noise-floor";
import { INPUT_RATE_HZ } from "../audio/resampler";
import { type Translate, translator } from "../i18n";
import type { Language } from "../service/catalog";
import { controls } from "../style/controls";
import { FocusKeeper } from "./focus";

type MicState = "untried" | "opening" | "open" | MicrophoneProblem;
/** Silence first, then the sound, then the voice: each would spoil the one before. */
type Step = "room" | "echo" | "voice";

/** Speech into a headset lies between these; the bar shows the range in between. */
const BAR_FROM_DBFS = -60;
const HEARD_DBFS = -42;
const LOUD_DBFS = -6;
/** A voice stands out of the room by so much. */
const ABOVE_ROOM_DB = 10;
/** 20 ms frames of voice after which we believe it is speech and no click. */
const HEARD_FRAMES = 10;

@customElement("microphone-check")
export class MicrophoneCheck extends LitElement {
  @property({ attribute: false }) language: Language = "nl";
  /** Talks that are held with a button do not mind a noisy room. */
  @property({ type: Boolean }) isPushToTalk = false;

  @state() private mic: MicState = "untried";
  @state() private step: Step = "room";
  @state() private levelDb = BAR_FROM_DBFS;
  @state() private heardFrames = 0;
  @state() private hasEcho = false;
  @state() private devices: MediaDeviceInfo[] = [];

  private microphone: Microphone | null = null;
  private floor = new NoiseFloor();
  private echo = new EchoListener();
  private isHandedOver = false;
  protected readonly keeper = new FocusKeeper(this, ".measures, [aria-disabled=true]");

  static override styles = [
    controls,
    css`
      :host, .measures { display: grid; gap: 14px; }
      .measures { border-radius: 7px; }
      .level { position: relative; height: 14px; border-radius: 7px; background: var(--sunken); border: 1px solid var(--line); overflow: hidden; }
      .level svg { display: block; width: 100%; height: 100%; fill: var(--accent); }
      ul { list-style: none; margin: 0; padding: 0; display: grid; gap: 8px; }
      li { display: grid; grid-template-columns: 20px 1fr; gap: 10px; font-size: 0.95rem; line-height: 1.45; }
      li::before { content: "…"; font-weight: 700; text-align: center; color: var(--muted); }
      li.good::before { content: "✓"; color: var(--good); }
      li.mind::before { content: "!"; color: var(--warn); }
      select { font: inherit; color: inherit; background: var(--surface); border: 1px solid var(--line-strong); border-radius: 10px; padding: 10px 12px; min-height: 44px; width: 100%; }
      .device span { display: block; margin-bottom: 4px; font-size: 0.89rem; color: var(--muted); }
    `,
  ];

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    navigator.mediaDevices?.removeEventListener("devicechange", this.listDevices);
    if (!this.isHandedOver) this.microphone?.close();
  }

  /** From now on the talk has the microphone. */
  handOver(): Microphone | null {
    this.isHandedOver = true;
    return this.microphone;
  }

  override render() {
    return this.mic === "open" ? this.measures() : this.opener();
  }

  private get t(): Translate {
    return translator(this.language);
  }

  private opener() {
    const { t, mic } = this;
    const isProblem = mic !== "untried" && mic !== "opening" && mic !== "open";
    return html`
      <div class="row"><button type="button" aria-disabled=${mic === "opening"} @click=${() => mic !== "opening" && this.open()}>${t("mic.start")}</button></div>
      ${mic === "untried" ? html`<p class="hint">${t("mic.headset")}</p>` : nothing}
      ${mic === "opening" ? html`<p class="hint" role="status">${t("mic.opening")}</p>` : nothing}
      ${isProblem ? html`<p class="alert" role="alert">${t(`mic.${mic}`)}</p>` : nothing}`;
  }

  private measures() {
    const { t } = this;
    const share = Math.max(0, Math.min(1, (this.levelDb - BAR_FROM_DBFS) / -BAR_FROM_DBFS));
    return html`<div class="measures" role="group" tabindex="-1" aria-label=${t("mic.title")}>
      ${this.devices.length > 1 ? this.deviceChoice() : nothing}
      <div class="level" role="meter" aria-label=${t("mic.level")} aria-valuemin=${BAR_FROM_DBFS} aria-valuemax="0"
        aria-valuenow=${Math.round(this.levelDb)} aria-valuetext="${Math.round(this.levelDb)} dB">
        <svg viewBox="0 0 1 1" preserveAspectRatio="none"><rect width=${share.toFixed(3)} height="1" /></svg>
      </div>
      <div role="status"><ul>${this.roomLine()} ${this.echoLine()} ${this.voiceLine()}</ul></div>
      ${this.step === "voice" ? html`<div class="row"><button type="button" class="quiet" @click=${this.measureAgain}>${t("mic.again")}</button></div>` : nothing}</div>`;
  }

  private deviceChoice() {
    const chosen = this.microphone?.deviceId;
    return html`<label class="device"><span>${this.t("mic.device")}</span>
      <select @change=${(event: Event) => void this.open((event.target as HTMLSelectElement).value)}>
        ${this.devices.map((device) => html`<option value=${device.deviceId} ?selected=${device.deviceId === chosen}>${device.label}</option>`)}
      </select>
    </label>`;
  }

  private roomLine() {
    if (this.step === "room") return html`<li>${this.t("mic.room.measuring")}</li>`;
    const { room, levelDb } = this.floor;
    const isFine = room !== "noisy" || this.isPushToTalk;
    return html`<li class=${isFine ? "good" : "mind"}>${this.t(`mic.room.${room}`, { level: Math.round(levelDb) })}</li>`;
  }

  private echoLine() {
    if (this.step === "room") return nothing;
    if (this.step === "echo") return html`<li>${this.t("mic.echo.measuring")}</li>`;
    return html`<li class=${this.hasEcho ? "mind" : "good"}>${this.t(this.hasEcho ? "mic.echo.heard" : "mic.echo.none")}</li>`;
  }

  private voiceLine() {
    if (this.step !== "voice") return nothing;
    if (this.levelDb > LOUD_DBFS) return html`<li class="mind">${this.t("mic.loud")}</li>`;
    const isHeard = this.heardFrames >= HEARD_FRAMES;
    return html`<li class=${isHeard ? "good" : ""}>${this.t(isHeard ? "mic.good" : "mic.say")}</li>`;
  }

  private async open(deviceId = ""): Promise<void> {
    this.mic = "opening";
    this.microphone?.close();
    this.microphone = null;
    this.tell();
    try {
      this.microphone = await Microphone.open(deviceId);
      this.microphone.onFrame = (frame) => this.hear(frame);
      this.mic = "open";
      this.measureAgain();
      navigator.mediaDevices.addEventListener("devicechange", this.listDevices);
      void this.listDevices();
    } catch (error) {
      this.mic = error instanceof MicrophoneError ? error.problem : "busy";
    }
    this.tell();
  }

  private readonly listDevices = async (): Promise<void> => {
    this.devices = await microphones();
  };

  private readonly measureAgain = (): void => {
    this.floor = new NoiseFloor();
    this.echo = new EchoListener();
    this.heardFrames = 0;
    this.step = "room";
  };

  private hear(frame: Int16Array): void {
    const levelDb = levelDbfs(frame);
    // Rises at once and falls slowly, as a needle does.
    this.levelDb = Math.max(levelDb, this.levelDb - 1.2, BAR_FROM_DBFS);
    if (this.step === "room") this.hearRoom(levelDb);
    else if (this.step === "echo") this.hearEcho(frame);
    else if (levelDb > Math.max(HEARD_DBFS, this.floor.levelDb + ABOVE_ROOM_DB)) this.heardFrames += 1;
  }

  private hearRoom(levelDb: number): void {
    this.floor.push(levelDb);
    if (!this.floor.isKnown) return;
    this.step = "echo";
    this.microphone?.play(probe(), INPUT_RATE_HZ);
  }

  private hearEcho(frame: Int16Array): void {
    this.echo.push(frame);
    if (!this.echo.isDone) return;
    this.hasEcho = this.echo.hasEcho;
    this.step = "voice";
  }

  /** The page may start once there is a microphone, whatever is still being measured. */
  private tell(): void {
    this.dispatchEvent(new CustomEvent<boolean>("ready", { detail: this.mic === "open" }));
  }
}

declare global {
  interface HTMLElementTagNameMap {
    "microphone-check": MicrophoneCheck;
  }
}
