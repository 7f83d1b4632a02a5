/** First page: which talk, with whom, how hard; and what the trainee must know and may allow. */

import { css, html, nothing } from "lit";
import { customElement, property } from "lit/decorators.js";

import "../avatar/face";
import type { MessageKey } from "../i18n";
import { type Catalog, type Difficulty, personasFor, sharedLanguages } from "../service/catalog";
import type { Language, PersonaCard, ScenarioCard } from "../service/catalog";
import type { Consent } from "../service/rest";
import { controls } from "../style/controls";
import { type Choice, choiceFor, withPersona } from "./choice";
import { Page } from "./page";

/** `recording` is part of the wire; this service keeps no sound, so there is nothing to agree to. */
const CONSENTS: readonly (Exclude<keyof Consent, "recording">)[] = ["delivery_measures", "share_with_hr"];

@customElement("choose-page")
export class ChoosePage extends Page {
  @property({ attribute: false }) catalog!: Catalog;
  @property({ attribute: false }) choice!: Choice;

  static override styles = [
    controls,
    css`
      .columns { display: grid; gap: 28px 32px; margin-top: 28px; }
      .main { display: grid; gap: 28px; align-content: start; min-width: 0; }
      .cards { display: grid; gap: 12px; grid-template-columns: repeat(auto-fill, minmax(min(100%, 250px), 1fr)); }
      .scenario { padding: 16px 18px; }
      .scenario p { margin-top: 6px; display: -webkit-box; -webkit-line-clamp: 4; -webkit-box-orient: vertical; overflow: hidden; }
      .persona { display: grid; grid-template-columns: 76px 1fr; gap: 14px; padding: 14px; align-items: start; }
      .persona colleague-face { height: 76px; border-radius: 50%; }
      .role { font-size: 0.89rem; color: var(--muted); }
      .persona .hint { margin-top: 6px; }
      .details { display: grid; gap: 20px; }
      .details .hint { margin-top: 8px; }
      aside { align-self: start; }
      aside ul { margin: 0; padding: 0; list-style: none; display: grid; gap: 10px; }
      aside li { padding-left: 18px; position: relative; font-size: 0.95rem; line-height: 1.5; }
      aside li::before { content: ""; position: absolute; left: 0; top: 0.55em; width: 8px; height: 8px; border-radius: 3px; background: var(--accent); }
      aside fieldset { border-top: 1px solid var(--line); padding-top: 16px; }
      aside legend { float: left; width: 100%; margin-bottom: 4px; }
      aside legend + * { clear: both; }
      .go { margin-top: 4px; }
      .go button { width: 100%; }
      @media (min-width: 940px) {
        .columns { grid-template-columns: minmax(0, 1fr) 340px; }
        aside { position: sticky; top: 20px; }
      }
    `,
  ];

  override render() {
    const { t } = this;
    return html`
      <h1 tabindex="-1">${t("choose.title")}</h1>
      <p class="lead">${t("choose.lead")}</p>
      <form class="columns" @submit=${this.submit}>
        <div class="main">
          <fieldset>
            <legend>${t("choose.scenario")}</legend>
            <div class="cards">${this.catalog.scenarios.map((scenario) => this.scenarioCard(scenario))}</div>
          </fieldset>
          <fieldset>
            <legend>${t("choose.persona")}</legend>
            <div class="cards">
              ${personasFor(this.catalog, this.choice.scenario).map((persona) => this.personaCard(persona))}
            </div>
          </fieldset>
          <div class="details">${this.talkLanguage()} ${this.difficulty()}</div>
        </div>
        <aside class="card stack">${this.notice()} ${this.consents()}
          <div class="go"><button class="primary" type="submit">${t("choose.next")}</button></div>
        </aside>
      </form>`;
  }

  private scenarioCard(scenario: ScenarioCard) {
    return html`<label class="choice scenario">
      <input type="radio" name="scenario" .checked=${scenario.id === this.choice.scenario.id}
        @change=${() => this.chooseScenario(scenario)} />
      <h2>${scenario.title[this.language]}</h2>
      <p class="hint">${scenario.briefing[this.language]}</p>
    </label>`;
  }

