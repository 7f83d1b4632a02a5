/** <token-list>: the programs that may act for whoever reads this: a key is shown once, and taken back at any time. */

import { LitElement, css, html, nothing } from "lit";
import { customElement, property, state } from "lit/decorators.js";

import { day } from "../mine/numbers";
import type { Language } from "../service/catalog";
import { controls } from "../style/controls";
import { officeStyle } from "../style/office";
import { type Token, type TokenAdded, listTokens, makeToken, revokeToken } from "./admin-service";
import { translator } from "./i18n";
import { refusal } from "./refusal";
import "./told-once";

/** As the service asks. */
const DAYS_MAX = 365;
const DAYS_USUAL = 90;

@customElement("token-list")
export class TokenList extends LitElement {
  @property({ attribute: false }) language: Language = "nl";
  @state() private tokens: readonly Token[] | null = null;
  @state() private made: TokenAdded | null = null;
  @state() private asked: Token | null = null;
  @state() private revoked: Token | null = null;
  @state() private problem = "";

  static override styles = [controls, officeStyle, css`.fields { grid-template-columns: repeat(auto-fit, minmax(min(100%, 180px), 1fr)); align-items: end; }`];

  override connectedCallback(): void {
    super.connectedCallback();
    void this.tried(async () => undefined);
  }

  override render() {
    const t = translator(this.language);
    return html`<div class="below">
      <form class="card" @submit=${this.make}><div class="fields">
        <label class="field"><span>${t("tokens.name")}</span><input name="name" required maxlength="200" pattern=".*\\S.*" autocomplete="off" /></label>
        <label class="field"><span>${t("tokens.days")}</span><input name="days" type="number" required min="1" max=${DAYS_MAX} value=${DAYS_USUAL} /></label>
        <button class="primary" type="submit">${t("tokens.make")}</button></div></form>
      ${this.problem ? html`<p class="alert" role="alert">${this.problem}</p>` : nothing}
      <div role="status">${this.told()}</div>
      ${this.tokens && !this.tokens.length ? html`<p>${t("tokens.none")}</p>` : nothing}
      <ul class="list">${this.tokens?.map((token) => html`<li>${this.card(token)}</li>`)}</ul></div>`;
  }

  private told() {
    const t = translator(this.language);
    if (this.made) return html`<div class="done"><p>${t("tokens.made", { name: this.made.token.name })}</p><told-once .language=${this.language} .secret=${this.made.secret}></told-once></div>`;
    return this.revoked ? html`<p class="done">${t("tokens.revoked", { name: this.revoked.name })}</p>` : nothing;
  }

  private card(token: Token) {
    const t = translator(this.language);
    const [made, until] = [day(token.created_at, this.language), day(token.expires_at, this.language)];
    return html`<article class="card stack"><div class="head">
        <div><h2 class="name">${token.name}</h2><p class="hint">${t("tokens.until", { made, until })}</p></div>
        <button class="danger" aria-label="${t("tokens.revoke")}: ${token.name}" @click=${() => this.ask(token)}>${t("tokens.revoke")}</button></div>
      ${this.asked === token
        ? html`<div class="alert" role="alertdialog" aria-label=${t("tokens.revoke")} aria-describedby="question"><p id="question">${t("tokens.revoke.confirm", { name: token.name })}</p>
            <div class="row"><button class="danger" @click=${() => this.revoke(token)}>${t("tokens.revoke.yes")}</button><button @click=${() => (this.asked = null)}>${t("admin.no")}</button></div></div>`
        : nothing}</article>`;
  }

  private ask(token: Token): void {
    this.asked = token;
    void this.updateComplete.then(() => this.renderRoot.querySelector<HTMLElement>('[role="alertdialog"] button')?.focus());
  }

  private make = (event: SubmitEvent): void => {
    event.preventDefault();
    const form = event.target as HTMLFormElement;
    const given = new FormData(form);
    void this.tried(async () => {
      this.made = await makeToken(String(given.get("name")).trim(), Number(given.get("days")));
      form.reset();
    });
  };

  private revoke(token: Token): Promise<void> {
    return this.tried(async () => {
      await revokeToken(token.token_id);
      this.revoked = token;
    });
  }

  /** Does something, and shows the list as it then is. */
  private async tried(work: () => Promise<void>): Promise<void> {
    this.problem = "";
    this.made = this.asked = this.revoked = null;
    try {
      await work();
      this.tokens = await listTokens();
    } catch (error) {
      this.problem = refusal(error, this.language);
    }
  }
}
