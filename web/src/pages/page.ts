/** What the four pages share: the reader's language, and the heading that takes the focus when the page opens. */

import { LitElement } from "lit";
import { property } from "lit/decorators.js";

import { type Translate, translator } from "../i18n";
import type { Language } from "../service/catalog";

export abstract class Page extends LitElement {
  /** Language of the page, which need not be that of the talk. */
  @property({ attribute: false }) language: Language = "nl";

  protected get t(): Translate {
    return translator(this.language);
  }

  /** A screen reader starts where the new page starts; the first page is left to the browser. */
  focusHeading(): void {
    void this.updateComplete.then(() => this.renderRoot.querySelector<HTMLElement>("h1")?.focus({ preventScroll: true }));
  }

  /** Tells the room what was chosen. */
  protected tell<T>(name: string, detail: T): void {
    this.dispatchEvent(new CustomEvent<T>(name, { detail }));
  }
}
