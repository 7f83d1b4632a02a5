/** <report-criteria>: every part of the score with its reason and where it showed, and what a trainer wrote beside it. */

import { LitElement, css, html, nothing, svg } from "lit";
import { customElement, property } from "lit/decorators.js";

import type { Language } from "../service/catalog";
import { inForce } from "../service/talk-document";
import { controls } from "../style/controls";
import type { ReportDocument } from "./document";
import { translator } from "./i18n";
import { reportStyle } from "./report-style";
import { tableStyle } from "./table-style";
import { clockTime, points } from "./times";

const MOST_PLACES = 4;

@customElement("report-criteria")
export class ReportCriteria extends LitElement {
  @property({ attribute: false }) language: Language = "nl";
  @property({ attribute: false }) report!: ReportDocument;

  static override styles = [
    controls, reportStyle, tableStyle,
    css`
      :host { display: grid; gap: 28px; }
      .points { width: 130px; font-variant-numeric: tabular-nums; white-space: nowrap; }
      .points svg { display: block; width: 100%; height: 6px; margin-top: 6px; background: var(--sunken); border-radius: 3px; overflow: hidden; }
      .points rect { fill: var(--accent); }
      .places { display: block; margin-top: 4px; font-size: 0.89rem; color: var(--muted); }
      .places button { min-height: 28px; padding: 0 6px; border-color: transparent; background: transparent; color: var(--accent); text-decoration: underline; text-underline-offset: 2px; }
      ul { list-style: none; margin: 0; padding: 0; display: grid; gap: 12px; }
    `,
  ];

  override render() {
    const t = translator(this.language);
    return html`<section aria-labelledby="parts">
        <h2 id="parts">${t("criteria.title")}</h2>
        <table role="table"><caption>${t("criteria.caption")}</caption>
          <thead role="rowgroup"><tr role="row"><th role="columnheader" scope="col">${t("criteria.part")}</th><th role="columnheader" scope="col">${t("criteria.points")}</th><th role="columnheader" scope="col">${t("criteria.why")}</th></tr></thead>
          <tbody role="rowgroup">${this.report.criteria.map((criterion) => this.criterion(criterion))}</tbody>
        </table>
      </section>
      ${this.remarks()}`;
  }

  private criterion({ criterion_id, title, value, max, reason, evidence_ids }: ReportDocument["criteria"][number]) {
    const t = translator(this.language);
    const given = inForce(this.report.overrides).get(criterion_id);
    return html`<tr role="row">
      <th role="rowheader" scope="row">${title[this.language]}</th>
      <td role="cell" class="points">${points(value, this.language)} / ${points(max, this.language)}
        ${svg`<svg viewBox="0 0 100 6" preserveAspectRatio="none" aria-hidden="true"><rect width=${(100 * value) / max} height="6" /></svg>`}
        ${given ? html`<span class="hint">${t("criteria.trainer", { value: points(given.value, this.language) })}</span>` : nothing}</td>
      <td role="cell">${reason[this.language]}${this.places(evidence_ids)}</td>
    </tr>`;
  }

  private places(ids: readonly string[]) {
    const t = translator(this.language);
    const items = [...new Set(ids.map((id) => this.report.evidence.find((found) => found.evidence_id === id)?.item_id))];
    const turns = items.flatMap((id) => this.report.turns.filter(({ item_id, who }) => item_id === id && who === "trainee")).slice(0, MOST_PLACES);
    if (!turns.length) return nothing;
    return html`<span class="places">${t("criteria.where")}${turns.map(({ item_id, start_ms }) => html` <button aria-label=${t("talk.show_turn", { who: t("talk.you"), time: clockTime(start_ms) })}
      @click=${() => this.dispatchEvent(new CustomEvent<string>("show", { detail: item_id }))}>${clockTime(start_ms)}</button>`)}</span>`;
  }

  private remarks() {
    const t = translator(this.language);
    const { remarks, turns } = this.report;
    if (!remarks.length) return nothing;
    return html`<section aria-labelledby="remarks"><h2 id="remarks">${t("remarks.title")}</h2>
      <ul>${remarks.map(({ item_id, words, by }) => {
        const turn = turns.find((one) => one.item_id === item_id);
        return html`<li class="block"><h3>${turn ? `${clockTime(turn.start_ms)}, «${turn.text}»` : t("remarks.whole")}</h3><p>${words}</p>${by.name ? html`<p class="hint">${by.name}</p>` : nothing}</li>`;
      })}</ul></section>`;
  }
}
