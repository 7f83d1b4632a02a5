/** <told-once>: a secret that is shown this once, with a button that copies it where the browser lets one. */

import { LitElement, html, nothing } from "lit";
import { customElement, property, state } from "lit/decorators.js";

import type { Language } from "../service/catalog";
import { controls } from "../style/controls";
import { officeStyle } from "../style/office";
import { translator } from "./i18n";

@customElement("told-once")
export class ToldOnce extends LitElement {
  @property({ attribute: false }) language: Language = "nl";
  @property() secret = "";
  @state() private isCopied = false;

  static override styles = [controls, officeStyle];

  override render() {
    const t = translator(this.language);
    // Browsers give the clipboard to pages on https and on this machine only.
    const mayCopy = window.isSecureContext && "clipboard" in navigator;
    return html`<div class="row"><span class="secret">${this.secret}</span>
      ${mayCopy ? html`<button @click=${this.copy}>${t("admin.copy")}</button>` : nothing}
      <span role="status">${this.isCopied ? t("admin.copied") : nothing}</span></div>`;
  }

  private copy = async (): Promise<void> => {
    await navigator.clipboard.writeText(this.secret);
    this.isCopied = true;
  };
}