  private personaCard(persona: PersonaCard) {
    const { t } = this;
    const languages = sharedLanguages(this.choice.scenario, persona).map((one) => this.languageName(one));
    return html`<label class="choice persona">
      <colleague-face portrait aria-hidden="true" .look=${persona.look}></colleague-face>
      <input type="radio" name="persona" .checked=${persona.id === this.choice.persona.id}
        @change=${() => this.choose(withPersona(this.choice, persona, this.language))} />
      <div>
        <h2>${persona.name}</h2>
        <p class="role">${persona.role[this.language]}, ${t("choose.age", { age: persona.age })}</p>
        <p class="hint">${persona.summary[this.language]}</p>
        <p class="hint">${t("choose.speaks", { languages: languages.join(", ") })}</p>
      </div>
    </label>`;
  }

  /** Inside a sentence French writes a language small; Dutch and English do not. */
  private languageName(language: Language): string {
    const name = this.t(`language.${language}`);
    return this.language === "fr" ? name.toLocaleLowerCase("fr") : name;
  }

  private talkLanguage() {
    const languages = sharedLanguages(this.choice.scenario, this.choice.persona);
    if (languages.length < 2) return nothing;
    return html`<fieldset>
      <legend>${this.t("choose.language")}</legend>
      <div class="pills">
        ${languages.map((language) => html`<label class="choice">
          <input type="radio" name="talk-language" .checked=${language === this.choice.language}
            @change=${() => this.choose({ ...this.choice, language })} />${this.t(`language.${language}`)}
        </label>`)}
      </div>
    </fieldset>`;
  }

  private difficulty() {
    const { t } = this;
    return html`<fieldset>
      <legend>${t("choose.difficulty")}</legend>
      <div class="pills">
        ${this.choice.scenario.difficulties.map((difficulty: Difficulty) => html`<label class="choice">
          <input type="radio" name="difficulty" .checked=${difficulty === this.choice.difficulty}
            @change=${() => this.choose({ ...this.choice, difficulty })} />${t(`difficulty.${difficulty}`)}
        </label>`)}
      </div>
      <p class="hint" aria-live="polite">${t(`difficulty.${this.choice.difficulty}.hint` as MessageKey)}</p>
    </fieldset>`;
  }

  private notice() {
    const { t } = this;
    return html`<h2>${t("notice.title")}</h2>
      <ul>
        <li>${t("notice.ai", { voice: this.catalog.voices[this.choice.language] })}</li>
        <li>${t("notice.measured")}</li>
        <li>${t("notice.kept")}</li>
      </ul>`;
  }

  private consents() {
    const { t } = this;
    return html`<fieldset>
      <legend>${t("consent.title")}</legend>
      ${CONSENTS.map((name) => html`<label class="tick">
        <input type="checkbox" name=${name} .checked=${this.choice.consent[name]}
          @change=${(event: Event) => this.consent(name, (event.target as HTMLInputElement).checked)} />
        <span>${t(`consent.${name}`)}</span>
        <span class="hint">${t(`consent.${name}.hint`)}</span>
      </label>`)}
      ${this.choice.consent.delivery_measures ? this.norms() : nothing}
    </fieldset>`;
  }

  private norms() {
    const { t } = this;
    return html`<label class="tick">
      <input type="checkbox" name="no_norms" .checked=${!this.choice.appliesNorms}
        @change=${(event: Event) => this.choose({ ...this.choice, appliesNorms: !(event.target as HTMLInputElement).checked })} />
      <span>${t("norms.off")}</span>
      <span class="hint">${t("norms.off.hint")}</span>
    </label>`;
  }

  private chooseScenario(scenario: ScenarioCard): void {
    const choice = choiceFor(this.catalog, scenario, this.language, this.choice);
    if (choice) this.choose(choice);
  }

  private consent(name: keyof Consent, isGiven: boolean): void {
    this.choose({ ...this.choice, consent: { ...this.choice.consent, [name]: isGiven } });
  }

  private choose(choice: Choice): void {
    this.tell("choice", choice);
  }

  private submit(event: Event): void {
    event.preventDefault();
    this.tell("next", null);
  }
}
