/** <hr-view>: consent for one export to HR: choose the words, see the page HR gets, and only then agree; or withdraw. */

import { css, html, nothing } from "lit";
import { customElement, property, state } from "lit/decorators.js";

import { FocusKeeper } from "../pages/focus";
import { Page } from "../pages/page";
import type { OwnTalk } from "../service/own-talks";
import { LOCAL, fetchMe, reasonOf } from "../service/rest";
import { type Turn, fetchTalkDocument } from "../service/talk-document";
import { controls } from "../style/controls";
import { translator } from "./i18n";
import { type Grant, fetchGrants, grantToHr, previewUrl, withdrawGrants } from "./mine-service";
import { mineStyle } from "./mine-style";
import { moment } from "./numbers";
import "./quote-picker";
import { type Chosen, quotesOf } from "./quotes";

@customElement("hr-view")
export class HrView extends Page {
  @property({ attribute: false }) talk!: OwnTalk;

  @state() private turns: readonly Turn[] | null = null;
  @state() private grants: readonly Grant[] = [];
  @state() private chosen: Chosen = new Map();
  /** Address of the page that was looked at; only what was seen can be agreed to. */
  @state() private shown = "";
  @state() private isSeen = false;
  @state() private heightPx = 600;
  @state() private isMachine = false;
  @state() private done: "" | "agreed" | "withdrawn" = "";
  @state() private problem = "";
  @state() private isBusy = false;
  protected readonly keeper = new FocusKeeper(this, "button");

  static override styles = [
    controls, mineStyle,
    css`
      .blocks { display: grid; gap: 20px; margin-top: 20px; }
      .blocks > * { min-width: 0; }
      iframe { width: 100%; border: 1px solid var(--line); border-radius: var(--radius); background: #fff; display: block; }
      ul { list-style: none; margin: 0; padding: 0; }
      li { display: flex; flex-wrap: wrap; gap: 4px 16px; justify-content: space-between; padding: 10px 0; border-bottom: 1px solid var(--line); }
    `,
  ];

  override connectedCallback(): void {
    super.connectedCallback();
    void this.load();
  }

  override render() {
    const t = translator(this.language);
    return html`<h1 tabindex="-1">${t("hr.title")}</h1><p class="lead">${t("hr.lead")}</p>
      ${this.problem ? html`<p class="alert" role="alert">${t("mine.failed", { reason: this.problem })}</p>` : nothing}
      ${this.turns ? html`<div class="blocks">${this.given()} ${this.choosing(this.turns)} ${this.preview()} ${this.agreeing()}</div>` : nothing}`;
  }

  private choosing(turns: readonly Turn[]) {
    const t = translator(this.language);
    return html`<section class="card stack"><h2>${t("hr.step.choose")}</h2><p class="hint">${t("hr.choose.hint")}</p>
      <quote-picker .language=${this.language} .turns=${turns} .chosen=${this.chosen} @chosen=${this.choose}></quote-picker></section>`;
  }

  private preview() {
    const t = translator(this.language);
    const isOld = this.shown !== "" && this.shown !== this.address;
    return html`<section class="card stack"><h2>${t("hr.step.preview")}</h2>
      ${isOld ? html`<p role="status">${t("hr.preview.again")}</p>` : nothing}
      <div class="row"><button aria-disabled=${this.shown === this.address} @click=${this.show}>${t("hr.preview")}</button></div>
      ${this.shown && !isOld
        ? html`<iframe title=${t("hr.preview.frame")} sandbox="allow-same-origin" height=${this.heightPx} src=${this.shown} @load=${this.fit}></iframe>`
        : nothing}</section>`;
  }

