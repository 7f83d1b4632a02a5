/** <admin-page>: people, programs, the audit log and the terms; the address says which (`#admin/audit/erased`). */

import { html, nothing } from "lit";
import { customElement, state } from "lit/decorators.js";

import { SectionPage } from "../pages/section-page";
import { type Me, fetchMe, reasonOf } from "../service/rest";
import { controls } from "../style/controls";
import { officeStyle } from "../style/office";
import { ACTIONS, type Action } from "./admin-service";
import "./audit-log";
import { translator } from "./i18n";
import "./people-list";
import "./retention-view";
import "./token-list";

const PLACES = ["people", "tokens", "audit", "retention"] as const;
type Place = (typeof PLACES)[number];

@customElement("admin-page")
export class AdminPage extends SectionPage {
  protected readonly section = "admin";
  @state() private place: Place = placeOf(window.location.hash);
  @state() private action: Action | null = actionOf(window.location.hash);
  @state() private me: Me | null = null;
  @state() private problem = "";

  static override styles = [controls, officeStyle];

  override connectedCallback(): void {
    super.connectedCallback();
    void this.load();
  }

  override render() {
    const t = translator(this.language);
    return html`
      <nav class="places" aria-label=${t("admin.places")}>
        ${PLACES.map((place) => html`<a href=${addressOf(place)} aria-current=${place === this.place ? "page" : nothing}>${t(`place.${place}`)}</a>`)}
      </nav>
      <h1 tabindex="-1">${t(`${this.place}.title`)}</h1>
      <p class="lead">${t(`${this.place}.lead`)}</p>
      ${this.problem ? html`<p class="alert" role="alert">${t("admin.failed", { reason: this.problem })}</p>` : nothing}
      ${this.me ? this.view(this.me) : nothing}`;
  }

  private view(me: Me) {
    const { language } = this;
    switch (this.place) {
      case "people":
        return html`<people-list .language=${language} .me=${me}></people-list>`;
      case "tokens":
        return html`<token-list .language=${language}></token-list>`;
      case "audit":
        return html`<audit-log .language=${language} .action=${this.action}></audit-log>`;
      case "retention":
        return html`<retention-view .language=${language}></retention-view>`;
    }
  }

  protected moveTo(hash: string): boolean {
    const isElsewhere = placeOf(hash) !== this.place;
    this.place = placeOf(hash);
    this.action = actionOf(hash);
    return isElsewhere; // a filter of the same page leaves the focus where it is
  }

  private async load(): Promise<void> {
    try {
      this.me = await fetchMe();
    } catch (error) {
      this.problem = reasonOf(error);
    }
  }
}

function addressOf(place: Place): string {
  return place === "people" ? "#admin" : `#admin/${place}`;
}

function placeOf(hash: string): Place {
  return PLACES.find((place) => place === hash.split("/")[1]) ?? "people";
}

function actionOf(hash: string): Action | null {
  return ACTIONS.find((action) => action === hash.split("/")[2]) ?? null;
}
