/** <people-list>: everybody of the organisation, and the form that lets somebody in. */

import { LitElement, css, html, nothing } from "lit";
import { customElement, property, state } from "lit/decorators.js";
import { repeat } from "lit/directives/repeat.js";

import type { Language } from "../service/catalog";
import { LOCAL, type Me, reasonOf } from "../service/rest";
import { controls } from "../style/controls";
import { officeStyle } from "../style/office";
import "./add-person";
import { type Person, type PersonAdded, listPeople } from "./admin-service";
import { translator } from "./i18n";
import { matching } from "./people-search";
import "./person-card";
import type { Removed } from "./person-card";
import "./told-once";

/** Fewer are found by looking. */
const SEARCHED_FROM = 8;

@customElement("people-list")
export class PeopleList extends LitElement {
  @property({ attribute: false }) language: Language = "nl";
  @property({ attribute: false }) me!: Me;

  @state() private people: readonly Person[] | null = null;
  @state() private sought = "";
  @state() private isAdding = false;
  @state() private added: PersonAdded | null = null;
  @state() private removed: Removed | null = null;
  @state() private problem = "";

  static override styles = [controls, officeStyle, css`.below { gap: 14px; } .head { align-items: end; } .search { max-width: 340px; flex: 1 1 230px; }`];

  override connectedCallback(): void {
    super.connectedCallback();
    void this.load();
  }

  override render() {
    const t = translator(this.language);
    return html`<div class="below">
      ${this.me.person_id === LOCAL ? html`<p class="alert">${t("people.local")}</p>` : nothing}
      ${this.problem ? html`<p class="alert" role="alert">${t("admin.failed", { reason: this.problem })}</p>` : nothing}
      ${this.people ? this.list(this.people) : html`<p role="status">${this.problem ? nothing : t("admin.loading")}</p>`}</div>`;
  }

  private list(people: readonly Person[]) {
    const t = translator(this.language);
    const count = people.length;
    return html`<div class="head">
        ${count < SEARCHED_FROM
          ? html`<h2>${count === 1 ? t("people.count.one") : t("people.count", { count })}</h2>`
          : html`<label class="field search"><span>${t("people.search")} (${t("people.count", { count })})</span>
              <input type="search" autocomplete="off" @input=${(event: Event) => (this.sought = (event.target as HTMLInputElement).value)} /></label>`}
        <button class="primary" aria-expanded=${this.isAdding} @click=${() => (this.isAdding = !this.isAdding)}>${t("people.add")}</button></div>
      ${this.isAdding ? html`<add-person .language=${this.language} @added=${(event: CustomEvent<PersonAdded>) => this.welcome(event.detail)} @cancel=${() => (this.isAdding = false)}></add-person>` : nothing}
      <div role="status">${this.told()}</div>
      <ul class="list">${repeat(matching(people, this.sought), (person) => person.person_id, (person) => html`<li>
        <person-card .language=${this.language} .person=${person} .isMe=${person.person_id === this.me.person_id}
          @changed=${(event: CustomEvent<Person>) => this.put(event.detail)} @removed=${(event: CustomEvent<Removed>) => this.drop(event.detail)}></person-card></li>`)}</ul>`;
  }

  private told() {
    const t = translator(this.language);
    if (this.removed) return html`<p class="done">${t("person.removed", { name: this.removed.person.name, count: this.removed.erasedTalks })}</p>`;
    if (!this.added) return nothing;
    const { person, password } = this.added;
    return html`<div class="done"><p>${t("add.done", { name: person.name, sign_in_name: person.sign_in_names[0] ?? "" })}</p>
      ${password ? html`<p>${t("add.done.password")}</p><told-once .language=${this.language} .secret=${password}></told-once>` : nothing}</div>`;
  }

  private welcome(added: PersonAdded): void {
    this.isAdding = false;
    this.removed = null;
    this.added = added;
    void this.load();
  }

  private put(changed: Person): void {
    this.people = this.people!.map((person) => (person.person_id === changed.person_id ? changed : person));
  }

  private drop(removed: Removed): void {
    this.added = null;
    this.removed = removed;
    this.people = this.people!.filter((person) => person.person_id !== removed.person.person_id);
  }

  private async load(): Promise<void> {
    try {
      // Where there are accounts, the person of a machine without them can neither come in nor be changed.
      this.people = (await listPeople()).filter((person) => person.person_id !== LOCAL || this.me.person_id === LOCAL);
    } catch (error) {
      this.problem = reasonOf(error);
    }
  }
}
