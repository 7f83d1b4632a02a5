/** <person-card>: one person of the organisation, and what may be changed about them. */

import { LitElement, css, html, nothing } from "lit";
import { customElement, property, state } from "lit/decorators.js";

import { day } from "../mine/numbers";
import { FocusKeeper } from "../pages/focus";
import type { Language } from "../service/catalog";
import { LOCAL } from "../service/rest";
import { controls } from "../style/controls";
import { officeStyle } from "../style/office";
import { PASSWORD_MAX, PASSWORD_MIN } from "./add-person";
import { type ChangePerson, type Person, changePerson, removePerson } from "./admin-service";
import { type AdminKey, translator } from "./i18n";
import { refusal } from "./refusal";
import { roleTicks, tickedRoles } from "./role-ticks";

export interface Removed {
  person: Person;
  erasedTalks: number;
}

@customElement("person-card")
export class PersonCard extends LitElement {
  @property({ attribute: false }) language: Language = "nl";
  @property({ attribute: false }) person!: Person;
  @property({ attribute: false }) isMe = false;

  @state() private isOpen = false;
  @state() private isAsking = false;
  @state() private isBusy = false;
  protected readonly keeper = new FocusKeeper(this, ".head button");
  @state() private told: AdminKey | null = null;
  @state() private problem = "";

  static override styles = [
    controls, officeStyle,
    css`
      .head > .row { flex: 1 1 auto; justify-content: flex-end; }
      .inside { border-top: 1px solid var(--line); padding-top: 16px; gap: 20px; }
      .password { display: flex; flex-wrap: wrap; gap: 12px; align-items: end; }
      @media (max-width: 640px) { .head > .row { flex-basis: 100%; justify-content: space-between; } }
      .password label { flex: 0 1 300px; }
    `,
  ];

  override render() {
    const t = translator(this.language);
    const { person } = this;
    const isMachine = person.person_id === LOCAL;
    return html`<article class="card stack" aria-labelledby="name">
      <div class="head">
        <div><h2 class="name" id="name">${this.name}</h2>
          <p class="hint">${isMachine ? t("person.machine.hint") : `${person.sign_in_names.join(", ")} · ${t("person.since", { day: day(person.created_at, this.language) })}`}</p></div>
        <div class="row"><span class="badges">
          ${this.isMe ? html`<span class="badge">${t("person.you")}</span>` : nothing}
          ${person.is_active ? nothing : html`<span class="badge out">${t("person.out")}</span>`}
          ${person.roles.map((role) => html`<span class="badge role">${t(`role.${role}`)}</span>`)}</span>
          ${isMachine ? nothing : html`<button aria-expanded=${this.isOpen} aria-describedby="name" @click=${this.toggle}>${t(this.isOpen ? "person.close" : "person.change")}</button>`}</div>
      </div>
      ${this.isOpen ? this.inside() : nothing}
    </article>`;
  }

  private get name(): string {
    return this.person.person_id === LOCAL ? translator(this.language)("person.machine") : this.person.name;
  }

  private inside() {
    const t = translator(this.language);
    const { name, is_active } = this.person;
    return html`<div class="stack inside">
      <form @submit=${this.saveRoles}>${roleTicks(this.language, this.person.roles)}<div class="row"><button type="submit" aria-disabled=${this.isBusy}>${t("person.roles.save")}</button></div></form>
      <form @submit=${this.savePassword}><div class="password">
        <label class="field"><span>${t("person.password")}</span><input name="password" type="password" required minlength=${PASSWORD_MIN} maxlength=${PASSWORD_MAX} autocomplete="new-password" aria-describedby="password-hint" /></label>
        <button type="submit" aria-disabled=${this.isBusy}>${t("person.password.save")}</button></div>
        <p class="hint" id="password-hint">${t("person.password.hint", { name })}</p></form>
      ${this.isMe ? nothing : html`<div class="row">
        <button aria-disabled=${this.isBusy} @click=${() => this.change({ is_active: !is_active }, is_active ? "person.stopped" : "person.let_in.done")}>${t(is_active ? "person.stop" : "person.let_in")}</button>
        <button class="danger" aria-disabled=${this.isBusy} @click=${this.ask}>${t("person.remove")}</button></div>`}
      ${this.isAsking ? this.question() : nothing}
      <div role="status">${this.told ? html`<p class="done">${t(this.told, { name })}</p>` : nothing}</div>
      ${this.problem ? html`<p class="alert" role="alert">${this.problem}</p>` : nothing}</div>`;
  }

  private question() {
    const t = translator(this.language);
    return html`<div class="alert" role="alertdialog" aria-label=${t("person.remove")} aria-describedby="question">
      <p id="question">${t("person.remove.confirm", { name: this.person.name })}</p>
      <div class="row"><button class="danger" aria-disabled=${this.isBusy} @click=${this.removeForGood}>${t("person.remove.yes")}</button>
        <button @click=${() => (this.isAsking = false)}>${t("admin.no")}</button></div></div>`;
  }

  private toggle = (): void => {
    this.isOpen = !this.isOpen;
    this.isAsking = false;
    this.told = null;
    this.problem = "";
  };

  /** The focus goes to "no": what goes does not come back. */
  private ask = (): void => {
    this.isAsking = true;
    this.told = null;
    void this.updateComplete.then(() => this.renderRoot.querySelector<HTMLElement>('[role="alertdialog"] button:last-of-type')?.focus());
  };

  private saveRoles = (event: SubmitEvent): void => {
    event.preventDefault();
    const roles = tickedRoles(new FormData(event.target as HTMLFormElement));
    if (roles.length) void this.change({ roles }, "person.roles.saved");
    else this.problem = translator(this.language)("person.roles.none");
  };

  private savePassword = (event: SubmitEvent): void => {
    event.preventDefault();
    const form = event.target as HTMLFormElement;
    void this.change({ password: String(new FormData(form).get("password")) }, "person.password.saved");
    form.reset();
  };

  private async change(asked: ChangePerson, done: AdminKey): Promise<void> {
    await this.tried(async () => {
      const changed = await changePerson(this.person.person_id, asked);
      this.dispatchEvent(new CustomEvent<Person>("changed", { detail: changed }));
      this.told = done;
    });
  }

  private removeForGood = (): Promise<void> =>
    this.tried(async () => {
      const erasedTalks = await removePerson(this.person.person_id);
      this.dispatchEvent(new CustomEvent<Removed>("removed", { detail: { person: this.person, erasedTalks } }));
    });

  private async tried(work: () => Promise<void>): Promise<void> {
    if (this.isBusy) return;
    this.isBusy = true;
    this.told = null;
    this.problem = "";
    try {
      await work();
    } catch (error) {
      this.problem = refusal(error, this.language);
    }
    this.isBusy = false;
    this.isAsking = false;
  }
}
