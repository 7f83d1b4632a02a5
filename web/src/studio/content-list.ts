/** <content-list>: every talk and colleague, and the start of a new one. */

import { css, html, nothing } from "lit";
import { customElement, state } from "lit/decorators.js";

import { Page } from "../pages/page";
import { reasonOf } from "../service/rest";
import { controls } from "../style/controls";
import { translator } from "./i18n";
import { itemBadges } from "./item-badges";
import { type ContentItem, type Kind, listContent, startContent } from "./studio-service";
import { fieldStyle, studioStyle } from "./studio-style";

const KINDS: readonly Kind[] = ["scenario", "persona"];
/** What a new one is a copy of when nobody says. */
const USUAL: Record<Kind, string> = { scenario: "c4-ontslag", persona: "lieve" };

@customElement("content-list")
export class ContentList extends Page {
  @state() private items: readonly ContentItem[] | null = null;
  @state() private problem = "";
  @state() private isNew: Kind | null = null;

  static override styles = [
    controls, fieldStyle, studioStyle,
    css`
      .head { display: flex; flex-wrap: wrap; justify-content: space-between; align-items: center; gap: 12px; margin: 32px 0 14px; }
      .head h2 { font-size: 1.25rem; }
      ul { list-style: none; margin: 0; padding: 0; display: grid; gap: 12px; grid-template-columns: repeat(auto-fill, minmax(min(100%, 300px), 1fr)); }
      a { display: grid; gap: 10px; align-content: space-between; height: 100%; padding: 16px 18px; border: 1px solid var(--line); border-radius: var(--radius); background: var(--surface); color: inherit; text-decoration: none; }
      a:hover { border-color: var(--line-strong); }
      .name { font-weight: 650; line-height: 1.35; overflow-wrap: anywhere; }
      .id { color: var(--muted); font-size: 0.85rem; }
      form { display: grid; gap: 14px; margin-bottom: 18px; max-width: 560px; }
      label span { display: block; font-weight: 600; font-size: 0.89rem; color: var(--muted); margin-bottom: 4px; }
    `,
  ];

  override connectedCallback(): void {
    super.connectedCallback();
    void this.load();
  }

  override render() {
    const t = translator(this.language);
    return html`<h1 tabindex="-1">${t("studio.title")}</h1><p class="lead">${t("studio.lead")}</p>
      ${this.problem ? html`<p class="alert" role="alert">${t("studio.failed", { reason: this.problem })}</p>` : nothing}
      ${this.items ? KINDS.map((kind) => this.section(kind)) : html`<p class="busy" role="status">${t("studio.loading")}</p>`}`;
  }

  private section(kind: Kind) {
    const t = translator(this.language);
    const items = (this.items ?? []).filter((item) => item.kind === kind);
    return html`<section aria-label=${t(`studio.${kind}s`)}>
      <div class="head"><h2>${t(`studio.${kind}s`)}</h2>
        <button class="new ${kind} ${kind === "scenario" ? "primary" : ""}" aria-expanded=${this.isNew === kind} @click=${() => this.ask(kind)}>${t(`studio.new.${kind}`)}</button></div>
      ${this.isNew === kind ? this.newForm(kind, items) : nothing}
      <ul>${items.map((item) => html`<li>${this.card(item)}</li>`)}</ul>
    </section>`;
  }

  private card(item: ContentItem) {
    const t = translator(this.language);
    return html`<a href="#studio/${item.kind}/${item.id}">
      <span><span class="name">${item.title?.[this.language] ?? t("item.unreadable", { id: item.id })}</span><br /><span class="id">${item.id}</span></span>
      <span class="badges">
        ${itemBadges(item, this.language)}
        ${item.errors > 0 ? html`<span class="badge errors">${item.errors === 1 ? t("item.error") : t("item.errors", { count: item.errors })}</span>` : nothing}
      </span></a>`;
  }

  private newForm(kind: Kind, items: readonly ContentItem[]) {
    const t = translator(this.language);
    return html`<form class="card" @submit=${(event: SubmitEvent) => this.start(event, kind)}>
      <label><span>${t("new.id")}</span><input type="text" name="id" required maxlength="64" pattern="[a-z0-9]+(-[a-z0-9]+)*" autocomplete="off" spellcheck="false" aria-describedby="id-hint" /></label>
      <p class="hint" id="id-hint">${t("new.id.hint")}</p>
      <label><span>${t("new.like")}</span><select name="like">
        ${items.filter((item) => item.title).map((item) => html`<option value=${item.id} ?selected=${item.id === USUAL[kind]}>${item.title?.[this.language]}</option>`)}</select></label>
      <div class="row"><button class="primary" type="submit">${t("new.create")}</button><button type="button" @click=${() => this.ask(kind)}>${t("new.cancel")}</button></div>
    </form>`;
  }

  private ask(kind: Kind): void {
    this.isNew = this.isNew === kind ? null : kind;
    const next = this.isNew ? 'input[name="id"]' : `.new.${kind}`;
    void this.updateComplete.then(() => this.renderRoot.querySelector<HTMLElement>(next)?.focus());
  }

  private async start(event: SubmitEvent, kind: Kind): Promise<void> {
    event.preventDefault();
    const form = new FormData(event.target as HTMLFormElement);
    this.problem = "";
    try {
      const opened = await startContent(kind, String(form.get("id")), String(form.get("like")));
      window.location.hash = `studio/${kind}/${opened.item.id}`;
    } catch (error) {
      this.problem = reasonOf(error);
    }
  }

  private async load(): Promise<void> {
    try {
      this.items = await listContent();
    } catch (error) {
      this.problem = reasonOf(error);
    }
  }
}
