/** <simulation-view>: simulated trainees play the draft in a process of their own; what they covered, as tables. */

import { LitElement, css, html, nothing } from "lit";
import { customElement, property, state } from "lit/decorators.js";

import { translator as pageTranslator } from "../i18n";
import { percent, ratio } from "../mine/numbers";
import type { Difficulty, Language } from "../service/catalog";
import { reasonOf } from "../service/rest";
import { FocusKeeper } from "../pages/focus";
import { controls } from "../style/controls";
import "./finding-list";
import { type StudioKey, translator } from "./i18n";
import { type SimulationState, simulation, startSimulation, stopSimulation } from "./studio-service";
import { unspokenLines } from "./unspoken-lines";
import type { ContentCoverage } from "./wire";

const BETWEEN_LOOKS_MS = 700;
const QUICK_SEEDS = 6;
const THOROUGH_SEEDS = 24;

@customElement("simulation-view")
export class SimulationView extends LitElement {
  @property({ attribute: false }) language: Language = "nl";
  @property() contentId = "";
  /** Keeps the draft, because what is kept is what is played. */
  @property({ attribute: false }) beforePlay: () => Promise<boolean> = () => Promise.resolve(true);

  @state() private found: SimulationState | null = null;
  @state() private isStarting = false;
  @state() private isThorough = false;
  @state() private problem = "";
  private timer = 0;
  protected readonly keeper = new FocusKeeper(this, ".row button");

