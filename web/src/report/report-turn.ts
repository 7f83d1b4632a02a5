/** <report-turn>: one turn written out; its marked words tell why, what to say instead, and let one try again. */

import { LitElement, css, html, nothing } from "lit";
import { customElement, property, query, state } from "lit/decorators.js";
import { classMap } from "lit/directives/class-map.js";

import type { Language } from "../service/catalog";
import { controls } from "../style/controls";
import { ICONS } from "../style/icons";
import { betterWording } from "./advice";
import type { Evidence, Turn } from "./document";
import { translator } from "./i18n";
import { type Piece, kindOf, ofWholeTurn, pieces, sentenceAt } from "./marks";
import { reportStyle } from "./report-style";
import { clockTime } from "./times";

@customElement("report-turn")
export class ReportTurn extends LitElement {
  @property({ attribute: false }) language: Language = "nl";
  /** Of what was said. */
  @property({ attribute: false }) spokenIn: Language = "nl";
  @property({ attribute: false }) turn!: Turn;
  @property({ attribute: false }) evidence: readonly Evidence[] = [];
  @property() name = "";
  /** Any of it may be tried again, in a talk of its own. */
  @property({ attribute: false }) canRetry = true;
  @property({ type: Boolean }) hasSound = false;
  @property({ type: Boolean }) isCurrent = false;
  @property({ type: Boolean }) isPlaying = false;
  /** 0-1, of the sound of this turn. */
  @property({ type: Number }) played = 0;
  /** The advice that is being heard, by its finding. */
  @property() heard = "";

  /** The piece whose note is open, by its place; -1: about the whole turn, null: none. */
  @state() private open: number | null = null;
  @query(".note") private note?: HTMLElement;

  static override styles = [
    controls, reportStyle,
    css`
      .turn { display: grid; grid-template-columns: 44px minmax(0, 1fr); gap: 4px 12px; padding: 10px 10px 10px 4px; border-radius: 12px; }
      .turn.current { background: var(--accent-soft); }
      button.play { grid-row: span 2; align-self: start; width: 44px; height: 44px; padding: 0; border-radius: 50%; border-color: transparent; background: transparent; color: var(--muted); }
      button.play:hover, .current button.play { color: var(--accent); background: var(--surface); }
      .who { font-size: 0.89rem; color: var(--muted); display: flex; flex-wrap: wrap; gap: 0 8px; }
      .who b { color: var(--ink); }
      .trainee .who b { color: var(--accent); }
      .said { overflow-wrap: anywhere; line-height: 1.65; }
      .persona .said { font-style: italic; }
      .said [role="button"] { cursor: pointer; }
      .said [role="button"]:hover, .said [aria-expanded="true"] { filter: brightness(0.94); }
      .now { text-decoration: underline 2px var(--accent); text-underline-offset: 4px; }
      .below { grid-column: 2; display: flex; flex-wrap: wrap; gap: 4px 8px; margin-left: -10px; }
      .below button { min-height: 36px; padding: 6px 10px; font-size: 0.89rem; color: var(--accent); }
      /* Above the player, which stays at the bottom of the window. */
      button, .mark, .note { scroll-margin-block: 20px 160px; }
      .note { grid-column: 1 / -1; margin: 6px 0 4px; background: var(--surface); border: 1px solid var(--line-strong); border-radius: 12px; padding: 14px 16px; display: grid; gap: 14px; }
      .finding { display: grid; gap: 6px; justify-items: start; }
      .finding > p { overflow-wrap: anywhere; max-width: 68ch; }
      @media (min-width: 700px) { .note { grid-column: 2; } }
    `,
  ];

  override focus(): void {
    this.renderRoot.querySelector<HTMLElement>(".play")?.focus({ preventScroll: true });
  }

  override render() {
    const { turn, isCurrent } = this;
    return html`<div class=${classMap({ turn: true, [turn.who]: true, current: isCurrent })} aria-current=${isCurrent ? "true" : nothing}>
      ${this.playButton()}
      <p class="who"><b>${this.who}</b> <span>${clockTime(turn.start_ms)}</span>${turn.cut_off ? html` <span>${translator(this.language)("talk.cut_off")}</span>` : nothing}</p>
      <p class="said" dir="auto" lang=${this.spokenIn}>${this.words()}</p>
      ${turn.who === "trainee" ? this.below() : nothing} ${this.open === null ? nothing : this.noteFor(this.open)}
    </div>`;
  }

  private get who(): string {
    return this.turn.who === "trainee" ? translator(this.language)("talk.you") : (this.turn.speaker?.name ?? this.name);
  }

