/** Where the keyboard goes on when what it stood on goes away: otherwise it begins again at the top of the page. */

import type { LitElement, ReactiveController } from "lit";

/** What has the focus, inside whichever element; null where nothing has. */
export function focused(): HTMLElement | null {
  let at = document.activeElement;
  while (at?.shadowRoot?.activeElement) at = at.shadowRoot.activeElement;
  return at === document.body ? null : (at as HTMLElement | null);
}

/** Drawn again without what had the focus, an element gives it to the first of its own that a selector finds. */
export class FocusKeeper implements ReactiveController {
  private hadFocus = false;

  constructor(
    private readonly host: LitElement,
    private readonly selector: string,
  ) {
    host.addController(this);
  }

  hostUpdate(): void {
    this.hadFocus = Boolean(this.host.shadowRoot?.activeElement);
  }

  hostUpdated(): void {
    if (this.hadFocus && !this.host.shadowRoot?.activeElement) this.host.renderRoot.querySelector<HTMLElement>(this.selector)?.focus();
  }
}
