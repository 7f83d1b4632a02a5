/** <coach-page>: for trainers, the talks that were shared with them (`#coach`) and one of them (`#coach/ID`). */

import { css, html, nothing } from "lit";
import { customElement, property, query, state } from "lit/decorators.js";

import { mineStyle } from "../mine/mine-style";
import { day } from "../mine/numbers";
import type { Page } from "../pages/page";
import { SectionPage } from "../pages/section-page";
import type { Catalog } from "../service/catalog";
import { reasonOf } from "../service/rest";
import { controls } from "../style/controls";
import { type SharedTalk, fetchShared } from "./coach-service";
import "./coached-talk";
import { translator } from "./i18n";

@customElement("coach-page")
export class CoachPage extends SectionPage {
  protected readonly section = "coach";
  @property({ attribute: false }) catalog!: Catalog;

  @state() private talks: readonly SharedTalk[] | null = null;
  @state() private opened = sessionOf(window.location.hash);
  @state() private problem = "";
  @query("coached-talk") private page?: Page;

  static override styles = [
    controls, mineStyle,
    css`
      ul { list-style: none; margin: 24px 0 0; padding: 0; display: grid; gap: 12px; grid-template-columns: repeat(auto-fill, minmax(min(100%, 300px), 1fr)); }
      li a { display: grid; gap: 4px; height: 100%; align-content: start; color: inherit; text-decoration: none; }
      li a:hover { border-color: var(--line-strong); }
      .busy { padding: 10vh 0; }
    `,
  ];

  override connectedCallback(): void {
    super.connectedCallback();
    void this.load();
  }

  override render() {
    const t = translator(this.language);
    if (!this.talks) {
      return html`<h1 tabindex="-1">${t("coach.title")}</h1>${this.problem
        ? html`<p class="alert" role="alert">${t("coach.failed", { reason: this.problem })}</p>`
        : html`<p class="busy" role="status">${t("coach.loading")}</p>`}`;
    }
    return this.opened ? this.one(this.opened) : this.list(this.talks);
  }

  override focusHeading(): void {
    void this.updateComplete.then(() => (this.page ? this.page.focusHeading() : super.focusHeading()));
  }

  private list(talks: readonly SharedTalk[]) {
    const t = translator(this.language);
    return html`<h1 tabindex="-1">${t("coach.title")}</h1><p class="lead">${t("coach.lead")}</p>
      ${talks.length === 0 ? html`<p class="busy" role="status">${t("coach.none")}</p>` : nothing}
      <ul>${talks.map((talk) => html`<li><a class="card" href="#coach/${talk.session_id}"><h2>${talk.trainee_name ?? t("coach.somebody")}</h2>
        <span>${this.titleOf(talk)}</span>
        <span class="hint">${t("coach.held", { at: day(talk.held_at, this.language) })}, ${t("coach.shared", { at: day(talk.offered_at, this.language) })}</span></a></li>`)}</ul>`;
  }

  private one(sessionId: string) {
    const t = translator(this.language);
    const talk = this.talks?.find(({ session_id }) => session_id === sessionId);
    return html`<a class="back" href="#coach">‹ ${t("coach.all")}</a>
      ${talk
        ? html`<coached-talk .language=${this.language} .talk=${talk}></coached-talk>`
        : html`<h1 tabindex="-1">${t("coach.title")}</h1><p class="lead" role="status">${t("coach.gone")}</p>`}`;
  }

  private titleOf({ scenario_id }: SharedTalk): string {
    return this.catalog.scenarios.find(({ id }) => id === scenario_id)?.title[this.language] ?? scenario_id;
  }

  protected moveTo(hash: string): boolean {
    this.opened = sessionOf(hash);
    void this.load(); // what was taken back meanwhile is no longer there
    return true;
  }

  private async load(): Promise<void> {
    try {
      this.talks = await fetchShared();
    } catch (error) {
      this.problem = reasonOf(error);
    }
  }
}

function sessionOf(hash: string): string {
  return /^#coach\/([\w-]+)$/.exec(hash)?.[1] ?? "";
}
