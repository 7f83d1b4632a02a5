/** <progress-view>: one exercise over all attempts, part by part: small lines to look at, the same numbers to read. */

import { LitElement, type PropertyValues, css, html, nothing, svg } from "lit";
import { customElement, property, state } from "lit/decorators.js";

import type { Language } from "../service/catalog";
import { type Attempt, fetchAttempts } from "../service/own-talks";
import { reasonOf } from "../service/rest";
import { controls } from "../style/controls";
import { translator } from "./i18n";
import { mineStyle } from "./mine-style";
import { change, day, points } from "./numbers";
import { type Part, partsOf, wentUp } from "./progress";

/** Attempts in the table, the latest: more do not fit beside each other. */
const SHOWN = 6;
const SPARK = { width: 96, height: 26, edge: 4 };

@customElement("progress-view")
export class ProgressView extends LitElement {
  @property({ attribute: false }) language: Language = "nl";
  @property() scenarioId = "";

  @state() private attempts: readonly Attempt[] | null = null;
  @state() private problem = "";

  static override styles = [
    controls, mineStyle,
    css`
      .stack > * { min-width: 0; }
      svg { width: 96px; height: 26px; display: block; }
      svg path { stroke: var(--line); fill: none; }
      svg polyline { stroke: var(--accent); stroke-width: 1.6; fill: none; }
      svg circle { fill: var(--accent); }
      .up { color: var(--good); font-weight: 600; }
      tbody tr:first-child th, tbody tr:first-child td { font-weight: 650; }
      .change, .now { font-weight: 600; }
      tbody th, thead th:first-child { position: sticky; left: 0; background: var(--surface); min-width: 10.5rem; }
      @media (max-width: 900px) { .drawn { display: none; } tbody th, thead th:first-child { min-width: 7.5rem; } }
      .attempt { white-space: nowrap; }
      @media (max-width: 500px) { th, td { padding-right: 8px; } thead .num { white-space: normal; } tbody th, thead th:first-child { min-width: 6.5rem; } }
    `,
  ];

  override connectedCallback(): void {
    super.connectedCallback();
    void this.load();
  }

  /** Where not all attempts fit, the latest are seen first. */
  override updated(changed: PropertyValues): void {
    if (changed.has("attempts")) this.renderRoot.querySelector(".scroll")?.scrollTo({ left: Number.MAX_SAFE_INTEGER });
  }

  override render() {
    const t = translator(this.language);
    if (this.problem) return html`<p class="alert" role="alert">${t("mine.failed", { reason: this.problem })}</p>`;
    if (!this.attempts) return html`<p class="hint" role="status">${t("mine.loading")}</p>`;
    const parts = partsOf(this.attempts);
    return html`<div class="stack">${this.said(parts)} ${this.table(parts, this.attempts.slice(-SHOWN))}</div>`;
  }

  private said(parts: readonly Part[]) {
    const t = translator(this.language);
    if ((this.attempts?.length ?? 0) < 2) return html`<p class="hint">${t("progress.first")}</p>`;
    const better = wentUp(parts).map((part) => `${part.title[this.language]} (${change(part.change!, this.language)})`);
    if (better.length === 0) return html`<p>${t("progress.none_up")}</p>`;
    return html`<p class="up">${t("progress.up", { parts: better.join(", ") })}</p>`;
  }

  private table(parts: readonly Part[], shown: readonly Attempt[]) {
    const t = translator(this.language);
    const totals = this.attempts!.map((attempt) => attempt.points.total);
    const total: Part = { id: "", title: { nl: "", fr: "", en: "" }, max: 100, values: totals, change: totals.length > 1 ? totals.at(-1)! - totals.at(-2)! : null };
    const offset = this.attempts!.length - shown.length;
    return html`<p class="hint">${t("progress.caption")}</p>
    <div class="scroll" tabindex="0" role="region" aria-label=${t("progress.caption")}><table aria-label=${t("progress.caption")}>
      <thead><tr><th scope="col">${t("progress.part")}</th><th class="drawn" aria-hidden="true"></th>
        ${shown.map((attempt, number) => html`<th scope="col" class="num ${number < shown.length - 1 ? "then" : "now"}">
          <span class="attempt">${t("progress.attempt", { number: offset + number + 1 })}</span><br />${day(attempt.created_at, this.language)}</th>`)}
        <th scope="col" class="num">${t("progress.change")}</th></tr></thead>
      <tbody>${this.row(t("progress.total"), total, shown.length)} ${parts.map((part) => this.row(part.title[this.language], part, shown.length))}</tbody>
    </table></div>
    ${parts.some(({ values }) => values.includes(null)) ? html`<p class="hint">${t("progress.unscored")}</p>` : nothing}`;
  }

  private row(title: string, part: Part, shown: number) {
    const values = part.values.slice(-shown);
    return html`<tr><th scope="row">${title}</th><td class="drawn" aria-hidden="true">${spark(part)}</td>
      ${values.map((value, number) => html`<td class="num ${number < shown - 1 ? "then" : "now"}">${this.written(value)}${number === shown - 1 && value !== null ? html`<span class="hint"> / ${points(part.max, this.language)}</span>` : nothing}</td>`)}
      <td class="num change ${(part.change ?? 0) > 0 ? "up" : ""}">${part.change === null ? "–" : change(part.change, this.language)}</td></tr>`;
  }

  private written(value: number | null): string {
    return value === null ? "–" : points(value, this.language);
  }

  private async load(): Promise<void> {
    try {
      this.attempts = await fetchAttempts(this.scenarioId);
    } catch (error) {
      this.problem = reasonOf(error);
    }
  }
}

/** From nought to all of the points, so that the same height means the same share in every row. */
function spark({ values, max }: Part) {
  const { width, height, edge } = SPARK;
  const step = (width - 2 * edge) / Math.max(1, values.length - 1);
  const dots = values.flatMap((value, number) =>
    value === null ? [] : [{ x: edge + step * number, y: height - edge - (height - 2 * edge) * (value / max) }],
  );
  const last = dots.at(-1);
  return svg`<svg viewBox="0 0 ${width} ${height}"><path d="M0,${edge}H${width}M0,${height - edge}H${width}" />
    <polyline points=${dots.map(({ x, y }) => `${x.toFixed(1)},${y.toFixed(1)}`).join(" ")} />
    ${last ? svg`<circle cx=${last.x.toFixed(1)} cy=${last.y.toFixed(1)} r="3" />` : nothing}</svg>`;
}
