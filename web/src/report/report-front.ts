/** <report-front>: the score, what to keep, the one thing to change, the moment of the news, what to practise next. */

import { LitElement, css, html, nothing } from "lit";
import { customElement, property } from "lit/decorators.js";

import type { Catalog, Language } from "../service/catalog";
import { controls } from "../style/controls";
import { betterWording } from "./advice";
import type { Evidence, ReportDocument } from "./document";
import { translator } from "./i18n";
import { reportStyle } from "./report-style";
import { clockTime, points } from "./times";

@customElement("report-front")
export class ReportFront extends LitElement {
  @property({ attribute: false }) language: Language = "nl";
  @property({ attribute: false }) report!: ReportDocument;
  @property({ attribute: false }) catalog: Pick<Catalog, "scenarios" | "personas"> | null = null;

  static override styles = [
    controls, reportStyle,
    css`
      .front { display: grid; gap: 22px 36px; }
      .figure { font-family: var(--heading); font-size: 3.4rem; line-height: 1; font-weight: 600; letter-spacing: -0.02em; margin: 4px 0; }
      .score p:not(.figure) { color: var(--muted); font-size: 0.95rem; }
      .reached { color: var(--good) !important; font-weight: 650; }
      .blocks { display: grid; gap: 20px 32px; }
      @media (min-width: 720px) { .front { grid-template-columns: 170px minmax(0, 1fr); } .blocks { grid-template-columns: 1fr 1fr; } }
    `,
  ];

  override render() {
    return html`<div class="front">${this.score()}<div class="blocks">${this.keep()} ${this.change()} ${this.news()} ${this.next()}</div></div>`;
  }

  private score() {
    const t = translator(this.language);
    const { outcome, trainer_total } = this.report;
    return html`<section class="score" aria-label=${t("score.title")}>
      <h2 class="label">${t("score.title")}</h2>
      <p class="figure">${points(outcome.total, this.language)}</p>
      <p>${t("score.of")}</p>
      <p class=${outcome.passed ? "reached" : ""}>${t(outcome.passed ? "score.mark" : "score.below")}</p>
      ${trainer_total === null ? nothing : html`<p>${t("score.trainer", { total: points(trainer_total, this.language) })}</p>`}
      ${outcome.legal_points_lost ? html`<p>${t("score.legal", { points: points(outcome.legal_points_lost, this.language) })}</p>` : nothing}
      ${outcome.blocked_because.map((because) => html`<p>${t("score.capped", { because: because[this.language] })}</p>`)}
    </section>`;
  }

  private keep() {
    const t = translator(this.language);
    const advice = this.report.advice.find(({ kind }) => kind === "keep");
    return html`<section class="block keep"><h2 class="label">${t("front.keep")}</h2>
      <p>${advice?.text[this.language] ?? t("front.nothing_to_keep")}</p>${this.quote(advice ? this.shownBy(advice.evidence_ids, "negative") : undefined)}
    </section>`;
  }

  private change() {
    const t = translator(this.language);
    const advice = this.report.advice.find(({ kind }) => kind === "change");
    const found = advice ? this.shownBy(advice.evidence_ids, "positive") : undefined;
    return html`<section class="block change"><h2 class="label">${t("front.change")}</h2>
      <p>${advice?.text[this.language] ?? t("front.nothing_to_change")}</p>${this.quote(found)}
      ${found?.suggestion ? html`<p class="better"><b>${t("rather")}:</b> ${betterWording(found.suggestion, this.language)}</p>` : nothing}
    </section>`;
  }

  private news() {
    const t = translator(this.language);
    const { news_turn, news_ms, evidence, forked_from } = this.report;
    const core = evidence.find(({ rule_id }) => rule_id.split(".")[0] === "core");
    return html`<section class="block news"><h2 class="label">${t("front.news")}</h2>
      ${news_turn === null || news_ms === null || !core
        ? html`<p>${t(forked_from?.is_forgotten ? "front.no_news_left" : "front.no_news")}</p>`
        : html`${this.quote(core, false)}<p>${t("front.news_at", { time: clockTime(news_ms), turn: news_turn })}</p>`}
    </section>`;
  }

  private next() {
    const t = translator(this.language);
    const { next_exercise: next } = this.report;
    const scenario = this.catalog?.scenarios.find(({ id }) => id === next?.scenario_id);
    if (!next || !scenario) return nothing;
    return html`<section class="block next"><h2 class="label">${t("front.next")}</h2>
      <p>${scenario.title[this.language]}</p>
      <button @click=${() => this.dispatchEvent(new CustomEvent("next"))}>${t("front.prepare")}</button>
    </section>`;
  }

  /** The first finding with words that speaks for an advice. */
  private shownBy(ids: readonly string[], against: Evidence["polarity"]): Evidence | undefined {
    return ids.map((id) => this.report.evidence.find((found) => found.evidence_id === id)).find((found) => found?.quote && found.polarity !== against);
  }

  private quote(found: Evidence | undefined, hasTime = true) {
    if (!found) return nothing;
    const turn = this.report.turns.find(({ item_id }) => item_id === found.item_id);
    return html`<blockquote dir="auto" lang=${this.report.language}>«${found.quote}»${turn && hasTime ? html`<cite>${clockTime(turn.start_ms)}</cite>` : nothing}</blockquote>`;
  }
}
