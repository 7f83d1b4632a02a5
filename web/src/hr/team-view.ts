/** <team-view>: mean points of five people or more per exercise; why there is nothing where there is nothing. */

import { LitElement, css, html, svg } from "lit";
import { customElement, property, state } from "lit/decorators.js";

import { points } from "../mine/numbers";
import type { Language, ScenarioCard } from "../service/catalog";
import { reasonOf } from "../service/rest";
import { controls } from "../style/controls";
import { officeStyle } from "../style/office";
import { exerciseName } from "./exercise-name";
import { type TeamCriterion, type TeamScenario, type TeamView, teamView } from "./hr-service";
import { translator } from "./i18n";

@customElement("team-view")
export class TeamFigures extends LitElement {
  @property({ attribute: false }) language: Language = "nl";
  @property({ attribute: false }) scenarios: readonly ScenarioCard[] = [];
  @state() private team: TeamView | null = null;
  @state() private problem = "";

  static override styles = [
    controls, officeStyle,
    css`
      table { width: 100%; border-spacing: 0; font-size: 0.95rem; }
      th, td { text-align: left; padding: 8px 16px 8px 0; vertical-align: top; border-top: 1px solid var(--line); }
      thead th, thead td { border-top: 0; color: var(--muted); font-size: 0.85rem; font-weight: 600; }
      td.number { white-space: nowrap; font-variant-numeric: tabular-nums; }
      svg { display: block; width: 100%; min-width: 80px; height: 10px; margin-top: 7px; }
      .track { fill: var(--sunken); }
      .mean { fill: var(--accent); }
      td.bar { width: 40%; }
      @media (max-width: 480px) { td.bar, thead td { display: none; } }
      th[scope="row"] { font-weight: 500; }
      .list { gap: 20px; }
    `,
  ];

  override connectedCallback(): void {
    super.connectedCallback();
    void this.load();
  }

  override render() {
    const t = translator(this.language);
    if (this.problem) return html`<p class="alert" role="alert">${t("hr.failed", { reason: this.problem })}</p>`;
    if (!this.team) return html`<p class="lead" role="status">${t("hr.loading")}</p>`;
    const { scenarios, people_min: count } = this.team;
    return html`<p class="lead">${t("team.lead", { count })}</p><div class="below">
      ${scenarios.length
        ? html`<div class="list">${scenarios.map((scenario) => this.exercise(scenario))}<p class="hint">${t("team.blocks")}</p></div>`
        : html`<div class="card stack"><h2>${t("team.none")}</h2><p>${t("team.none.why", { count })}</p></div>`}</div>`;
  }

  private exercise({ scenario_id, people, criteria }: TeamScenario) {
    const t = translator(this.language);
    const name = exerciseName(scenario_id, this.scenarios, this.language);
    return html`<section class="card stack" aria-label=${name}>
      <div class="head"><h2>${name}</h2><span class="badge">${t("team.people", { count: people })}</span></div>
      <table><thead><tr><th scope="col">${t("team.part")}</th><th scope="col">${t("team.mean")}</th><td></td></tr></thead>
        <tbody>${criteria.map((criterion) => this.row(criterion))}</tbody></table>
    </section>`;
  }

  private row({ title, mean, max }: TeamCriterion) {
    const t = translator(this.language);
    return html`<tr><th scope="row">${title[this.language]}</th>
      <td class="number">${t("team.points", { mean: points(mean, this.language), max: points(max, this.language) })}</td>
      <td class="bar">${bar(max > 0 ? mean / max : 0)}</td></tr>`;
  }

  private async load(): Promise<void> {
    try {
      this.team = await teamView();
    } catch (error) {
      this.problem = reasonOf(error);
    }
  }
}

/** The number beside it says the same. */
function bar(ratio: number) {
  return html`<svg viewBox="0 0 100 10" preserveAspectRatio="none" aria-hidden="true">${svg`<rect class="track" width="100" height="10" /><rect class="mean" width=${100 * ratio} height="10" />`}</svg>`;
}
