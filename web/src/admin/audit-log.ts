/** <audit-log>: who did what, the newest first, by action, in a period, and page by page. */

import { LitElement, type PropertyValues, css, html, nothing } from "lit";
import { customElement, property, state } from "lit/decorators.js";

import { moment } from "../mine/numbers";
import "../pages/day-range";
import type { Days } from "../pages/day-range";
import { recordTable, recordTableStyle } from "../pages/record-table";
import type { Language } from "../service/catalog";
import { reasonOf } from "../service/rest";
import { controls } from "../style/controls";
import { officeStyle } from "../style/office";
import { ACTIONS, type Action, type AuditLine, auditPage, listPeople } from "./admin-service";
import { actorOf, subjectOf } from "./audit-names";
import { translator } from "./i18n";

const COLUMNS = ["when", "who", "what", "subject"] as const;

@customElement("audit-log")
export class AuditLogView extends LitElement {
  @property({ attribute: false }) language: Language = "nl";
  /** null: every one. */
  @property({ attribute: false }) action: Action | null = null;

  @state() private days: Days = {};
  @state() private lines: readonly AuditLine[] | null = null;
  @state() private older: number | null = null;
  @state() private names: ReadonlyMap<string, string> = new Map();
  @state() private problem = "";

  static override styles = [controls, officeStyle, recordTableStyle, css`.below { gap: 14px; } .head { justify-content: start; align-items: start; gap: 12px 14px; } .head > label { flex: 0 1 300px; } day-range { flex: 0 1 374px; }`];

  override willUpdate(changed: PropertyValues<this>): void {
    if (changed.has("action")) void this.load();
  }

  override render() {
    const t = translator(this.language);
    return html`<div class="below"><div class="head"><label class="field"><span>${t("audit.action")}</span>
        <select @change=${this.filter}><option value="" ?selected=${!this.action}>${t("audit.all")}</option>
          ${ACTIONS.map((action) => html`<option value=${action} ?selected=${action === this.action}>${t(`action.${action}`)}</option>`)}</select></label>
        <day-range .first=${t("audit.first")} .last=${t("audit.last")} .reversed=${t("audit.reversed")} @days=${this.inPeriod}></day-range></div>
      <p class="hint" role="status">${this.lines ? this.shown(this.lines.length) : t("admin.loading")}</p>
      ${this.problem ? html`<p class="alert" role="alert">${t("admin.failed", { reason: this.problem })}</p>` : nothing}
      ${this.lines ? this.table(this.lines) : nothing}
      ${this.older === null ? nothing : html`<div class="row"><button @click=${this.more}>${t("audit.older")}</button></div>`}</div>`;
  }

  private table(lines: readonly AuditLine[]) {
    const t = translator(this.language);
    if (!lines.length) return html`<p class="card">${t("audit.none")}</p>`;
    const rows = lines.map((line) => [moment(line.at, this.language), actorOf(line, this.names, t), t(`action.${line.action}`), subjectOf(line, this.names, t)]);
    return recordTable(t("audit.title"), COLUMNS.map((column) => t(`audit.${column}`)), rows);
  }

  private filter = (event: Event): void => {
    const action = (event.target as HTMLSelectElement).value;
    window.location.hash = action ? `admin/audit/${action}` : "admin/audit";
  };

  private inPeriod = (event: CustomEvent<Days>): Promise<void> => {
    this.days = event.detail;
    return this.load();
  };

  private more = (): Promise<void> => this.read(this.lines ?? [], this.older);

  private shown(count: number): string {
    const t = translator(this.language);
    return count === 1 ? t("audit.shown.one") : t("audit.shown", { count });
  }

  private async load(): Promise<void> {
    this.lines = null;
    this.older = null;
    await this.read([], null);
  }

  private async read(before: readonly AuditLine[], older: number | null): Promise<void> {
    const { action, days } = this;
    this.problem = "";
    try {
      const [page, people] = await Promise.all([auditPage(action, days, older), listPeople()]);
      if (action !== this.action || days !== this.days) return; // another filter was chosen meanwhile
      this.names = new Map(people.map((person) => [person.person_id, person.name]));
      this.lines = [...before, ...page.entries];
      this.older = page.older;
    } catch (error) {
      this.problem = reasonOf(error);
    }
  }
}
