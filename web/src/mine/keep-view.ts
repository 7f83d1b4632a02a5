/** <keep-view>: what was allowed for a talk and can be withdrawn, copies of it, who took what, and its end. */

import { css, html, nothing } from "lit";
import { customElement, property, state } from "lit/decorators.js";

import { FocusKeeper } from "../pages/focus";
import "../pages/fork-warning";
import { Page } from "../pages/page";
import type { OwnTalk } from "../service/own-talks";
import { type Consent, type ReportFormat, deleteSession, reasonOf, reportUrl } from "../service/rest";
import { controls } from "../style/controls";
import { translator } from "./i18n";
import { type ExportLine, changeConsent, fetchExports } from "./mine-service";
import { mineStyle } from "./mine-style";
import { moment } from "./numbers";

const COPIES: readonly [ReportFormat, string][] = [["pdf", "PDF"], ["html", "HTML"], ["xlsx", "Excel"], ["csv", "CSV"], ["json", "JSON"], ["xapi", "xAPI"]];

@customElement("keep-view")
export class KeepView extends Page {
  @property({ attribute: false }) talk!: OwnTalk;

  @state() private log: readonly ExportLine[] | null = null;
  @state() private isAsking = false;
  protected readonly keeper = new FocusKeeper(this, "button.danger");
  @state() private isDeleted = false;
  @state() private isChanged = false;
  @state() private problem = "";

  static override styles = [
    controls, mineStyle,
    css`
      .blocks { display: grid; gap: 20px; margin-top: 20px; }
      .blocks > * { min-width: 0; }
      .alert { display: grid; gap: 12px; }
    `,
  ];

  override connectedCallback(): void {
    super.connectedCallback();
    void this.load();
  }

  override render() {
    const t = translator(this.language);
    if (this.isDeleted) {
      return html`<h1 tabindex="-1">${t("keep.title")}</h1><p class="done" role="status">${t("keep.deleted")}</p>
        <div class="row"><a class="button" href="#mine">${t("mine.all")}</a></div>`;
    }
    return html`<h1 tabindex="-1">${t("keep.title")}</h1>
      ${this.problem ? html`<p class="alert" role="alert">${t("mine.failed", { reason: this.problem })}</p>` : nothing}
      <div class="blocks">${this.consents()} ${this.talk.has_report ? this.copies() : nothing} ${this.taken()} ${this.deleting()}</div>`;
  }

  /** Sound cannot be kept afterwards, so that consent is only there to be withdrawn. */
  private consents() {
    const t = translator(this.language);
    const asked: (keyof Consent)[] = [...(this.talk.consent.recording ? (["recording"] as const) : []), "delivery_measures", "share_with_hr"];
    return html`<section class="card stack"><h2>${t("keep.consents")}</h2><p class="hint">${t("keep.consents.lead")}</p>
      <div>${asked.map((name) => html`<label class="tick"><input type="checkbox" .checked=${this.talk.consent[name]}
        @change=${(event: Event) => this.change(name, event.target as HTMLInputElement)} />
        <span>${t(`consent.${name}`)}</span><span class="hint">${t(`consent.${name}.off`)}</span></label>`)}</div>
      <p class="done" role="status">${this.isChanged ? t("consent.changed") : nothing}</p></section>`;
  }

  private copies() {
    const t = translator(this.language);
    return html`<section class="card stack"><h2>${t("keep.copies")}</h2><p class="hint">${t("keep.copies.lead")}</p>
      <div class="row">${COPIES.map(([format, name]) => html`<a class="button" download href=${reportUrl(this.talk.session_id, format, this.language)}>${name}</a>`)}</div></section>`;
  }

  private taken() {
    const t = translator(this.language);
    if (!this.log) return nothing;
    const own = this.log.filter((line) => line.by_owner);
    const others = this.log.filter((line) => !line.by_owner);
    return html`<section class="card stack"><h2>${t("keep.log")}</h2>
      ${others.length === 0 ? html`<p>${t("keep.log.none")}</p>` : html`<div class="scroll" tabindex="0" role="region" aria-label=${t("keep.log")}><table>
        <thead><tr><th scope="col">${t("keep.log.when")}</th><th scope="col">${t("keep.log.who")}</th><th scope="col">${t("keep.log.what")}</th></tr></thead>
        <tbody>${others.map((line) => html`<tr><td>${moment(line.exported_at, this.language)}</td><td>${line.by_name ?? "–"}</td>
          <td>${t("keep.log.as", { audience: t(`audience.${line.audience}`), format: line.format })}</td></tr>`)}</tbody></table></div>`}
      ${own.length > 0 ? html`<p class="hint">${t("keep.log.own", { count: own.length, at: moment(own[0]!.exported_at, this.language) })}</p>` : nothing}</section>`;
  }

  private deleting() {
    const t = translator(this.language);
    return html`<section class="card stack"><h2>${t("keep.delete")}</h2><p class="hint">${t("keep.delete.lead")}</p>
      ${this.isAsking
        ? html`<div class="alert" role="alertdialog" aria-label=${t("keep.delete")}><p>${t("keep.delete.ask")}</p>
            <fork-warning .language=${this.language} .sessionId=${this.talk.session_id}></fork-warning>
            <div class="row"><button class="danger" @click=${this.erase}>${t("keep.delete.yes")}</button>
              <button id="no" @click=${() => (this.isAsking = false)}>${t("keep.delete.no")}</button></div></div>`
        : html`<div class="row"><button class="danger" @click=${this.ask}>${t("keep.delete")}</button></div>`}</section>`;
  }

  private ask(): void {
    this.isAsking = true;
    void this.updateComplete.then(() => this.renderRoot.querySelector<HTMLElement>("#no")?.focus());
  }

  private async change(name: keyof Consent, box: HTMLInputElement): Promise<void> {
    this.problem = "";
    this.isChanged = false;
    try {
      const talk = await changeConsent(this.talk.session_id, { ...this.talk.consent, [name]: box.checked });
      this.tell<OwnTalk>("changed", talk);
      this.isChanged = true;
    } catch (error) {
      box.checked = this.talk.consent[name];
      this.problem = reasonOf(error);
    }
  }

  private async erase(): Promise<void> {
    try {
      await deleteSession(this.talk.session_id);
      this.isDeleted = true;
      this.focusHeading();
    } catch (error) {
      this.problem = reasonOf(error);
      this.isAsking = false;
    }
  }

  private async load(): Promise<void> {
    try {
      this.log = await fetchExports(this.talk.session_id);
    } catch (error) {
      this.problem = reasonOf(error);
    }
  }
}
