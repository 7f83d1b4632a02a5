/** <again-panel>: the same talk once more; what may be measured and counted is asked anew. Tells `prepare` or `cancel`. */

import { LitElement, html } from "lit";
import { customElement, property, state } from "lit/decorators.js";

import { type Choice, NOTHING_DECIDED, type Own } from "../pages/choice";
import "../pages/consent-ticks";
import type { Catalog, Language } from "../service/catalog";
import type { OwnTalk } from "../service/own-talks";
import { controls } from "../style/controls";
import { sameAgain } from "./again";
import { translator } from "./i18n";

@customElement("again-panel")
export class AgainPanel extends LitElement {
  @property({ attribute: false }) language: Language = "nl";
  @property({ attribute: false }) catalog!: Catalog;
  @property({ attribute: false }) talk!: OwnTalk;

  @state() private own: Own = NOTHING_DECIDED;

  static override styles = controls;

  override firstUpdated(): void {
    this.renderRoot.querySelector<HTMLElement>("h2")?.focus();
  }

  override render() {
    const t = translator(this.language);
    const choice = sameAgain(this.catalog, this.talk);
    if (!choice) return html`<p class="hint" role="status">${t("again.gone")}</p>`;
    return html`<form class="card stack" @submit=${(event: Event) => this.submit(event, choice)}>
      <h2 tabindex="-1">${t("again.title")}</h2>
      <p class="hint">${t("again.lead")}</p>
      <consent-ticks .language=${this.language} .keeping=${this.catalog.keeping} .own=${this.own} @own=${(event: CustomEvent<Own>) => (this.own = event.detail)}></consent-ticks>
      <div class="row"><button class="primary" type="submit">${t("again.go")}</button>
        <button type="button" @click=${() => this.dispatchEvent(new CustomEvent("cancel"))}>${t("again.cancel")}</button></div>
    </form>`;
  }

  private submit(event: Event, choice: Choice): void {
    event.preventDefault();
    this.dispatchEvent(new CustomEvent<Choice>("prepare", { detail: { ...choice, ...this.own } }));
  }
}
