/** <retention-view>: the terms in force, what was erased, and the commands of whoever runs the machine. */

import { LitElement, css, html, nothing } from "lit";
import { customElement, property, state } from "lit/decorators.js";

import type { Language } from "../service/catalog";
import { reasonOf } from "../service/rest";
import { controls } from "../style/controls";
import { officeStyle } from "../style/office";
import { type RetentionTerms, retentionTerms } from "./admin-service";
import { type AdminKey, translator } from "./i18n";

const TERMS = [
  ["transcript_days", "retention.talks", "SIMULATOR_PRIVACY__TRANSCRIPT_DAYS"],
  ["audio_days", "retention.sound", "SIMULATOR_PRIVACY__AUDIO_DAYS"],
  ["audit_days", "retention.audit", "SIMULATOR_PRIVACY__AUDIT_DAYS"],
] as const satisfies readonly (readonly [keyof RetentionTerms, AdminKey, string])[];

const COMMANDS = [
  ["simulator retention", "command.retention"],
  ["simulator retention --dry-run", "command.dry_run"],
  ["simulator retention --rewrite-files", "command.rewrite"],
  ["simulator reseal", "command.reseal"],
  ["simulator people remove NAME", "command.remove"],
] as const satisfies readonly (readonly [string, AdminKey])[];

@customElement("retention-view")
export class RetentionView extends LitElement {
  @property({ attribute: false }) language: Language = "nl";
  @state() private terms: RetentionTerms | null = null;
  @state() private problem = "";

  static override styles = [
    controls, officeStyle,
    css`
      dl { margin: 0; display: grid; gap: 14px; }
      dl > div { display: grid; gap: 2px 24px; grid-template-columns: minmax(0, 1fr) auto; }
      dt { min-width: 0; }
      dd { margin: 0; }
      dd.term { font-weight: 650; text-align: right; }
      dd.setting { grid-column: 1 / -1; }
      .commands > div { grid-template-columns: minmax(0, 1fr); }
      a { color: var(--accent); }
      .card { gap: 14px; }
    `,
  ];

  override connectedCallback(): void {
    super.connectedCallback();
    void this.load();
  }

  override render() {
    const t = translator(this.language);
    return html`<div class="below">
      ${this.problem ? html`<p class="alert" role="alert">${t("admin.failed", { reason: this.problem })}</p>` : nothing}
      <section class="card stack"><h2>${t("retention.terms")}</h2>${this.terms ? this.kept(this.terms) : html`<p role="status">${this.problem ? nothing : t("admin.loading")}</p>`}</section>
      <section class="card stack"><h2>${t("retention.erased")}</h2><p>${t("retention.erased.text")}</p>
        <p><a href="#admin/audit/erased">${t("retention.erased.talks")}</a></p><p><a href="#admin/audit/person_removed">${t("retention.erased.people")}</a></p></section>
      <section class="card stack"><h2>${t("retention.commands")}</h2>
        <dl class="commands">${COMMANDS.map(([command, key]) => html`<div><dt><code>${command}</code></dt><dd class="hint">${t(key)}</dd></div>`)}</dl>
        <p class="hint">${t("retention.backups")}</p></section></div>`;
  }

  private kept(terms: RetentionTerms) {
    const t = translator(this.language);
    return html`<dl>${TERMS.map(([field, key, setting]) => html`<div><dt>${t(key)}</dt><dd class="term">${this.term(field, terms[field])}</dd>
      <dd class="hint setting"><code>${setting}</code></dd></div>`)}</dl>
      <p class="hint">${t("retention.set")}</p>`;
  }

  private term(field: keyof RetentionTerms, count: number): string {
    const t = translator(this.language);
    if (field === "audio_days" && count === 0) return t("retention.no_sound");
    return count === 1 ? t("retention.days.one") : t("retention.days", { count });
  }

  private async load(): Promise<void> {
    try {
      this.terms = await retentionTerms();
    } catch (error) {
      this.problem = reasonOf(error);
    }
  }
}
