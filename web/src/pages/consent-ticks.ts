/** <consent-ticks>: what a trainee may allow for the next talk, each apart, and nothing of it before it is ticked. Tells `own`. */

import { LitElement, html, nothing } from "lit";
import { customElement, property } from "lit/decorators.js";

import { type Translate, translator } from "../i18n";
import type { Catalog, Language } from "../service/catalog";
import type { Consent } from "../service/rest";
import { controls } from "../style/controls";
import { NOTHING_DECIDED, type Own } from "./choice";

const CONSENTS: readonly (keyof Consent)[] = ["delivery_measures", "recording", "share_with_hr"];

@customElement("consent-ticks")
export class ConsentTicks extends LitElement {
  @property({ attribute: false }) language: Language = "nl";
  @property({ attribute: false }) keeping!: Catalog["keeping"];
  @property({ attribute: false }) own: Own = NOTHING_DECIDED;

  static override styles = controls;

  override render() {
    const t = translator(this.language);
    const { audio_days: days } = this.keeping;
    const { consent, appliesNorms } = this.own;
    // Where no sound is kept there is nothing to agree to.
    const asked = CONSENTS.filter((name) => name !== "recording" || days > 0);
    return html`<fieldset>
      <legend>${t("consent.title")}</legend>
      ${asked.map((name) => this.tick(t(`consent.${name}`), t(`consent.${name}.hint`, { days }), consent[name], (isGiven) => ({
        appliesNorms, consent: { ...consent, [name]: isGiven },
      })))}
      ${consent.delivery_measures ? this.norms(t) : nothing}
    </fieldset>`;
  }

  private norms(t: Translate) {
    const { consent, appliesNorms } = this.own;
    return this.tick(t("norms.off"), t("norms.off.hint"), !appliesNorms, (isOff) => ({ consent, appliesNorms: !isOff }));
  }

  private tick(text: string, hint: string, isOn: boolean, changed: (isOn: boolean) => Own) {
    const tell = (event: Event) => this.dispatchEvent(new CustomEvent<Own>("own", { detail: changed((event.target as HTMLInputElement).checked) }));
    return html`<label class="tick"><input type="checkbox" .checked=${isOn} @change=${tell} /><span>${text}</span><span class="hint">${hint}</span></label>`;
  }
}
