/** Fourth page: the report to work with, copies to keep, the same on paper, and a way to erase all of it. */

import { type PropertyValues, css, html, nothing } from "lit";
import { customElement, property, state } from "lit/decorators.js";

import type { ReportDocument } from "../report/document";
import { type ReportFormat, deleteSession, reasonOf, reportUrl } from "../service/rest";
import { controls } from "../style/controls";
import { FocusKeeper } from "./focus";
import "./fork-warning";
import { Page } from "./page";
import "./sure-question";

const COPIES: readonly [ReportFormat, string][] = [["pdf", "PDF"], ["xlsx", "Excel"], ["csv", "CSV"], ["json", "JSON"]];
/** The report is written within a moment of the last word. */
const ATTEMPTS = 10;
const BETWEEN_ATTEMPTS_MS = 700;

@customElement("report-page")
export class ReportPage extends Page {
  @property() sessionId = "";

  @state() private phase: "waiting" | "ready" | "missing" | "asking" | "deleted" = "waiting";
  @state() private report: ReportDocument | null = null;
  @state() private problem = "";
  @state() private isPrinted = false;
  @state() private heightPx = 900;
  protected readonly keeper = new FocusKeeper(this, ".danger");

  static override styles = [
    controls,
    css`
      .head { display: flex; flex-wrap: wrap; gap: 16px 32px; justify-content: space-between; align-items: end; }
      .actions { margin: 20px 0; justify-content: space-between; }
      report-body { margin: 28px 0 36px; }
      details { border-top: 1px solid var(--line); padding-top: 12px; }
      summary { cursor: pointer; font-weight: 600; color: var(--accent); padding: 10px 0; min-height: 44px; }
      iframe { width: 100%; border: 1px solid var(--line); border-radius: var(--radius); background: #fff; display: block; }
      sure-question { margin-block: 20px; }
      .waiting { padding: 48px 0; text-align: center; color: var(--muted); }
    `,
  ];

  override willUpdate(changed: PropertyValues<this>): void {
    if (changed.has("sessionId") || changed.has("language")) void this.load();
  }

  override render() {
    const { t } = this;
    return html`
      <div class="head">
        <div>
          <h1 tabindex="-1">${t("report.title")}</h1>
          <p class="lead">${t(this.phase === "deleted" ? "report.deleted" : "report.lead")}</p>
        </div>
        <div class="row">
          <button class="primary" @click=${() => this.tell("again", null)}>${t("report.again")}</button>
          <button @click=${() => this.tell("other", null)}>${t("report.other")}</button>
        </div>
      </div>
      ${this.body()}`;
  }

  private body() {
    switch (this.phase) {
      case "waiting":
        return html`<p class="waiting" role="status">${this.t("talk.ending")}</p>`;
      case "missing":
        return html`<p class="alert" role="alert">${this.t("report.missing", { reason: this.problem })}</p>`;
      case "deleted":
        return nothing;
      default:
        return html`<report-body .language=${this.language} .report=${this.report} .sessionId=${this.sessionId}></report-body>
          ${this.onPaper()} ${this.phase === "asking" ? this.question() : this.actions()}`;
    }
  }

  private actions() {
    const { t } = this;
    return html`<div class="row actions">
      <div class="row">
        <span class="hint" id="copies">${t("report.download")}</span>
        ${COPIES.map(([format, name]) => html`<a class="button" download href=${reportUrl(this.sessionId, format, this.language)}>${name}</a>`)}
      </div>
      <button class="danger" @click=${() => (this.phase = "asking")}>${t("report.delete")}</button>
    </div>`;
  }

  /** The report as it prints. No script runs in it; same origin only so that its height can be read. */
  private onPaper() {
    return html`<details @toggle=${(event: Event) => (this.isPrinted ||= (event.target as HTMLDetailsElement).open)}>
      <summary>${this.t("report.print")}</summary>
      ${this.isPrinted
        ? html`<iframe title=${this.t("report.frame")} sandbox="allow-same-origin" height=${this.heightPx}
            src=${reportUrl(this.sessionId, "html", this.language, true)} @load=${this.fit}></iframe>`
        : nothing}
    </details>`;
  }

  private question() {
    const { t } = this;
    return html`<sure-question label=${t("report.delete")} question=${t("report.delete.confirm")} yes=${t("report.delete.yes")} no=${t("report.delete.no")}
      @yes=${this.erase} @no=${() => (this.phase = "ready")}><fork-warning .language=${this.language} .sessionId=${this.sessionId}></fork-warning></sure-question>`;
  }

  private async load(): Promise<void> {
    const { sessionId, language } = this;
    const isWanted = () => sessionId === this.sessionId && language === this.language;
    for (let attempt = 0; attempt < ATTEMPTS && isWanted() && this.phase !== "deleted"; attempt += 1) {
      try {
        const { fetchReport } = await import("../report");
        const report = await fetchReport(sessionId, language);
        if (!isWanted()) return;
        this.report = report;
        this.phase = "ready";
        return;
      } catch (error) {
        this.problem = reasonOf(error);
        await new Promise((resolve) => setTimeout(resolve, BETWEEN_ATTEMPTS_MS));
      }
    }
    if (isWanted() && this.phase === "waiting") this.phase = "missing";
  }

  private fit(event: Event): void {
    const page = (event.target as HTMLIFrameElement).contentDocument?.documentElement;
    if (page) this.heightPx = Math.max(300, page.scrollHeight + 8);
  }

  private async erase(): Promise<void> {
    try {
      await deleteSession(this.sessionId);
      this.phase = "deleted";
      this.focusHeading();
    } catch (error) {
      this.problem = reasonOf(error);
      this.phase = "missing";
    }
  }
}
