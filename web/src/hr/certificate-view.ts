/** <certificate-view>: the practice time of somebody who agreed, in a period, as a certificate. */

import { LitElement, type TemplateResult, css, html, nothing } from "lit";
import { customElement, property, state } from "lit/decorators.js";

import { OWN_NAMES } from "../i18n";
import { FocusKeeper } from "../pages/focus";
import { LANGUAGES, type Language } from "../service/catalog";
import { LOCAL, ServiceError, reasonOf } from "../service/rest";
import { type TakenFile, save } from "../service/saving";
import { controls } from "../style/controls";
import { officeStyle } from "../style/office";
import { type AskCertificate, type Certifiable, byTrainee, heldWithin, openTalks, takeCertificate } from "./hr-service";
import { translator } from "./i18n";

@customElement("certificate-view")
export class CertificateView extends LitElement {
  @property({ attribute: false }) language: Language = "nl";
  @property({ attribute: false }) isLocal = false;

  @state() private people: readonly Certifiable[] | null = null;
  @state() private asked: AskCertificate | null = null;
  @state() private isBusy = false;
  protected readonly keeper = new FocusKeeper(this, "form button");
  @state() private file: TakenFile | null = null;
  @state() private problem = "";

  static override styles = [controls, officeStyle, css`.fields { grid-template-columns: repeat(auto-fit, minmax(min(100%, 180px), 1fr)); }`];

  override connectedCallback(): void {
    super.connectedCallback();
    void this.load();
  }

  override render() {
    const t = translator(this.language);
    return html`<p class="lead">${t("certificate.lead")}</p><div class="below">
      ${this.problem ? html`<p class="alert" role="alert">${this.problem}</p>` : nothing}
      ${this.file ? this.taken(this.file) : nothing} ${this.body()}</div>`;
  }

  private body() {
    const t = translator(this.language);
    if (!this.people) return html`<p role="status">${this.problem ? nothing : t("hr.loading")}</p>`;
    if (!this.people.length) return html`<div class="card stack"><h2>${t("certificate.none")}</h2><p>${t("certificate.none.how")}</p></div>`;
    return html`${this.form(this.people)} ${this.asked ? this.question(this.asked) : nothing}`;
  }

  private form(people: readonly Certifiable[]) {
    const t = translator(this.language);
    return html`<form class="card" @submit=${this.ask} @input=${() => (this.asked = null)}>
      <div class="fields">
        ${this.field("person", html`<select name="person">${people.map((one) => html`<option value=${one.person_id}>${this.nameOf(one)}</option>`)}</select>`)}
        ${this.field("first", html`<input type="date" name="first" />`)} ${this.field("last", html`<input type="date" name="last" />`)}
        ${this.field("format", html`<select name="format"><option value="pdf">${t("certificate.pdf")}</option><option value="html">${t("certificate.html")}</option></select>`)}
        ${this.field("language", html`<select name="language">${LANGUAGES.map((one) => html`<option value=${one} ?selected=${one === this.language}>${OWN_NAMES[one]}</option>`)}</select>`)}
      </div>
      <div class="row"><button class=${this.asked ? "" : "primary"} type="submit">${t("certificate.start")}</button></div></form>`;
  }

  private field(name: "person" | "first" | "last" | "format" | "language", control: TemplateResult) {
    return html`<label class="field"><span>${translator(this.language)(`certificate.${name}`)}</span>${control}</label>`;
  }

  private question(asked: AskCertificate) {
    const t = translator(this.language);
    const person = this.people?.find((one) => one.person_id === asked.person_id);
    const name = person ? this.nameOf(person) : "";
    const count = heldWithin(person?.talks ?? [], asked.first_day ?? "", asked.last_day ?? "").length;
    if (!count && asked.person_id !== LOCAL) return html`<p class="alert" role="alert">${t("certificate.empty", { name })}</p>`;
    return html`<div class="alert" role="alertdialog" aria-label=${t("certificate.start")} aria-describedby="question">
      <p id="question">${t(this.isLocal ? "take.confirm.here" : "certificate.confirm", { name, count })}</p>
      <div class="row"><button class="primary" aria-disabled=${this.isBusy} @click=${() => this.take(asked)}>${t(this.isBusy ? "take.busy" : "certificate.yes")}</button>
        <button aria-disabled=${this.isBusy} @click=${() => !this.isBusy && (this.asked = null)}>${t("take.no")}</button></div></div>`;
  }

  private taken(file: TakenFile) {
    const t = translator(this.language);
    return html`<div class="done" role="status"><p>${t(this.isLocal ? "take.taken.here" : "many.taken", { file: file.name })}</p>
      <button @click=${() => save(file)}>${t("take.again")}</button></div>`;
  }

  private nameOf({ name }: Certifiable): string {
    return name ?? translator(this.language)("talks.here");
  }

  private ask = (event: SubmitEvent): void => {
    event.preventDefault();
    const given = Object.fromEntries(new FormData(event.target as HTMLFormElement)) as Record<string, string>;
    this.asked = {
      person_id: given.person!,
      format: given.format as AskCertificate["format"],
      language: given.language as Language,
      ...(given.first ? { first_day: given.first } : {}),
      ...(given.last ? { last_day: given.last } : {}),
    };
    void this.updateComplete.then(() => this.renderRoot.querySelector<HTMLElement>('[role="alertdialog"] button')?.focus());
  };

  private async take(asked: AskCertificate): Promise<void> {
    if (this.isBusy) return;
    this.problem = "";
    this.file = null;
    this.isBusy = true;
    try {
      this.file = await takeCertificate(asked);
    } catch (error) {
      this.problem = this.sentenceOf(error);
    }
    this.isBusy = false;
    this.asked = null;
    await this.load();
  }

  private sentenceOf(error: unknown): string {
    const t = translator(this.language);
    const isRefused = error instanceof ServiceError && (error.status === 403 || error.status === 404);
    if (!isRefused) return t("hr.failed", { reason: reasonOf(error) });
    return this.isLocal ? t("certificate.empty.here") : t("certificate.refused");
  }

  private async load(): Promise<void> {
    try {
      const people = byTrainee(await openTalks());
      // At a machine of one's own no consent is needed for one's own certificate.
      this.people = this.isLocal && !people.length ? [{ person_id: LOCAL, name: null, talks: [] }] : people;
    } catch (error) {
      this.problem = translator(this.language)("hr.failed", { reason: reasonOf(error) });
    }
  }
}
