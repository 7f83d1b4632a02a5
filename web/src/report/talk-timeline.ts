/** <talk-timeline>: who spoke when, the vague words, and the moment of the news; a bar that is clicked is gone to. */

import { LitElement, css, html, nothing, svg } from "lit";
import { customElement, property, state } from "lit/decorators.js";

import type { Language } from "../service/catalog";
import type { Evidence, Turn } from "./document";
import { translator } from "./i18n";
import { clockTime } from "./times";

const HEIGHT = 96;
const TOP = 20;
const LANE = 22;
const TICKS = 84;
const LEAST_BAR = 3;
const LEAST_TICK = 5;

@customElement("talk-timeline")
export class TalkTimeline extends LitElement {
  @property({ attribute: false }) language: Language = "nl";
  @property({ attribute: false }) turns: readonly Turn[] = [];
  @property({ attribute: false }) evidence: readonly Evidence[] = [];
  @property({ attribute: false }) newsMs: number | null = null;
  @property({ attribute: false }) takenOver: readonly string[] = [];
  @property({ type: Number }) current = 0;
  @property() name = "";
  @state() private width = 600;

  private readonly watch = new ResizeObserver(([entry]) => (this.width = Math.max(200, entry!.contentRect.width)));

  static override styles = css`
    :host { display: block; }
    svg { display: block; width: 100%; height: ${HEIGHT}px; overflow: visible; }
    .bar { cursor: pointer; fill: var(--line-strong); }
    .bar.trainee { fill: var(--accent); }
    .bar.taken-over { opacity: 0.45; }
    .bar.current { stroke: var(--ink); stroke-width: 3; }
    .base { stroke: var(--line); }
    .vague { stroke: var(--warn); stroke-width: 3; }
    .news { stroke: var(--ink); stroke-width: 2; }
    text { font: 600 12px/1 var(--font); fill: var(--ink); }
    text.vagueness { fill: var(--warn); font-weight: 400; }
    text.axis { fill: var(--muted); font-weight: 400; }
  `;

  override connectedCallback(): void {
    super.connectedCallback();
    this.watch.observe(this);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.watch.disconnect();
  }

  override render() {
    return html`<svg viewBox="0 0 ${this.width} ${HEIGHT}" role="img" aria-label=${this.facts()}>
      <line class="base" x1="0" x2=${this.width} y1=${TICKS} y2=${TICKS} />
      ${this.turns.map((turn, n) => this.bar(turn, n))} ${this.vague().map((found) => this.tick(found))} ${this.news()}
      <text class="axis" x=${this.width} y=${HEIGHT + 12} text-anchor="end">${clockTime(this.end - this.start)}</text>
      <text class="axis" x="0" y=${HEIGHT + 12}>${clockTime(0)}</text>
    </svg>`;
  }

  private get start(): number {
    return Math.min(...this.turns.map(({ start_ms }) => start_ms));
  }

  private get end(): number {
    return Math.max(...this.turns.map(({ end_ms }) => end_ms));
  }

  private x(timeMs: number): number {
    return ((timeMs - this.start) / Math.max(1, this.end - this.start)) * this.width;
  }

  private bar(turn: Turn, n: number) {
    const width = Math.max(LEAST_BAR, this.x(turn.end_ms) - this.x(turn.start_ms));
    const classes = ["bar", turn.who, n === this.current ? "current" : "", this.takenOver.includes(turn.item_id) ? "taken-over" : ""];
    return svg`<rect class=${classes.join(" ")} x=${Math.min(this.x(turn.start_ms), this.width - width)} width=${width} rx="2"
      y=${turn.who === "trainee" ? TOP : TOP + LANE + 6} height=${LANE} @click=${() => this.choose(n)} />`;
  }

  private vague(): Evidence[] {
    return this.evidence.filter(({ category, weight }) => category === "vagueness" && weight > 0);
  }

  /** At the turn it stands in, as far into it as its words are: a finding of a typed turn has no times of its own. */
  private tick(found: Evidence) {
    const turn = this.turns.find(({ item_id }) => item_id === found.item_id);
    if (!turn) return nothing;
    const share = found.char_start / Math.max(1, turn.text.length);
    const x = this.x(turn.start_ms + share * (turn.end_ms - turn.start_ms));
    return svg`<line class="vague" x1=${x} x2=${x} y1=${TICKS} y2=${TICKS - LEAST_TICK - 3 * Math.min(3, found.weight)} />`;
  }

  private news() {
    if (this.newsMs === null) return nothing;
    const x = this.x(this.newsMs);
    const anchor = x > this.width - 50 ? "end" : x > 50 ? "middle" : "start";
    return svg`<line class="news" x1=${x} x2=${x} y1=${TOP - 4} y2=${TICKS} />
      <text x=${x} y=${TOP - 8} text-anchor=${anchor}>${translator(this.language)("timeline.news")}</text>`;
  }

  private facts(): string {
    const t = translator(this.language);
    const spoken = (who: Turn["who"]) => clockTime(this.turns.filter((turn) => turn.who === who).reduce((sum, { start_ms, end_ms }) => sum + end_ms - start_ms, 0));
    return [
      t("timeline.facts", { duration: clockTime(this.end - this.start), you: spoken("trainee"), name: this.name, other: spoken("persona") }),
      this.newsMs === null ? "" : t("timeline.facts_news", { time: clockTime(this.newsMs) }),
      t("timeline.facts_vague", { count: this.vague().length }),
    ].join(" ");
  }

  private choose(n: number): void {
    this.dispatchEvent(new CustomEvent<number>("choose", { detail: n }));
  }
}
