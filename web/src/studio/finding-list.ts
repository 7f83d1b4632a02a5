/** <finding-list>: what is wrong, each with its code and its fix, and the way to its place in the text. */

import { LitElement, css, html, nothing } from "lit";
import { customElement, property } from "lit/decorators.js";

import type { Language } from "../service/catalog";
import { controls } from "../style/controls";
import { translator } from "./i18n";
import type { ContentFinding } from "./studio-service";

@customElement("finding-list")
export class FindingList extends LitElement {
  /** null: nobody has looked yet. */
  @property({ attribute: false }) findings: readonly ContentFinding[] | null = null;
  @property({ attribute: false }) language: Language = "nl";
  @property() clean = "";

  static override styles = [
    controls,
    css`
      ul { list-style: none; margin: 0; padding: 0; display: grid; gap: 8px; }
      li { border-left: 4px solid var(--warn); background: var(--warn-soft); border-radius: 8px; }
      button { width: 100%; display: block; text-align: left; background: none; border: 0; border-radius: 8px; padding: 10px 14px; font-weight: 400; line-height: 1.45; }
      .plain { padding: 10px 14px; line-height: 1.45; }
      .code { font-weight: 700; font-variant-numeric: tabular-nums; }
      .where { color: var(--muted); font-size: 0.85rem; margin-left: 8px; }
      .fix { display: block; font-size: 0.92rem; }
      .good { color: var(--good); font-weight: 600; }
    `,
  ];

  override render() {
    const t = translator(this.language);
    if (this.findings === null) return html`<p class="hint" role="status">${t("findings.checking")}</p>`;
    if (this.findings.length === 0) return html`<p class="good" role="status">${this.clean}</p>`;
    const count = this.findings.length;
    return html`<p class="visually-hidden" role="status">${count === 1 ? t("item.error") : t("item.errors", { count })}</p>
      <ul>${this.findings.map((finding) => html`<li>${this.finding(finding)}</li>`)}</ul>`;
  }

  private finding(finding: ContentFinding) {
    const t = translator(this.language);
    const place = finding.elsewhere === null ? t("findings.place", { line: finding.line }) : t("findings.elsewhere", { name: finding.elsewhere });
    const content = html`<span class="code">${finding.code}</span><span class="where">${place}</span>
      <span class="fix">${capital(finding.message)}</span>${finding.fix ? html`<span class="fix"><strong>${finding.fix}</strong></span>` : nothing}`;
    if (finding.elsewhere !== null) return html`<div class="plain">${content}</div>`;
    return html`<button type="button" @click=${() => this.dispatchEvent(new CustomEvent<ContentFinding>("go", { detail: finding }))}>${content}</button>`;
  }
}

function capital(sentence: string): string {
  return sentence.charAt(0).toLocaleUpperCase() + sentence.slice(1);
}
