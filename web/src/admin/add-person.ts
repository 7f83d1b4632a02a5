/** <add-person>: the form that lets somebody in with a name and a password. */

import { LitElement, html, nothing } from "lit";
import { customElement, property, query, state } from "lit/decorators.js";

import type { Language } from "../service/catalog";
import { controls } from "../style/controls";
import { officeStyle } from "../style/office";
import { type PersonAdded, addPerson } from "./admin-service";
import { translator } from "./i18n";
import { refusal } from "./refusal";
import { roleTicks, tickedRoles } from "./role-ticks";

/** As the service asks. */
export const PASSWORD_MIN = 12;
export const PASSWORD_MAX = 256;

@customElement("add-person")
export class AddPersonForm extends LitElement {
  @property({ attribute: false }) language: Language = "nl";
  @state() private isBusy = false;
  @state() private problem = "";
  @query("input") private first?: HTMLInputElement;

  static override styles = [controls, officeStyle];

  override firstUpdated(): void {
    this.first?.focus();
  }

  override render() {
    const t = translator(this.language);
    return html`<form class="card" @submit=${this.add} aria-label=${t("people.add")}>
      <div class="fields">
        <label class="field"><span>${t("add.sign_in_name")}</span><input name="sign_in_name" required maxlength="200" pattern="[^\\/]*[^\\/\\s][^\\/]*" autocomplete="off" autocapitalize="none" spellcheck="false" aria-describedby="sign-in-hint" /></label>
        <label class="field"><span>${t("add.name")}</span><input name="name" maxlength="200" autocomplete="off" /></label></div>
      <p class="hint" id="sign-in-hint">${t("add.sign_in_name.hint")}</p>
      ${roleTicks(this.language, ["trainee"])}
      <label class="field"><span>${t("add.password")}</span><input name="password" type="password" minlength=${PASSWORD_MIN} maxlength=${PASSWORD_MAX} autocomplete="new-password" aria-describedby="password-hint" /></label>
      <p class="hint" id="password-hint">${t("add.password.hint")}</p>
      ${this.problem ? html`<p class="alert" role="alert">${this.problem}</p>` : nothing}
      <div class="row"><button class="primary" type="submit" aria-disabled=${this.isBusy}>${t("add.do")}</button>
        <button type="button" @click=${() => this.dispatchEvent(new CustomEvent("cancel"))}>${t("admin.cancel")}</button></div></form>`;
  }

  private add = async (event: SubmitEvent): Promise<void> => {
    event.preventDefault();
    if (this.isBusy) return;
    const form = new FormData(event.target as HTMLFormElement);
    const [name, password] = [String(form.get("name")).trim(), String(form.get("password"))];
    const roles = tickedRoles(form);
    if (!roles.length) {
      this.problem = translator(this.language)("person.roles.none");
      return;
    }
    this.isBusy = true;
    try {
      const asked = { sign_in_name: String(form.get("sign_in_name")).trim(), roles, ...(name ? { name } : {}), ...(password ? { password } : {}) };
      this.dispatchEvent(new CustomEvent<PersonAdded>("added", { detail: await addPerson(asked) }));
    } catch (error) {
      this.problem = refusal(error, this.language);
    }
    this.isBusy = false;
  };
}
