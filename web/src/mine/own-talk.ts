/** <own-talk>: one talk of one's own: its report, and beside it who may see it and how it goes. */

import { type PropertyValues, css, html, nothing } from "lit";
import { customElement, property, query, state } from "lit/decorators.js";

import type { Choice } from "../pages/choice";
import { Page } from "../pages/page";
import "../pages/report-page";
import type { Catalog } from "../service/catalog";
import { type OwnTalk, fetchOwnTalk } from "../service/own-talks";
import { reasonOf } from "../service/rest";
import { controls } from "../style/controls";
import "./again-panel";
import "./hr-view";
import { translator } from "./i18n";
import "./keep-view";
import { mineStyle } from "./mine-style";
import { moment } from "./numbers";
import { TABS, type Tab, addressOf } from "./place";
import "./trainers-view";

@customElement("own-talk")
export class OwnTalkPage extends Page {
  @property({ attribute: false }) catalog!: Catalog;
  @property() sessionId = "";
  @property() tab: Tab = "report";

  @state() private talk: OwnTalk | null = null;
  @state() private problem = "";
  @state() private isAgain = false;
  @query(".view") private view?: Page;

  static override styles = [
    controls, mineStyle,
    css`
      .which { color: var(--muted); margin: 0 0 12px; }
      nav { display: flex; flex-wrap: wrap; gap: 4px; border-bottom: 1px solid var(--line); margin-bottom: 24px; }
      nav a { padding: 12px 14px; font-weight: 600; color: var(--muted); text-decoration: none; border-bottom: 3px solid transparent; }
      nav a:hover { color: var(--ink); background: var(--sunken); }
      nav a[aria-current] { color: var(--accent); border-color: var(--accent); }
      again-panel { margin-bottom: 24px; }
      h1 + .alert { margin-top: 16px; }
      @media (max-width: 500px) { nav { gap: 0; } nav a { padding: 12px 7px; font-size: 0.92rem; } }
    `,
  ];

  override willUpdate(changed: PropertyValues<this>): void {
    if (changed.has("sessionId")) void this.load();
  }

  override render() {
    const t = translator(this.language);
    return html`<a class="back" href="#mine">‹ ${t("mine.all")}</a>
      ${this.talk ? this.opened(this.talk) : this.waiting()}`;
  }

  override focusHeading(): void {
    void this.updateComplete.then(() => (this.view ? this.view.focusHeading() : super.focusHeading()));
  }

  private waiting() {
    const t = translator(this.language);
    if (!this.problem) return html`<p class="busy" role="status">${t("mine.loading")}</p>`;
    return html`<h1 tabindex="-1">${t("mine.title")}</h1><p class="alert" role="alert">${t("mine.failed", { reason: this.problem })}</p>`;
  }

  private opened(talk: OwnTalk) {
    const t = translator(this.language);
    const title = this.catalog.scenarios.find(({ id }) => id === talk.scenario_id)?.title[this.language] ?? talk.scenario_id;
    const name = this.catalog.personas.find(({ id }) => id === talk.persona_id)?.name ?? talk.persona_id;
    return html`<p class="which">${title}, ${t("talk.with", { name })}, ${moment(talk.created_at, this.language)}</p>
      <nav aria-label=${t("tabs")}>${TABS.map((tab) => html`<a href=${addressOf(talk.session_id, tab)} aria-current=${tab === this.tab ? "page" : nothing}>${t(`tab.${tab}`)}</a>`)}</nav>
      ${this.isAgain
        ? html`<again-panel .language=${this.language} .catalog=${this.catalog} .talk=${talk} @cancel=${() => (this.isAgain = false)}
            @prepare=${(event: CustomEvent<Choice>) => this.tell<Choice>("prepare", event.detail)}></again-panel>`
        : nothing}
      ${this.content(talk)}`;
  }

  private content(talk: OwnTalk) {
    const t = translator(this.language);
    const changed = (event: CustomEvent<OwnTalk>) => (this.talk = event.detail);
    if (this.tab === "keep") return html`<keep-view class="view" .language=${this.language} .talk=${talk} @changed=${changed}></keep-view>`;
    if (!talk.has_report) return html`<h1 tabindex="-1">${t(`tab.${this.tab}`)}</h1><p class="lead">${t("talk.waits")}</p>`;
    if (this.tab === "trainers") return html`<trainers-view class="view" .language=${this.language} .talk=${talk} @changed=${changed}></trainers-view>`;
    if (this.tab === "hr") return html`<hr-view class="view" .language=${this.language} .talk=${talk}></hr-view>`;
    return html`<report-page class="view" .language=${this.language} .sessionId=${talk.session_id}
      @again=${this.ask} @other=${() => (window.location.hash = "")}></report-page>`;
  }

  private ask(): void {
    this.isAgain = true;
    window.scrollTo({ top: 0 });
  }

  private async load(): Promise<void> {
    this.talk = null;
    this.problem = "";
    this.isAgain = false;
    try {
      this.talk = await fetchOwnTalk(this.sessionId);
      this.focusHeading();
    } catch (error) {
      this.problem = reasonOf(error);
    }
  }
}
