/** <mine-page>: the trainee's own pages; the address says which (`#mine`, `#mine/data`, `#mine/ID/hr`). */

import { html } from "lit";
import { customElement, property, query, state } from "lit/decorators.js";

import type { Choice } from "../pages/choice";
import type { Page } from "../pages/page";
import { SectionPage } from "../pages/section-page";
import type { Catalog } from "../service/catalog";
import { controls } from "../style/controls";
import "./my-data";
import "./own-talk";
import "./talk-list";
import { type Place, placeOf } from "./place";

@customElement("mine-page")
export class MinePage extends SectionPage {
  protected readonly section = "mine";
  @property({ attribute: false }) catalog!: Catalog;

  @state() private place: Place = placeOf(window.location.hash);
  @query("talk-list, my-data, own-talk") private page?: Page;

  static override styles = controls;

  override render() {
    const { place } = this;
    const prepare = (event: CustomEvent<Choice>) => this.tell<Choice>("prepare", event.detail);
    if (place.kind === "data") return html`<my-data .language=${this.language}></my-data>`;
    if (place.kind === "talks") return html`<talk-list .language=${this.language} .catalog=${this.catalog} @prepare=${prepare}></talk-list>`;
    return html`<own-talk .language=${this.language} .catalog=${this.catalog} .sessionId=${place.sessionId} .tab=${place.tab} @prepare=${prepare}></own-talk>`;
  }

  override focusHeading(): void {
    void this.updateComplete.then(() => this.page?.focusHeading());
  }

  protected moveTo(hash: string): boolean {
    this.place = placeOf(hash);
    return true;
  }
}
