/** <report-law>: what the law has to do with the talk, apart from the score: whom to ask, and when it was last verified. */

import { LitElement, css, html, nothing } from "lit";
import { customElement, property } from "lit/decorators.js";

import { controls } from "../style/controls";
import type { Law, LawLine } from "./document";
import { reportStyle } from "./report-style";

@customElement("report-law")
export class ReportLaw extends LitElement {
  @property({ attribute: false }) law!: Law;

  static override styles = [
    controls, reportStyle,
    css`
      section { display: grid; gap: 12px; }
      ul { list-style: none; margin: 0; padding: 0; display: grid; gap: 14px; }
      li { max-width: 72ch; gap: 2px; }
      .flag { border-color: var(--warn); }
      q { quotes: "«" "»"; overflow-wrap: anywhere; }
      h3 { margin-top: 6px; }
    `,
  ];

  override render() {
    const { title, about, flags, background_title, background } = this.law;
    return html`<section aria-labelledby="law">
      <h2 id="law">${title}</h2>
      ${flags.length ? html`<p class="hint">${about}</p><ul>${flags.map((line) => this.line(line, "flag"))}</ul>` : nothing}
      ${background.length ? html`<h3>${background_title}</h3><ul>${background.map((line) => this.line(line, ""))}</ul>` : nothing}
    </section>`;
  }

  private line({ quote, time, text, source }: LawLine, kind: string) {
    return html`<li class="block ${kind}">
      ${quote ? html`<p><q dir="auto">${quote}</q> <span class="hint">${time}</span></p>` : nothing}
      <p>${text}</p>
      ${source ? html`<p class="hint">${this.law.source_label} ${source}</p>` : nothing}
    </li>`;
  }
}
