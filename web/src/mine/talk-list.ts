/** <talk-list>: one's own talks by exercise, how the total went over the attempts, and the way to each. */

import { css, html, nothing } from "lit";
import { customElement, property, state } from "lit/decorators.js";

import type { Choice } from "../pages/choice";
import { Page } from "../pages/page";
import type { Catalog } from "../service/catalog";
import { type OwnTalk, fetchOwnTalks, resultsOf } from "../service/own-talks";
import { reasonOf } from "../service/rest";
import { controls } from "../style/controls";
import { sameAgain } from "./again";
import "./again-panel";
import { translator } from "./i18n";
import { mineStyle } from "./mine-style";
import { minutes, moment, points } from "./numbers";
import { addressOf } from "./place";
import { type Exercise, byExercise, totalsOf } from "./progress";
import "./progress-view";
import { totalChart } from "./total-chart";

@customElement("talk-list")
export class TalkList extends Page {
  @property({ attribute: false }) catalog!: Catalog;

  @state() private talks: readonly OwnTalk[] | null = null;
  @state() private problem = "";
  /** Exercise whose parts are shown, and the one that is about to be done again. */
  @state() private opened = "";
  @state() private again = "";

  static override styles = [
    controls, mineStyle,
    css`
      .head { display: flex; flex-wrap: wrap; justify-content: space-between; align-items: end; gap: 16px; margin-bottom: 24px; }
      .exercises { display: grid; gap: 20px; }
      .exercise { display: grid; gap: 16px; min-width: 0; }
      .exercise > * { min-width: 0; }
      .title { display: flex; flex-wrap: wrap; justify-content: space-between; align-items: start; gap: 12px 24px; }
      .overview { display: grid; gap: 16px 32px; }
      svg.totals { width: 100%; max-width: 440px; height: auto; display: block; font: 13px var(--font); }
      svg .frame { stroke: var(--line); fill: none; }
      svg .goal { stroke: var(--line-strong); stroke-dasharray: 4 4; fill: none; }
      svg .goal-name { fill: var(--muted); }
      svg .line { stroke: var(--accent); stroke-width: 2; fill: none; }
      svg .then { fill: var(--accent); }
      svg .now { fill: var(--accent); stroke: var(--surface); stroke-width: 2; }
      svg .value { fill: var(--ink); font-weight: 650; }
      ul { list-style: none; margin: 0; padding: 0; display: grid; align-content: start; }
      li + li { border-top: 1px solid var(--line); }
      li a { display: grid; grid-template-columns: minmax(0, 1fr) auto; gap: 2px 16px; padding: 12px 8px; color: inherit; text-decoration: none; border-radius: 8px; }
      li a:hover { background: var(--sunken); }
      .when { font-weight: 600; color: var(--accent); }
      .total { font-weight: 650; text-align: right; font-variant-numeric: tabular-nums; }
      .badges { justify-content: end; }
      @media (max-width: 560px) { li a .hint, .badges { grid-column: 1 / -1; justify-content: start; } }
      @media (min-width: 860px) { .overview.two { grid-template-columns: minmax(0, 400px) minmax(0, 1fr); } }
    `,
  ];

  override connectedCallback(): void {
    super.connectedCallback();
    void this.load();
  }

  override render() {
    const t = translator(this.language);
    return html`<div class="head"><div><h1 tabindex="-1">${t("mine.title")}</h1><p class="lead">${t("mine.lead")}</p></div>
        <a class="button" href="#mine/data">${t("mine.data")}</a></div>
      ${this.problem ? html`<p class="alert" role="alert">${t("mine.failed", { reason: this.problem })}</p>` : nothing}
      ${this.talks ? this.exercises(this.talks) : html`<p class="busy" role="status">${t("mine.loading")}</p>`}`;
  }

  private exercises(talks: readonly OwnTalk[]) {
    const t = translator(this.language);
    if (talks.length === 0) return html`<div class="card stack"><p>${t("mine.none")}</p><div class="row"><a class="button" href="#">${t("mine.choose")}</a></div></div>`;
    return html`<div class="exercises">${byExercise(talks).map((exercise) => this.exercise(exercise))}</div>`;
  }