  /** A turn without sound can be shown as the one that is read: its words light up. */
  private playButton() {
    const key = this.isPlaying ? "talk.pause_turn" : this.hasSound ? "talk.play_turn" : "talk.show_turn";
    const label = translator(this.language)(key, { who: this.who, time: clockTime(this.turn.start_ms) });
    return html`<button class="play" aria-label=${label} title=${label} @click=${() => this.tell("play", null)}>
      ${this.isPlaying ? ICONS.pause : this.hasSound ? ICONS.resume : ICONS.captions}</button>`;
  }

  private words() {
    const now = this.isCurrent && this.isPlaying ? sentenceAt(this.turn.text, this.played) : null;
    return pieces(this.turn.text, this.evidence).map((piece, n) => this.piece(piece, n, piece.sentence === now || (now !== null && !this.hasSound)));
  }

  private piece({ text, kind, found }: Piece, n: number, isNow: boolean) {
    if (kind && !/[\p{L}\p{N}]/u.test(text)) return html`<span class=${classMap({ mark: true, [kind]: true, now: isNow })}>${text}</span>`;
    if (!kind) return isNow ? html`<span class="now">${text}</span>` : text;
    const t = translator(this.language);
    return html`<span class=${classMap({ mark: true, [kind]: true, now: isNow })} role="button" tabindex="0" aria-expanded=${this.open === n}
      aria-description=${found.map((one) => t(`talk.${kindOf(one)!}`)).join(", ")}
      @click=${() => this.toggle(n)} @keydown=${(event: KeyboardEvent) => this.press(event, n)}>${text}</span>`;
  }

  private below() {
    const t = translator(this.language);
    const whole = ofWholeTurn(this.evidence);
    return html`<div class="below">
      ${whole.length ? html`<button class="quiet" aria-expanded=${this.open === -1} @click=${() => this.toggle(-1)}>${t("talk.whole")} (${whole.length})</button>` : nothing}
      ${this.canRetry ? html`<button class="quiet" aria-label=${t("talk.again_at", { time: clockTime(this.turn.start_ms) })} @click=${() => this.tell("retry", this.turn)}>${ICONS.rewind}${t("talk.again")}</button>` : nothing}
    </div>`;
  }

  private noteFor(place: number) {
    const t = translator(this.language);
    const piece = place >= 0 ? pieces(this.turn.text, this.evidence)[place] : undefined;
    const found = piece?.found ?? ofWholeTurn(this.evidence);
    const label = piece ? t("talk.why", { quote: piece.text.trim() }) : t("talk.whole");
    return html`<section class="note" tabindex="-1" aria-label=${label} @keydown=${(event: KeyboardEvent) => event.key === "Escape" && this.close()}>
      ${found.map((one) => this.finding(one))}
      <div class="row">
        ${this.canRetry ? html`<button class="primary" @click=${() => this.tell("retry", this.turn)}>${ICONS.rewind}${t("talk.again")}</button>` : nothing}
        <button @click=${this.close}>${t("talk.close")}</button>
      </div>
    </section>`;
  }

  private finding(found: Evidence) {
    const t = translator(this.language);
    const kind = kindOf(found)!;
    const isHeard = this.heard === found.evidence_id;
    return html`<div class="finding">
      <p><span class="kind ${kind}">${t(`talk.${kind}`)}</span></p>
      <p>${found.message[this.language]}</p>
      ${found.suggestion
        ? html`<p class="better"><b>${t("rather")}:</b> ${betterWording(found.suggestion, this.language)}</p>
            <button aria-pressed=${isHeard} @click=${() => this.tell("advice", found.evidence_id)}>${isHeard ? ICONS.stop : ICONS.soundOn}${t(isHeard ? "talk.stop_hearing" : "talk.hear")}</button>`
        : nothing}
    </div>`;
  }

  private press(event: KeyboardEvent, n: number): void {
    if (event.key === "Escape") this.close();
    if (event.key !== "Enter" && event.key !== " ") return;
    event.preventDefault();
    this.toggle(n);
  }

  private toggle(n: number): void {
    if (this.open === n) return this.close();
    this.open = n;
    void this.updateComplete.then(() => {
      this.note?.focus({ preventScroll: true });
      this.note?.scrollIntoView({ block: "nearest" });
    });
  }

  private readonly close = (): void => {
    const opener = this.renderRoot.querySelector<HTMLElement>("[aria-expanded=true]");
    this.open = null;
    opener?.focus({ preventScroll: true });
  };

  private tell(name: string, detail: unknown): void {
    this.dispatchEvent(new CustomEvent(name, { detail }));
  }
}
