/** <report-talk>: the talk on its timeline and written out, to hear again turn by turn. */

import { LitElement, type PropertyValues, css, html, nothing } from "lit";
import { customElement, property, state } from "lit/decorators.js";
import { repeat } from "lit/directives/repeat.js";

import type { Language } from "../service/catalog";
import { controls } from "../style/controls";
import { ICONS } from "../style/icons";
import { type Evidence, type ReportDocument, type Turn, adviceUrl, recordingUrl, voiceUrl } from "./document";
import { translator } from "./i18n";
import { LoudSound } from "./loud-sound";
import { kindOf } from "./marks";
import { Playback, type Sound } from "./playback";
import { reportStyle } from "./report-style";
import "./report-turn";
import "./talk-timeline";
import { clockTime } from "./times";

@customElement("report-talk")
export class ReportTalk extends LitElement {
  @property({ attribute: false }) language: Language = "nl";
  @property({ attribute: false }) report!: ReportDocument;
  @property() sessionId = "";
  /** The trainee's turns of which sound is kept. */
  @property({ attribute: false }) recorded: readonly string[] = [];
  @state() private isOnlyMarked = false;
  /** The finding whose advice is heard now. */
  @state() private heard = "";

  private readonly sound: Sound = new LoudSound();
  private playback!: Playback;
  private turns: readonly Turn[] = [];
  private evidenceOf = new Map<string, Evidence[]>();

  static override styles = [
    controls, reportStyle,
    css`
      :host { display: grid; gap: 14px; }
      .hint { max-width: 72ch; }
      .timeline { padding: 18px 20px 26px; }
      ol { list-style: none; margin: 0; padding: 0; display: grid; gap: 2px; }
      li { scroll-margin: 20px 0 160px; }
      .tick input { scroll-margin-block: 20px 160px; }
      .border { display: flex; align-items: center; gap: 12px; color: var(--muted); font-size: 0.89rem; font-weight: 650; padding: 10px 4px; }
      .border::after { content: ""; flex: 1; border-top: 1px solid var(--line-strong); }
      .player { position: sticky; bottom: 8px; z-index: 1; display: grid; grid-template-columns: auto minmax(0, 1fr); gap: 4px 14px; align-items: center; padding: 10px 14px; box-shadow: var(--shadow); }
      .player .row { gap: 4px; flex-wrap: nowrap; }
      .player button { padding: 0 10px; }
      .player input { width: 100%; accent-color: var(--accent); margin: 0; height: 28px; }
      .at { font-size: 0.89rem; color: var(--muted); display: flex; justify-content: space-between; gap: 12px; align-items: center; }
      .at button { min-height: 32px; padding: 2px 8px; color: var(--accent); font-size: 0.89rem; }
      .flip { transform: scaleX(-1); display: grid; }
      @media (max-width: 520px) { .timeline { padding-inline: 12px; } .player { grid-template-columns: 1fr; } .player .row { justify-content: center; } }
    `,
  ];

  override willUpdate(changed: PropertyValues<this>): void {
    if (!changed.has("report") && !changed.has("recorded")) return;
    this.playback?.stop();
    this.turns = this.report.turns.filter(({ text }) => text.trim());
    this.evidenceOf = new Map(this.turns.map(({ item_id }) => [item_id, this.report.evidence.filter((found) => found.item_id === item_id)]));
    const playable = this.turns.map((turn) => ({ itemId: turn.item_id, text: turn.text, url: this.url(turn) }));
    this.playback = new Playback(playable, this.sound, () => this.requestUpdate());
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.playback.stop();
  }

  override updated(): void {
    const { current, isPlaying } = this.playback;
    if (isPlaying && current !== this.shown) this.bringIntoView(current);
    this.shown = isPlaying ? current : -1;
  }
  private shown = -1;

  override render() {
    const t = translator(this.language);
    if (!this.turns.length) return nothing;
    const takenOver = this.report.forked_from?.taken_over ?? [];
    return html`<h2>${t("talk.title")}</h2>
      <p class="hint">${t("talk.how")} ${t(this.recorded.length ? "talk.own_kept" : "talk.own_not_kept")}</p>
      <div class="card timeline"><talk-timeline .language=${this.language} .turns=${this.turns} .evidence=${this.report.evidence} .newsMs=${this.report.news_ms}
        .takenOver=${takenOver} .current=${this.playback.current} .name=${this.report.persona.name}
        @choose=${(event: CustomEvent<number>) => this.goTo(event.detail)}></talk-timeline></div>
      <label class="tick"><input type="checkbox" .checked=${this.isOnlyMarked} @change=${() => (this.isOnlyMarked = !this.isOnlyMarked)} /><span>${t("talk.only_marked")}</span></label>
      ${this.report.forked_from?.is_forgotten ? html`<p class="hint">${t("talk.forgotten")}</p>` : nothing}
      <ol>${repeat(this.listed(), (n) => this.turns[n]!.item_id, (n) => html`<li id="turn-${n}">${this.border(n, takenOver)}${this.turn(n)}</li>`)}</ol>
      ${this.playback.hasFailed ? html`<p class="alert" role="alert">${t("talk.voice_failed")}</p>` : nothing}
      ${this.player()}`;
  }

