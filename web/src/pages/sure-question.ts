/** <sure-question>: asks before something that does not come back. The focus goes to "no"; Escape says it, too. Tells `yes` or `no`. */

import { LitElement, css, html } from "lit";
import { customElement, property } from "lit/decorators.js";

import { controls } from "../style/controls";
import { focused } from "./focus";

@customElement("sure-question")
export class SureQuestion extends LitElement {
  /** What it is about, in a word or two. */
  @property() label = "";
  @property() question = "";
  @property() yes = "";
  @property() no = "";

  private asker: HTMLElement | null = null;

  static override styles = [controls, css`.row { margin-top: 14px; } ::slotted(*) { margin-top: 6px; }`];

  override connectedCallback(): void {
    super.connectedCallback();
    this.asker = focused();
    void this.updateComplete.then(() => this.renderRoot.querySelector<HTMLElement>(".no")?.focus());
  }

  override render() {
    return html`<div class="alert" role="alertdialog" aria-label=${this.label} aria-describedby="question"
      @keydown=${(event: KeyboardEvent) => event.key === "Escape" && this.refuse()}>
      <p id="question">${this.question}</p><slot></slot>
      <div class="row"><button class="danger" @click=${() => this.dispatchEvent(new CustomEvent("yes"))}>${this.yes}</button>
        <button class="no" @click=${this.refuse}>${this.no}</button></div></div>`;
  }

  /** Back to the button that asked, where it is still there. */
  private readonly refuse = (): void => {
    this.dispatchEvent(new CustomEvent("no"));
    this.asker?.focus();
  };
}