  private agreeing() {
    const t = translator(this.language);
    const mayAgree = this.isSeen && this.shown === this.address;
    return html`<section class="card stack"><h2>${t("hr.step.agree")}</h2>
      <div class="row"><button class="primary" aria-disabled=${!mayAgree || this.isBusy} @click=${() => mayAgree && this.agree()}>${t("hr.agree")}</button></div>
      ${mayAgree ? nothing : html`<p class="hint">${t("hr.agree.first")}</p>`}
      <p class="done" role="status">${this.done === "agreed" ? t("hr.agreed") : nothing}</p></section>`;
  }

  private given() {
    const t = translator(this.language);
    const isOpen = this.grants.some((grant) => !grant.used_at && !grant.withdrawn_at);
    const isByTick = this.isMachine && this.talk.consent.share_with_hr;
    return html`<section class="card stack"><h2>${t("hr.grants")}</h2>
      ${isByTick ? html`<p>${t("hr.machine")}</p>` : nothing}
      ${this.grants.length === 0 ? html`<p class="hint">${t("hr.no_grants")}</p>` : html`<ul>${this.grants.map((grant) => this.grant(grant))}</ul>`}
      ${isOpen ? html`<div class="row"><button class="danger" aria-disabled=${this.isBusy} @click=${this.withdraw}>${t("hr.withdraw")}</button></div>` : nothing}
      <p class="done" role="status">${this.done === "withdrawn" ? t("hr.withdrawn") : nothing}</p>
      ${this.grants.some(({ used_at }) => used_at) ? html`<p class="hint">${t("hr.withdraw.hint")}</p>` : nothing}</section>`;
  }

  private grant({ granted_at, quotes, used_at, withdrawn_at }: Grant) {
    const t = translator(this.language);
    const count = quotes.length;
    const told = count === 0 ? t("hr.quotes.none") : count === 1 ? t("hr.quotes.one") : t("hr.quotes.many", { count });
    const now = used_at ? t("hr.grant.used", { at: moment(used_at, this.language) })
      : withdrawn_at ? t("hr.grant.withdrawn", { at: moment(withdrawn_at, this.language) }) : t("hr.grant.open");
    return html`<li><span>${t("hr.grant.given", { at: moment(granted_at, this.language), quotes: told })}</span><strong>${now}</strong></li>`;
  }

  private get quotes() {
    return quotesOf(this.turns ?? [], this.chosen);
  }

  private get address(): string {
    return previewUrl(this.talk.session_id, this.quotes);
  }

  private choose(event: CustomEvent<Chosen>): void {
    this.chosen = event.detail;
    this.done = "";
  }

  private show(): void {
    if (this.shown === this.address) return;
    this.isSeen = false;
    this.shown = this.address;
  }

  private fit(event: Event): void {
    const page = (event.target as HTMLIFrameElement).contentDocument;
    if (page?.contentType !== "text/html") return; // a refusal was shown in its place
    this.heightPx = Math.max(300, page.documentElement.scrollHeight + 8);
    this.isSeen = true;
  }

  private agree = (): Promise<void> =>
    this.doing("agreed", async () => {
      const grant = await grantToHr(this.talk.session_id, this.quotes);
      this.grants = [...this.grants, grant];
      this.shown = "";
    });

  private withdraw = (): Promise<void> =>
    this.doing("withdrawn", async () => {
      this.grants = await withdrawGrants(this.talk.session_id);
    });

  private async doing(what: "agreed" | "withdrawn", act: () => Promise<void>): Promise<void> {
    if (this.isBusy) return;
    this.isBusy = true;
    this.problem = this.done = "";
    try {
      await act();
      this.done = what;
    } catch (error) {
      this.problem = reasonOf(error);
    }
    this.isBusy = false;
  }

  private async load(): Promise<void> {
    const { session_id } = this.talk;
    try {
      const [found, grants, me] = await Promise.all([fetchTalkDocument(session_id, "trainee", this.language), fetchGrants(session_id), fetchMe()]);
      this.grants = grants;
      this.isMachine = me.person_id === LOCAL;
      this.turns = found.turns.filter(({ who }) => who === "trainee");
    } catch (error) {
      this.problem = reasonOf(error);
    }
  }
}
