/** <fork-warning>: before a talk is erased, which others keep a part of it. */

import { LitElement, html, nothing } from "lit";
import { customElement, property, state } from "lit/decorators.js";

import { translator } from "../i18n";
import type { Language } from "../service/catalog";
import { fetchOwnTalks } from "../service/own-talks";

@customElement("fork-warning")
export class ForkWarning extends LitElement {
  @property({ attribute: false }) language: Language = "nl";
  @property() sessionId = "";
  @state() private count = 0;

  override connectedCallback(): void {
    super.connectedCallback();
    void fetchOwnTalks().then((talks) => (this.count = talks.filter(({ fork_of }) => fork_of === this.sessionId).length));
  }

  override render() {
    return this.count ? html`<p>${translator(this.language)("report.delete.forks", { count: this.count })}</p>` : nothing;
  }
}
