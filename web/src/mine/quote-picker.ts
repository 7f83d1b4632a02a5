/** <quote-picker>: which of one's own sentences HR may read, and which words of them it may not. Tells `chosen`. */

import { LitElement, css, html, nothing } from "lit";
import { customElement, property } from "lit/decorators.js";

import type { Language } from "../service/catalog";
import type { Turn } from "../service/talk-document";
import { controls } from "../style/controls";
import { translator } from "./i18n";
import { type Chosen, withTurn, withWord, wordsOf } from "./quotes";

/** Words of a sentence by which a screen reader names it. */
const NAME_WORDS = 6;

@customElement("quote-picker")
export class QuotePicker extends LitElement {
  @property({ attribute: false }) language: Language = "nl";
  /** The trainee's own. */
  @property({ attribute: false }) turns: readonly Turn[] = [];
  @property({ attribute: false }) chosen: Chosen = new Map();

  static override styles = [
    controls,
    css`
      ul { list-style: none; margin: 0; padding: 0; display: grid; gap: 4px; }
      li { border-bottom: 1px solid var(--line); padding: 4px 0; }
      .tick span { overflow-wrap: anywhere; }
      .words { padding: 2px 0 10px 36px; line-height: 2; }
      .word { font: inherit; font-weight: 500; min-height: 28px; min-width: 24px; padding: 1px 5px; border-radius: 6px; border: 1px dashed var(--line-strong); background: var(--surface); display: inline; overflow-wrap: anywhere; }
      .word[aria-pressed="true"] { background: var(--ink); color: var(--paper); border-color: var(--ink); border-style: solid; text-decoration: line-through; }
    `,
  ];

  override render() {
    const t = translator(this.language);
    if (this.turns.length === 0) return html`<p class="hint">${t("hr.no_turns")}</p>`;
    return html`<ul>${this.turns.map((turn) => html`<li>${this.sentence(turn)}</li>`)}</ul>`;
  }

  private sentence({ item_id, text }: Turn) {
    const leftOut = this.chosen.get(item_id);
    return html`<label class="tick"><input type="checkbox" .checked=${leftOut !== undefined}
        @change=${(event: Event) => this.tell(withTurn(this.chosen, item_id, (event.target as HTMLInputElement).checked))} /><span>${text}</span></label>
      ${leftOut ? this.words(item_id, text, leftOut) : nothing}`;
  }

  private words(itemId: string, text: string, leftOut: ReadonlySet<number>) {
    const t = translator(this.language);
    const words = wordsOf(text);
    return html`<div class="words" role="group" aria-label=${t("hr.leave_out", { words: words.slice(0, NAME_WORDS).join(" ") })}>
      ${words.map((word, number) => html`<button type="button" class="word" aria-pressed=${leftOut.has(number)}
        @click=${() => this.tell(withWord(this.chosen, itemId, number))}>${word}</button> `)}</div>`;
  }

  private tell(chosen: Chosen): void {
    this.dispatchEvent(new CustomEvent<Chosen>("chosen", { detail: chosen }));
  }
}