  private exercise({ scenarioId, talks }: Exercise) {
    const t = translator(this.language);
    const { language } = this;
    const result = resultsOf(talks).get(scenarioId);
    const isOpen = this.opened === scenarioId;
    const title = this.titleOf(scenarioId);
    const count = talks.length === 1 ? t("exercise.one") : t("exercise.many", { count: talks.length });
    const isOffered = sameAgain(this.catalog, talks[0]!) !== null;
    return html`<section class="card exercise" aria-label=${title}>
      <div class="title"><div><h2>${title}</h2>
        <p class="hint">${count}${result ? `, ${t("exercise.best", { best: points(result.best, language), last: points(result.last, language) })}` : ""}</p></div>
        ${isOffered ? html`<button aria-expanded=${this.again === scenarioId} @click=${() => (this.again = this.again === scenarioId ? "" : scenarioId)}>${t("exercise.again")}</button>` : nothing}</div>
      ${this.again === scenarioId
        ? html`<again-panel .language=${language} .catalog=${this.catalog} .talk=${talks[0]!} @cancel=${() => (this.again = "")}
            @prepare=${(event: CustomEvent<Choice>) => this.tell<Choice>("prepare", event.detail)}></again-panel>`
        : nothing}
      <div class="overview ${(result?.talks ?? 0) > 1 ? "two" : ""}">${this.chart(talks)}
        <ul aria-label=${t("exercise.talks")}>${talks.map((talk) => html`<li>${this.talk(talk)}</li>`)}</ul></div>
      ${(result?.talks ?? 0) > 1
        ? html`<div class="row"><button class="quiet" aria-expanded=${isOpen} @click=${() => (this.opened = isOpen ? "" : scenarioId)}>${t("exercise.parts")}</button></div>`
        : nothing}
      ${isOpen ? html`<progress-view .language=${language} .scenarioId=${scenarioId}></progress-view>` : nothing}
    </section>`;
  }

  private chart(talks: readonly OwnTalk[]) {
    const t = translator(this.language);
    const totals = totalsOf(talks);
    const goal = talks.find((talk) => talk.points)?.points?.pass_mark;
    if (totals.length < 2 || goal === undefined) return nothing;
    const write = (total: number) => points(total, this.language);
    const told = t("progress.chart", { totals: totals.map(write).join(", "), goal: write(goal) });
    return html`<div>${totalChart({ totals, goal, goalName: t("progress.goal", { goal: write(goal) }), told, write })}</div>`;
  }

  private talk(talk: OwnTalk) {
    const t = translator(this.language);
    const name = this.catalog.personas.find(({ id }) => id === talk.persona_id)?.name ?? talk.persona_id;
    const details = [
      t("talk.with", { name }),
      this.t(`difficulty.${talk.difficulty}`).toLocaleLowerCase(this.language),
      ...(talk.points ? [t("talk.minutes", { count: minutes(talk.points.duration_ms) })] : []),
    ];
    return html`<a href=${addressOf(talk.session_id)}>
      <span class="when">${moment(talk.created_at, this.language)}</span>
      <span class="total">${talk.points ? t("talk.total", { total: points(talk.points.total, this.language) }) : t(talk.status === "open" ? "talk.open" : "talk.no_report")}</span>
      <span class="hint">${details.join(", ")}</span>
      <span class="badges">
        ${talk.is_fork ? html`<span class="badge">${t("talk.fork")}</span>` : nothing}
        ${talk.points?.passed ? html`<span class="badge good">${t("talk.passed")}</span>` : nothing}
        ${talk.shared_at ? html`<span class="badge shared">${t("talk.shared")}</span>` : nothing}
        ${talk.consent.share_with_hr ? html`<span class="badge shared">${t("talk.hr")}</span>` : nothing}
      </span></a>`;
  }

  private titleOf(scenarioId: string): string {
    return this.catalog.scenarios.find(({ id }) => id === scenarioId)?.title[this.language] ?? scenarioId;
  }

  private async load(): Promise<void> {
    try {
      this.talks = await fetchOwnTalks();
    } catch (error) {
      this.problem = reasonOf(error);
    }
  }
}
