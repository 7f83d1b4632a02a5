/** <studio-page>: the trainer's pages; the address says which (`#studio`, `#studio/scenario/c4-ontslag`). */

import { html } from "lit";
import { customElement, query, state } from "lit/decorators.js";

import type { Choice } from "../pages/choice";
import type { Page } from "../pages/page";
import { SectionPage } from "../pages/section-page";
import { controls } from "../style/controls";
import "./content-list";
import "./content-page";
import type { Played } from "../sections";
import type { Kind } from "./studio-service";

interface Place {
  kind: Kind;
  id: string;
}

@customElement("studio-page")
export class StudioPage extends SectionPage {
  protected readonly section = "studio";
  @state() private place: Place | null = placeOf(window.location.hash);
  @query("content-list, content-page") private page?: Page;

  static override styles = controls;

  override render() {
    const { place } = this;
    if (!place) return html`<content-list .language=${this.language}></content-list>`;
    return html`<content-page .language=${this.language} .kind=${place.kind} .contentId=${place.id}
      @play=${(event: CustomEvent<Played>) => this.tell<Played>("play", event.detail)}
      @prepare=${(event: CustomEvent<Choice>) => this.tell<Choice>("prepare", event.detail)}></content-page>`;
  }

  override focusHeading(): void {
    void this.updateComplete.then(() => this.page?.focusHeading());
  }

  protected moveTo(hash: string): boolean {
    this.place = placeOf(hash);
    return true;
  }
}

function placeOf(hash: string): Place | null {
  const found = /^#studio\/(scenario|persona)\/([a-z0-9-]+)$/.exec(hash);
  return found ? { kind: found[1] as Kind, id: found[2]! } : null;
}
