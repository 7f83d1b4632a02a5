/** A page with places of its own: what stands behind its name in the address (`#hr/log`) says which one is shown. */

import type { SectionName } from "../sections";
import { Page } from "./page";

export abstract class SectionPage extends Page {
  /** Its name in the address. */
  protected abstract readonly section: SectionName;

  /** Takes in where in the section the address points to; false: not to another place, so the focus stays where it is. */
  protected abstract moveTo(hash: string): boolean;

  override connectedCallback(): void {
    super.connectedCallback();
    window.addEventListener("hashchange", this.follow);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    window.removeEventListener("hashchange", this.follow);
  }

  private follow = (): void => {
    const { hash } = window.location;
    if (hash.slice(1).split("/")[0] !== this.section || !this.moveTo(hash)) return;
    window.scrollTo(0, 0);
    this.focusHeading();
  };
}
