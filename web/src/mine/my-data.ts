/** <my-data>: a copy of everything kept of oneself, a certificate of one's practice time, and the end of it all. */

import { css, html, nothing } from "lit";
import { customElement, state } from "lit/decorators.js";

import { Page } from "../pages/page";
import { LOCAL, ServiceError, fetchMe, reasonOf } from "../service/rest";
import { controls } from "../style/controls";
import { type MineKey, translator } from "./i18n";
import { EVERYTHING, type Erased, eraseEverything, takeCertificate } from "./mine-service";
import { mineStyle } from "./mine-style";

const STAYS: readonly MineKey[] = ["data.erase.hash", "data.erase.audit", "data.erase.remarks", "data.erase.hr", "data.erase.backup"];

@customElement("my-data")
export class MyData extends Page {
  @state() private hasAccount = false;
  @state() private typed = "";
  @state() private erased: Erased | null = null;
  @state() private certificateProblem = "";
  @state() private problem = "";
  @state() private isBusy = false;

  static override styles = [
    controls, mineStyle,
    css`
      .blocks { display: grid; gap: 20px; margin-top: 20px; }
      .blocks > * { min-width: 0; }
      h3 { margin: 0 0 4px; font-size: 1rem; }
      ul { margin: 0; padding-left: 20px; display: grid; gap: 4px; }
      .lists { display: grid; gap: 16px 32px; }
      .fields { display: flex; flex-wrap: wrap; gap: 12px; align-items: end; }
      @media (min-width: 760px) { .lists { grid-template-columns: 1fr 1fr; } }
    `,
  ];

  override connectedCallback(): void {
    super.connectedCallback();
    void fetchMe().then((me) => (this.hasAccount = me.person_id !== LOCAL), (error: unknown) => (this.problem = reasonOf(error)));
  }

  override render() {
    const t = translator(this.language);
    if (this.erased) return this.gone(this.erased);
    return html`<a class="back" href="#mine">‹ ${t("mine.all")}</a><h1 tabindex="-1">${t("data.title")}</h1>
      ${this.problem ? html`<p class="alert" role="alert">${t("mine.failed", { reason: this.problem })}</p>` : nothing}
      <div class="blocks">
        <section class="card stack"><h2>${t("data.copy")}</h2><p class="hint">${t("data.copy.lead")}</p>
          <div class="row"><a class="button" download href=${EVERYTHING}>${t("data.copy.get")}</a></div></section>
        ${this.certificate()} ${this.erasing()}</div>`;
  }

  private gone({ erased_talks, is_account_gone }: Erased) {
    const t = translator(this.language);
    return html`<h1 tabindex="-1">${t("data.title")}</h1>
      <p class="lead" role="status">${t(is_account_gone ? "data.erased.account" : "data.erased", { count: erased_talks })}</p>
      <div class="row"><a class="button" href=${is_account_gone ? "/sign-in" : "#"}>${t("data.leave")}</a></div>`;
  }

  private certificate() {
    const t = translator(this.language);
    return html`<form class="card stack" @submit=${this.certify}><h2>${t("data.certificate")}</h2><p class="hint">${t("data.certificate.lead")}</p>
      <div class="fields"><label class="field"><span>${t("data.first_day")}</span><input type="date" name="first" /></label>
        <label class="field"><span>${t("data.last_day")}</span><input type="date" name="last" /></label>
        <button type="submit" aria-disabled=${this.isBusy}>${t("data.certificate.get")} (PDF)</button></div>
      <p role="status">${this.certificateProblem || nothing}</p></form>`;
  }

  private erasing() {
    const t = translator(this.language);
    const word = t("data.erase.word");
    return html`<form class="card stack" @submit=${this.erase}><h2>${t("data.erase")}</h2>
      <div class="lists"><div><h3>${t("data.erase.goes")}</h3><ul><li>${t("data.erase.talks")}</li><li>${t("data.erase.beside")}</li>
          ${this.hasAccount ? html`<li>${t("data.erase.account")}</li>` : nothing}</ul></div>
        <div><h3>${t("data.erase.stays")}</h3><ul>${STAYS.map((key) => html`<li>${t(key)}</li>`)}</ul></div></div>
      <div class="fields"><label class="field"><span>${t("data.erase.type", { word })}</span><input type="text" name="word" autocomplete="off" autocapitalize="characters" spellcheck="false"
          .value=${this.typed} @input=${(event: Event) => (this.typed = (event.target as HTMLInputElement).value)} /></label>
        <button class="danger" type="submit" ?disabled=${!this.isConfirmed} aria-disabled=${this.isBusy}>${t("data.erase.do")}</button></div></form>`;
  }

  private get isConfirmed(): boolean {
    return this.typed.trim().toLocaleUpperCase(this.language) === translator(this.language)("data.erase.word");
  }

  private async certify(event: SubmitEvent): Promise<void> {
    event.preventDefault();
    if (this.isBusy) return;
    const form = new FormData(event.target as HTMLFormElement);
    this.isBusy = true;
    this.certificateProblem = "";
    try {
      await takeCertificate(this.language, String(form.get("first")), String(form.get("last")));
    } catch (error) {
      const isNone = error instanceof ServiceError && error.status === 404;
      this.certificateProblem = isNone ? translator(this.language)("data.certificate.none") : reasonOf(error);
    }
    this.isBusy = false;
  }

  private async erase(event: SubmitEvent): Promise<void> {
    event.preventDefault();
    if (!this.isConfirmed || this.isBusy) return;
    this.isBusy = true;
    this.problem = "";
    try {
      this.erased = await eraseEverything();
      this.focusHeading();
    } catch (error) {
      this.problem = reasonOf(error);
    }
    this.isBusy = false;
  }
}
