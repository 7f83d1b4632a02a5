/** <content-actions>: what can be done with one talk or colleague. Tells `act` with which; while one is done the others wait. */

import { LitElement, css, html, nothing } from "lit";
import { customElement, property } from "lit/decorators.js";

import type { Language } from "../service/catalog";
import { controls } from "../style/controls";
import { translator } from "./i18n";
import type { ContentItem } from "./studio-service";

export type Act = "save" | "play" | "publish" | "discard" | "archive";

@customElement("content-actions")
export class ContentActions extends LitElement {
  @property({ attribute: false }) language: Language = "nl";
  @property({ attribute: false }) item!: ContentItem;
  @property({ type: Boolean }) isChanged = false;
  @property({ type: Boolean }) isBusy = false;
  @property({ type: Boolean }) isPlaying = false;

  static override styles = [controls, css`:host { display: flex; flex-wrap: wrap; gap: 8px; }`];

  override focus(): void {
    this.renderRoot.querySelector<HTMLElement>(".play")?.focus();
  }

  override render() {
    const t = translator(this.language);
    const { item } = this;
    return html`${this.button("save", t("page.save"), "", !this.isChanged)}
      <button class="play" aria-disabled=${this.isBusy} aria-expanded=${this.isPlaying} @click=${() => this.act("play")}>${t("page.play")}</button>
      ${this.button("publish", t(item.status === "archived" ? "page.publish.again" : "page.publish"), "primary")}
      ${item.has_draft ? this.button("discard", t("page.discard"), "quiet") : nothing}
      ${item.status === "published" ? this.button("archive", t("page.archive"), "quiet") : nothing}`;
  }

  /** Never disabled outright: a button that is pressed keeps the focus. */
  private button(act: Act, text: string, look: string, isUseless = false) {
    return html`<button class=${look} aria-disabled=${this.isBusy || isUseless} @click=${() => !isUseless && this.act(act)}>${text}</button>`;
  }

  private act(act: Act): void {
    if (!this.isBusy) this.dispatchEvent(new CustomEvent<Act>("act", { detail: act }));
  }
}