  static override styles = [
    controls,
    css`
      .stack > * { min-width: 0; }
      progress { width: 100%; height: 14px; accent-color: var(--accent); }
      table { border-collapse: collapse; width: 100%; }
      caption { text-align: left; font-weight: 650; padding: 4px 0 6px; }
      th, td { text-align: left; padding: 6px 12px 6px 0; border-bottom: 1px solid var(--line); font-weight: 400; }
      thead th { color: var(--muted); font-size: 0.85rem; }
      td { width: 45%; }
      .bar { display: grid; grid-template-columns: 3.4em 1fr; align-items: center; gap: 8px; font-variant-numeric: tabular-nums; }
      .bar svg { width: 100%; height: 10px; display: block; border-radius: 5px; background: var(--sunken); }
      .bar rect { fill: var(--accent); }
      .bar.none rect { fill: var(--warn); }
      .never { margin: 8px 0 14px; font-size: 0.92rem; overflow-wrap: anywhere; }
      .never strong { text-transform: capitalize; }
      .never ul { margin: 4px 0 0; padding-left: 20px; color: var(--muted); }
      details summary { cursor: pointer; padding: 6px 0; font-weight: 650; }
    `,
  ];

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    window.clearTimeout(this.timer);
  }

  override render() {
    const t = translator(this.language);
    const isRunning = this.isStarting || this.found?.state === "running";
    return html`<div class="stack">
      <p class="hint">${t("simulation.lead")}</p>
      ${isRunning ? this.progress() : this.startRow()}
      ${this.problem ? html`<p class="alert" role="alert">${t("studio.failed", { reason: this.problem })}</p>` : nothing}
      ${this.found && !isRunning ? this.outcome(this.found) : nothing}
    </div>`;
  }

  private startRow() {
    const t = translator(this.language);
    return html`<div class="row"><button class="primary" @click=${this.start}>${t("simulation.start")}</button>
      <label class="tick"><input type="checkbox" .checked=${this.isThorough} @change=${(event: Event) => (this.isThorough = (event.target as HTMLInputElement).checked)} />
        <span>${t("simulation.thorough")}</span></label></div>`;
  }

  private progress() {
    const t = translator(this.language);
    const { played = 0, talks = 0 } = this.found ?? {};
    const text = talks > 0 ? t("simulation.progress", { played, talks }) : t("simulation.starting");
    return html`<div class="stack"><progress max=${talks || 1} .value=${played} aria-label=${t("view.simulation")}></progress>
      <p class="hint" role="status">${text}</p><div class="row"><button @click=${this.stop}>${t("simulation.stop")}</button></div></div>`;
  }

  private outcome(found: SimulationState) {
    const t = translator(this.language);
    if (found.state !== "done") return html`<p class="hint" role="status">${t(found.state === "stopped" ? "simulation.stopped" : "simulation.failed")}</p>`;
    return html`<finding-list .language=${this.language} .findings=${found.findings} clean=${t("simulation.clean")}></finding-list>
      ${found.coverage ? this.coverage(found.coverage) : nothing}`;
  }

  private coverage(found: ContentCoverage) {
    const t = translator(this.language);
    const page = pageTranslator(this.language);
    const never = Object.entries(found.unspoken).filter(([, keys]) => keys.length > 0);
    return html`
      ${this.table(t("simulation.scores"), t("simulation.who"), t("simulation.score"), Object.entries(found.scores).sort(([, one], [, other]) => other - one).map(([name, score]) => [t(`policy.${name}` as StudioKey), String(Math.round(score)), score / 100]))}
      <p>${t("simulation.won", { share: percent(found.won, this.language) })}</p>
      ${this.table(t("simulation.phases"), t("simulation.phase"), t("simulation.share"), Object.entries(found.phases).map(([name, share]) => [name, percent(share, this.language), share]))}
      ${this.table(t("simulation.triggers"), t("simulation.trigger"), t("simulation.share"), Object.entries(found.triggers).map(([name, share]) => [name, percent(share, this.language), share]))}
      ${this.table(t("simulation.difficulty"), t("play.difficulty"), t("simulation.tension"), Object.entries(found.tension).map(([level, tension]) => [page(`difficulty.${level as Difficulty}`), ratio(tension, this.language), tension]))}
      <p>${t("simulation.spoken", { share: percent(found.spoken_ratio, this.language) })}</p>
      ${never.length > 0
        ? html`<details><summary>${t("simulation.unspoken")}</summary>${never.map(([name, keys]) => this.never(name, keys))}</details>`
        : nothing}`;
  }

  private never(name: string, keys: readonly string[]) {
    const page = pageTranslator(this.language);
    const trigger = translator(this.language)("simulation.trigger").toLocaleLowerCase(this.language);
    return unspokenLines(keys, this.language, trigger).map(({ spokenIn, lines }) => html`<div class="never"><p><strong>${name}</strong>, ${page(`language.${spokenIn}`)}</p>
      <ul>${lines.map((line) => html`<li>${line}</li>`)}</ul></div>`);
  }

  private table(caption: string, first: string, second: string, rows: readonly (readonly [string, string, number])[]) {
    if (rows.length === 0) return nothing;
    return html`<table><caption>${caption}</caption>
      <thead class="visually-hidden"><tr><th scope="col">${first}</th><th scope="col">${second}</th></tr></thead>
      <tbody>${rows.map(([name, value, share]) => html`<tr><th scope="row">${name}</th><td><span class="bar ${share > 0 ? "" : "none"}"><span>${value}</span>
        <svg viewBox="0 0 100 10" preserveAspectRatio="none" aria-hidden="true"><rect width=${Math.max(1, share * 100).toFixed(1)} height="10" /></svg></span></td></tr>`)}</tbody></table>`;
  }

  private async start(): Promise<void> {
    this.problem = "";
    this.found = null;
    this.isStarting = true;
    try {
      if (await this.beforePlay()) {
        this.found = await startSimulation(this.contentId, this.isThorough ? THOROUGH_SEEDS : QUICK_SEEDS, this.language);
        this.lookLater();
      }
    } catch (error) {
      this.problem = reasonOf(error).split("\n")[0]!;
    }
    this.isStarting = false;
  }

  private lookLater(): void {
    this.timer = window.setTimeout(() => void this.look(), BETWEEN_LOOKS_MS);
  }

  private async look(): Promise<void> {
    const { found } = this;
    if (!found || !this.isConnected) return;
    try {
      this.found = await simulation(found.simulation_id, this.language);
      if (this.found.state === "running") this.lookLater();
    } catch (error) {
      this.problem = reasonOf(error);
      this.found = null;
    }
  }

  private async stop(): Promise<void> {
    if (this.found) await stopSimulation(this.found.simulation_id);
  }
}
