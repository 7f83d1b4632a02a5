/** <fork-comparison>: the sentence as it was said first and as it was said now, with what was found in each. */

import { LitElement, css, html, nothing } from "lit";
import { customElement, property } from "lit/decorators.js";

import type { Language } from "../service/catalog";
import { controls } from "../style/controls";
import { betterWording } from "./advice";
import { type Comparison, type Try, codeOf, comparison } from "./comparison";
import type { Evidence, ReportDocument } from "./document";
import { translator } from "./i18n";
import { codeIn } from "./i18n/codes";
import { kindOf, pieces } from "./marks";
import { reportStyle } from "./report-style";
import { points } from "./times";

@customElement("fork-comparison")
export class ForkComparison extends LitElement {
  @property({ attribute: false }) language: Language = "nl";
  @property({ attribute: false }) report!: ReportDocument;
  /** The earlier talk, as long as it is kept. */
  @property({ attribute: false }) origin: string | null = null;

  static override styles = [
    controls, reportStyle,
    css`
      .sides { display: grid; gap: 16px; margin: 14px 0; }
      .side { background: var(--paper); border: 1px solid var(--line); border-radius: 12px; padding: 16px; display: grid; gap: 12px; align-content: start; }
      .side.again { border: 2px solid var(--accent); }
      .said { font-size: 1.06rem; line-height: 1.65; overflow-wrap: anywhere; }
      .facts { display: flex; flex-wrap: wrap; gap: 6px; }
      .fact { font-size: 0.89rem; font-weight: 600; padding: 3px 10px; border-radius: 999px; background: var(--sunken); }
      .fact.good { color: var(--good); background: color-mix(in srgb, var(--good) 13%, var(--surface)); }
      .fact.fault { color: var(--warn); background: var(--warn-soft); }
      ul { list-style: none; margin: 0; padding: 0; display: grid; gap: 12px; }
      li { display: grid; gap: 4px; font-size: 0.95rem; }
      .code { display: flex; flex-wrap: wrap; gap: 4px 10px; align-items: baseline; }
      .outcome { font-weight: 650; }
      a { color: var(--accent); }
      @media (min-width: 760px) { .sides { grid-template-columns: 1fr 1fr; } }
    `,
  ];

  override render() {
    const t = translator(this.language);
    const found = comparison(this.report);
    if (!found) return nothing;
    return html`<section class="card" aria-labelledby="compare">
      <h2 id="compare">${t("compare.title")}</h2>
      ${this.outcome(found)}
      <div class="sides">
        ${this.side("first", found.first)}
        ${found.again ? this.side("again", found.again) : html`<div class="side again"><h3>${t("compare.again")}</h3><p>${t("compare.not_again")}</p></div>`}
      </div>
      <p class="hint">${t("compare.points_why")}
        ${this.origin ? html`<a href="#mine/${this.origin}">${t("compare.origin")}</a>` : t("compare.origin_gone")}</p>
    </section>`;
  }

  private outcome({ first, again }: Comparison) {
    if (!again) return nothing;
    const values = { first: points(first.vagueness, this.language), again: points(again.vagueness, this.language) };
    return html`<p class="outcome">${translator(this.language)(first.vagueness === again.vagueness ? "compare.same" : "compare.fewer", values)}</p>`;
  }

  private side(which: "first" | "again", { text, evidence, vagueness, hasCore }: Try) {
    const t = translator(this.language);
    return html`<section class="side ${which}" aria-label=${t(`compare.${which}`)}>
      <h3>${t(`compare.${which}`)}</h3>
      <p class="said" dir="auto" lang=${this.report.language}>${pieces(text, evidence).map((piece) => (piece.kind ? html`<span class="mark ${piece.kind}">${piece.text}</span>` : piece.text))}</p>
      <p class="facts">
        <span class="fact ${vagueness ? "fault" : "good"}">${t("compare.points", { points: points(vagueness, this.language) })}</span>
        <span class="fact ${hasCore ? "good" : ""}">${t(hasCore ? "compare.core" : "compare.no_core")}</span>
      </p>
      ${evidence.length ? html`<ul>${evidence.map((found) => this.finding(found))}</ul>` : html`<p class="hint">${t("compare.nothing")}</p>`}
    </section>`;
  }

  private finding(found: Evidence) {
    const t = translator(this.language);
    const kind = kindOf(found)!;
    const isVague = found.category === "vagueness";
    return html`<li>
      <span class="code"><span class="kind ${kind}">${isVague ? `${codeIn(codeOf(found), this.language)}, ${points(found.weight, this.language)}` : t(`talk.${kind}`)}</span>
        ${found.quote ? html`<span dir="auto" lang=${this.report.language}>«${found.quote}»</span>` : nothing}</span>
      <span>${found.message[this.language]}</span>
      ${found.suggestion ? html`<span class="better"><b>${t("rather")}:</b> ${betterWording(found.suggestion, this.language)}</span>` : nothing}
    </li>`;
  }
}
