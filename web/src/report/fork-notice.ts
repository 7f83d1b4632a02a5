/** <fork-notice>: before the talk, which sentence is tried again. */

import { LitElement, css, html, nothing } from "lit";
import { customElement, property } from "lit/decorators.js";

import type { Choice } from "../pages/choice";
import type { Language } from "../service/catalog";
import { controls } from "../style/controls";
import { translator } from "./i18n";

@customElement("fork-notice")
export class ForkNotice extends LitElement {
  @property({ attribute: false }) language: Language = "nl";
  @property({ attribute: false }) choice!: Choice;

  static override styles = [
    controls,
    css`
      section { border-left: 4px solid var(--accent); background: var(--accent-soft); border-radius: 8px; padding: 16px 18px; display: grid; gap: 12px; margin-top: 20px; }
      dl { margin: 0; display: grid; gap: 10px; }
      dt { font-size: 0.89rem; font-weight: 650; color: var(--muted); }
      dd { margin: 0; overflow-wrap: anywhere; }
    `,
  ];

  override render() {
    const t = translator(this.language);
    const { fork, persona, language, consent } = this.choice;
    if (!fork) return nothing;
    const name = { name: persona.name };
    return html`<section aria-labelledby="fork">
      <h2 id="fork">${t("fork.title")}</h2>
      <p>${t("fork.how", name)}</p>
      <dl>
        ${fork.asked ? html`<div><dt>${t("fork.asked", name)}</dt><dd dir="auto" lang=${language}>${fork.asked}</dd></div>` : nothing}
        <div><dt>${t("fork.said")}</dt><dd dir="auto" lang=${language}>${fork.said}</dd></div>
      </dl>
      <p class="hint">${t(consent.delivery_measures ? "fork.delivery" : "fork.no_delivery")} ${consent.recording ? t("fork.recording") : nothing}</p>
    </section>`;
  }
}
