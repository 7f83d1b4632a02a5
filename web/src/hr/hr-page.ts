/** <hr-page>: what HR may take out, figures of a team, certificates and the log; the address says which (`#hr/log`). */

import { html, nothing } from "lit";
import { customElement, property, state } from "lit/decorators.js";

import { SectionPage } from "../pages/section-page";
import type { ScenarioCard } from "../service/catalog";
import { LOCAL, fetchMe, reasonOf } from "../service/rest";
import { controls } from "../style/controls";
import { officeStyle } from "../style/office";
import "./certificate-view";
import "./export-log";
import "./hr-talks";
import { translator } from "./i18n";
import "./team-view";

const PLACES = ["talks", "team", "certificate", "log"] as const;
type Place = (typeof PLACES)[number];

@customElement("hr-page")
export class HrPage extends SectionPage {
  protected readonly section = "hr";
  /** What exercises are called. */
  @property({ attribute: false }) scenarios: readonly ScenarioCard[] = [];
  @state() private place: Place = placeOf(window.location.hash);
  /** null until known: a machine without accounts words some things otherwise. */
  @state() private isLocal: boolean | null = null;
  @state() private problem = "";

  static override styles = [controls, officeStyle];

  override connectedCallback(): void {
    super.connectedCallback();
    void this.load();
  }

  override render() {
    const t = translator(this.language);
    return html`
      <nav class="places" aria-label=${t("hr.places")}>
        ${PLACES.map((place) => html`<a href=${addressOf(place)} aria-current=${place === this.place ? "page" : nothing}>${t(`place.${place}`)}</a>`)}
      </nav>
      <h1 tabindex="-1">${t(`${this.place}.title`)}</h1>
      ${this.problem ? html`<p class="alert" role="alert">${t("hr.failed", { reason: this.problem })}</p>` : this.view()}`;
  }

  private view() {
    const { language, scenarios, isLocal } = this;
    if (isLocal === null) return html`<p class="lead" role="status">${translator(language)("hr.loading")}</p>`;
    switch (this.place) {
      case "talks":
        return html`<hr-talks .language=${language} .scenarios=${scenarios} .isLocal=${isLocal}></hr-talks>`;
      case "team":
        return html`<team-view .language=${language} .scenarios=${scenarios}></team-view>`;
      case "certificate":
        return html`<certificate-view .language=${language} .isLocal=${isLocal}></certificate-view>`;
      case "log":
        return html`<export-log .language=${language} .scenarios=${scenarios}></export-log>`;
    }
  }

  protected moveTo(hash: string): boolean {
    this.place = placeOf(hash);
    return true;
  }

  private async load(): Promise<void> {
    try {
      this.isLocal = (await fetchMe()).person_id === LOCAL;
    } catch (error) {
      this.problem = reasonOf(error);
    }
  }
}

function addressOf(place: Place): string {
  return place === "talks" ? "#hr" : `#hr/${place}`;
}

function placeOf(hash: string): Place {
  return PLACES.find((place) => hash === addressOf(place)) ?? "talks";
}
