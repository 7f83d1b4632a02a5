/** <day-range>: a first and a last day, each of which may stay open; tells `days` whenever they make a period. */

import { LitElement, css, html, nothing } from "lit";
import { customElement, property, state } from "lit/decorators.js";

import { controls } from "../style/controls";
import { officeStyle } from "../style/office";

/** ISO days, both included; absent: open. */
export interface Days {
  first_day?: string;
  last_day?: string;
}

/** As far back as the service counts. */
const EARLIEST = "2000-01-01";

@customElement("day-range")
export class DayRange extends LitElement {
  /** What the fields are called. */
  @property() first = "";
  @property() last = "";
  /** What is said when the first day is after the last. */
  @property() reversed = "";

  @state() private isReversed = false;

  static override styles = [
    controls, officeStyle,
    css`
      .range { display: grid; grid-template-columns: repeat(2, minmax(0, 180px)); gap: 8px 14px; }
      p { grid-column: 1 / -1; }
    `,
  ];

  override render() {
    return html`<div class="range" @change=${this.changed}>
      <label class="field"><span>${this.first}</span><input type="date" name="first" min=${EARLIEST} /></label>
      <label class="field"><span>${this.last}</span><input type="date" name="last" min=${EARLIEST} /></label>
      ${this.isReversed ? html`<p class="alert" role="alert">${this.reversed}</p>` : nothing}
    </div>`;
  }

  private changed = (): void => {
    const [first, last] = [...this.renderRoot.querySelectorAll("input")];
    // A year that is being typed (0002) is not asked for yet.
    if (!first?.validity.valid || !last?.validity.valid) return;
    this.isReversed = Boolean(first.value && last.value && first.value > last.value);
    if (this.isReversed) return;
    const days: Days = { ...(first.value && { first_day: first.value }), ...(last.value && { last_day: last.value }) };
    this.dispatchEvent(new CustomEvent<Days>("days", { detail: days }));
  };
}
