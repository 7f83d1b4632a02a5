/** <export-log>: everything that somebody else than its trainee took out, in a period or ever, the latest first. */

import { LitElement, css, html, nothing } from "lit";
import { customElement, property, state } from "lit/decorators.js";

import { moment } from "../mine/numbers";
import "../pages/day-range";
import type { Days } from "../pages/day-range";
import { type Cell, recordTable, recordTableStyle } from "../pages/record-table";
import type { Language, ScenarioCard } from "../service/catalog";
import { reasonOf } from "../service/rest";
import { controls } from "../style/controls";
import { officeStyle } from "../style/office";
import { exerciseName } from "./exercise-name";
import { type ExportLine, exportLog } from "./hr-service";
import { MESSAGES, type HrKey, translator } from "./i18n";

const COLUMNS = ["when", "talk", "format", "as", "who"] as const;

@customElement("export-log")
export class ExportLogView extends LitElement {
  @property({ attribute: false }) language: Language = "nl";
  @property({ attribute: false }) scenarios: readonly ScenarioCard[] = [];
  @state() private days: Days = {};
  @state() private lines: readonly ExportLine[] | null = null;
  @state() private problem = "";

  static override styles = [controls, officeStyle, recordTableStyle, css`.below { gap: 14px; }`];

  override connectedCallback(): void {
    super.connectedCallback();
    void this.load();
  }

  override render() {
    const t = translator(this.language);
    return html`<p class="lead">${t("log.lead")}</p>
      <div class="below">
        <day-range .first=${t("log.first")} .last=${t("log.last")} .reversed=${t("log.reversed")} @days=${this.inPeriod}></day-range>
        <p class="hint" role="status">${this.lines ? this.shown(this.lines.length) : nothing}</p>
        ${this.problem ? html`<p class="alert" role="alert">${t("hr.failed", { reason: this.problem })}</p>` : this.table()}
      </div>`;
  }

  private table() {
    const t = translator(this.language);
    if (!this.lines) return html`<p role="status">${t("hr.loading")}</p>`;
    if (!this.lines.length) return html`<p class="card">${t(Object.keys(this.days).length ? "log.none_then" : "log.none")}</p>`;
    return recordTable(t("log.title"), COLUMNS.map((column) => t(`log.${column}`)), this.lines.map((line) => this.row(line)));
  }

  private row(line: ExportLine): Cell[] {
    const t = translator(this.language);
    return [
      moment(line.exported_at, this.language),
      exerciseName(line.scenario_id, this.scenarios, this.language),
      this.form(line.format),
      t(`audience.${line.audience}`),
      line.by_name ?? t("log.gone"),
    ];
  }

  /** A form that these pages do not know is told by its own name. */
  private form(format: string): string {
    const key = `format.${format}`;
    return key in MESSAGES.nl ? translator(this.language)(key as HrKey) : format;
  }

  private inPeriod = (event: CustomEvent<Days>): Promise<void> => {
    this.days = event.detail;
    return this.load();
  };

  private shown(count: number): string {
    const t = translator(this.language);
    return count === 1 ? t("log.shown.one") : t("log.shown", { count });
  }

  private async load(): Promise<void> {
    const { days } = this;
    this.problem = "";
    try {
      const lines = await exportLog(days);
      if (days === this.days) this.lines = lines; // else another period was chosen meanwhile
    } catch (error) {
      this.problem = reasonOf(error);
    }
  }
}