  /** A turn as a finding of the report points at it; the keyboard goes on there. */
  showTurn(itemId: string): void {
    const n = this.turns.findIndex((turn) => turn.item_id === itemId);
    if (n < 0) return;
    this.goTo(n);
    void this.updateComplete.then(() => this.renderRoot.querySelector<HTMLElement>(`#turn-${n} report-turn`)?.focus());
  }

  /** With the filter, a marked turn and the line it answers. */
  private listed(): number[] {
    const isMarked = (n: number) => this.turns[n]?.who === "trainee" && this.evidenceOf.get(this.turns[n].item_id)!.some(kindOf);
    return this.turns.map((_, n) => n).filter((n) => !this.isOnlyMarked || isMarked(n) || isMarked(n + 1));
  }

  private border(n: number, takenOver: readonly string[]) {
    const t = translator(this.language);
    const isTaken = (at: number) => takenOver.includes(this.turns[at]?.item_id ?? "");
    if (n === 0 && isTaken(0)) return html`<p class="border">${t("talk.taken_over")}</p>`;
    return takenOver.length && !isTaken(n) && (n === 0 || isTaken(n - 1)) ? html`<p class="border">${t("talk.from_here")}</p>` : nothing;
  }

  private turn(n: number) {
    const turn = this.turns[n]!;
    const { current, isPlaying, ratio } = this.playback;
    const isCurrent = n === current;
    return html`<report-turn .language=${this.language} .spokenIn=${this.report.language} .turn=${turn} .evidence=${this.evidenceOf.get(turn.item_id)!}
      .canRetry=${!this.report.forked_from?.is_forgotten}
      .name=${this.report.persona.name} .hasSound=${this.url(turn) !== null} .isCurrent=${isCurrent} .isPlaying=${isCurrent && isPlaying}
      .played=${isCurrent ? ratio : 0} .heard=${this.heard} @play=${() => this.play(n)}
      @advice=${(event: CustomEvent<string>) => this.hear(event.detail)}
      @retry=${() => this.dispatchEvent(new CustomEvent<Turn>("retry", { detail: turn }))}></report-turn>`;
  }

  private player() {
    const t = translator(this.language);
    const { current, isPlaying } = this.playback;
    const turn = this.turns[current]!;
    const at = t("player.at", { who: turn.who === "trainee" ? t("talk.you") : (turn.speaker?.name ?? this.report.persona.name), time: clockTime(turn.start_ms) });
    const step = (by: number) => () => this.goTo(current + by);
    return html`<div class="card player" role="group" aria-label=${t("player.label")}>
      <div class="row">
        <button class="quiet" aria-label=${t("player.before")} title=${t("player.before")} aria-disabled=${current === 0} @click=${step(-1)}><span class="flip">${ICONS.resume}</span></button>
        <button class="primary" @click=${this.toggle}>${isPlaying ? ICONS.pause : ICONS.resume}${t(isPlaying ? "player.pause" : "player.play")}</button>
        <button class="quiet" aria-label=${t("player.after")} title=${t("player.after")} aria-disabled=${current === this.turns.length - 1} @click=${step(1)}>${ICONS.resume}</button>
      </div>
      <div>
        <input type="range" min="0" max=${this.turns.length - 1} .value=${String(current)} aria-label=${t("player.place")} aria-valuetext=${at}
          @input=${(event: Event) => this.goTo(Number((event.target as HTMLInputElement).value))} />
        <p class="at"><span>${at}</span>${this.newsTurn() >= 0 ? html`<button class="quiet" @click=${() => this.goTo(this.newsTurn())}>${t("player.news")}</button>` : nothing}</p>
      </div>
    </div>`;
  }

  private newsTurn(): number {
    const { news_turn } = this.report;
    if (news_turn === null) return -1;
    const told = this.report.turns.filter(({ who }) => who === "trainee")[news_turn - 1];
    return this.turns.findIndex(({ item_id }) => item_id === told?.item_id);
  }

  private url(turn: Turn): string | null {
    if (turn.who === "persona") return voiceUrl(this.sessionId, turn.item_id);
    return this.recorded.includes(turn.item_id) ? recordingUrl(this.sessionId, turn.item_id) : null;
  }

  private play(n: number): void {
    this.heard = "";
    if (n === this.playback.current && this.playback.isPlaying) this.playback.toggle();
    else this.playback.playOnly(n);
  }

  private readonly toggle = (): void => {
    this.heard = "";
    this.playback.toggle();
  };

  private goTo(n: number): void {
    this.heard = "";
    this.isOnlyMarked = this.isOnlyMarked && this.listed().includes(n);
    this.playback.goTo(n);
    void this.updateComplete.then(() => this.bringIntoView(this.playback.current));
  }

  private hear(evidenceId: string): void {
    this.playback.stop();
    if (this.heard === evidenceId) {
      this.heard = "";
      return;
    }
    const done = () => (this.heard = "");
    this.heard = evidenceId;
    this.sound.play(adviceUrl(this.sessionId, evidenceId, this.language), {
      progress: () => undefined,
      ended: done,
      failed: () => {
        done();
        this.playback.fail();
      },
    });
  }

  private bringIntoView(n: number): void {
    const isCalm = window.matchMedia("(prefers-reduced-motion: reduce)").matches;
    this.renderRoot.querySelector(`#turn-${n}`)?.scrollIntoView({ block: "nearest", behavior: isCalm ? "auto" : "smooth" });
  }
}
