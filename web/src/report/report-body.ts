/** <report-body>: the report of one's own talk: the sentence that was tried again, the score, the talk, the parts. */

import { LitElement, css, html, nothing } from "lit";
import { customElement, property, query, state } from "lit/decorators.js";

import type { Choice } from "../pages/choice";
import { type Catalog, type Language } from "../service/catalog";
import { type OwnTalk, fetchOwnTalk } from "../service/own-talks";
import { fetchCatalog, reasonOf } from "../service/rest";
import { controls } from "../style/controls";
import { nextChoice, tryAgain } from "./again";
import { type ReportDocument, type Turn, fetchRecorded } from "./document";
import "./fork-comparison";
import "./fork-notice"; // the next page shows it
import { type ReportKey, translator } from "./i18n";
import "./report-criteria";
import "./report-front";
import "./report-law";
import "./report-sound";
import "./report-talk";
import type { ReportTalk } from "./report-talk";

@customElement("report-body")
export class ReportBody extends LitElement {
  @property({ attribute: false }) language: Language = "nl";
  @property({ attribute: false }) report!: ReportDocument;
  @property() sessionId = "";

  @state() private catalog: Catalog | null = null;
  @state() private talk: OwnTalk | null = null;
  @state() private recorded: readonly string[] = [];
  @state() private problem = "";
  @query("report-talk") private written?: ReportTalk;

  static override styles = [
    controls,
    css`
      :host { display: grid; gap: 36px; grid-template-columns: minmax(0, 1fr); }
    `,
  ];

  override connectedCallback(): void {
    super.connectedCallback();
    void this.load();
  }

  override render() {
    const { report, language } = this;
    return html`
      ${this.problem ? html`<p class="alert" role="alert">${this.problem}</p>` : nothing}
      ${report.forked_from ? html`<fork-comparison .language=${language} .report=${report} .origin=${this.talk?.fork_of ?? null}></fork-comparison>` : nothing}
      <report-front .language=${language} .report=${report} .catalog=${this.catalog} @next=${this.practise}></report-front>
      <report-talk .language=${language} .report=${report} .sessionId=${this.sessionId} .recorded=${this.recorded}
        @retry=${(event: CustomEvent<Turn>) => this.retry(event.detail)}></report-talk>
      <report-criteria .language=${language} .report=${report} @show=${(event: CustomEvent<string>) => this.written?.showTurn(event.detail)}></report-criteria>
      ${report.law ? html`<report-law .law=${report.law}></report-law>` : nothing}
      ${report.sound ? html`<report-sound .language=${language} .sound=${report.sound}></report-sound>` : nothing}
      <p class="hint">${report.ai_notice}</p>`;
  }

  /** The report can be read without any of this. */
  private async load(): Promise<void> {
    try {
      const [catalog, talk] = await Promise.all([fetchCatalog(), fetchOwnTalk(this.sessionId)]);
      [this.catalog, this.talk] = [catalog, talk];
      if (talk.consent.recording) this.recorded = await fetchRecorded(this.sessionId);
    } catch (error) {
      this.problem = translator(this.language)("talk.failed", { reason: reasonOf(error) });
    }
  }

  private retry(turn: Turn): void {
    if (this.catalog && this.talk) this.rehearse(tryAgain(this.catalog, this.talk, this.report, turn));
  }

  private practise(): void {
    const { next_exercise: next } = this.report;
    if (this.catalog && this.talk && next) this.rehearse(nextChoice(this.catalog, this.talk, next));
  }

  /** Leaves for the page where a talk is prepared, whichever section this report is read in. */
  private rehearse(choice: Choice | null): void {
    const notOffered: ReportKey = "talk.not_offered";
    this.problem = choice ? "" : translator(this.language)(notOffered);
    if (choice) this.dispatchEvent(new CustomEvent<Choice>("rehearse", { detail: choice, bubbles: true, composed: true }));
    else window.scrollTo(0, 0);
  }
}
