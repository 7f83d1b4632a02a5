/** Fourth page: the service's own report, with copies to keep and a way to erase all of it. */

import { css, html, nothing } from "lit";
import { customElement, property, state } from "lit/decorators.js";

import { type ReportFormat, ServiceError, deleteSession, missingReport, reportUrl } from "../service/rest";
import { controls } from "../style/controls";
import { Page } from "./page";

const COPIES: readonly [ReportFormat, string][] = [["pdf", "PDF"], ["xlsx", "Excel"], ["csv", "CSV"], ["json", "JSON"]];
/** The report is written within a moment of the last word. */
const ATTEMPTS = 10;
const BETWEEN_ATTEMPTS_MS = 700;

@customElement("report-page")
export class ReportPage extends Page {
  @property() sessionId = "";

  @state() private phase: "waiting" | "ready" | "missing" | "asking" | "deleted" = "waiting";
  @state() private problem = "";
  @state() private heightPx = 900;

  static override styles = [
    controls,
    css`
      .head { display: flex; flex-wrap: wrap; gap: 16px 32px; justify-content: space-between; align-items: end; }
      .actions { margin: 20px 0; justify-content: space-between; }
      iframe { width: 100%; border: 1px solid var(--line); border-radius: var(--radius); background: #fff; display: block; }
      .ask { margin-bottom: 20px; display: grid; gap: 12px; }
      .waiting { padding: 48px 0; text-align: center; color: var(--muted); }
    `,
  ];

  override connectedCallback(): void {
    super.connectedCallback();
    void this.load();
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
      ${this.phase === "asking" ? this.question() : nothing} ${this.body()}`;
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
        return html`${this.actions()} ${this.frame()}`;
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

  /** No script runs in the frame; same origin only so that its height can be read. */
  private frame() {
    return html`<iframe title=${this.t("report.frame")} sandbox="allow-same-origin" height=${this.heightPx}
      src=${reportUrl(this.sessionId, "html", this.language)} @load=${this.fit}></iframe>`;
  }

  private question() {
    const { t } = this;
    return html`<div class="alert ask" role="alertdialog" aria-label=${t("report.delete")}>
      <p>${t("report.delete.confirm")}</p>
      <div class="row">
        <button class="danger" @click=${this.erase}>${t("report.delete.yes")}</button>
        <button @click=${() => (this.phase = "ready")}>${t("report.delete.no")}</button>
      </div>
    </div>`;
  }

  private async load(): Promise<void> {
    for (let attempt = 0; attempt < ATTEMPTS; attempt += 1) {
      const missing = await missingReport(this.sessionId).catch(String);
      if (missing === null) {
        this.phase = "ready";
        return;
      }
      this.problem = missing;
      await new Promise((resolve) => setTimeout(resolve, BETWEEN_ATTEMPTS_MS));
    }
    this.phase = "missing";
  }

  private fit(event: Event): void {
    const page = (event.target as HTMLIFrameElement).contentDocument?.documentElement;
    if (page) this.heightPx = Math.max(300, page.scrollHeight + 8);
  }

  private async erase(): Promise<void> {
    try {
      await deleteSession(this.sessionId);
      this.phase = "deleted";
    } catch (error) {
      this.problem = error instanceof ServiceError ? error.message : String(error);
      this.phase = "missing";
    }
  }
}
