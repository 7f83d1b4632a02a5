/** First page: which talk, with whom, how hard; and what the trainee must know and may allow. */

import { css, html, nothing } from "lit";
import { customElement, property, state } from "lit/decorators.js";

import "../avatar/face";
import type { MessageKey } from "../i18n";
import { type Catalog, type Difficulty, personasFor, sharedLanguages } from "../service/catalog";
import type { Language, PersonaCard, ScenarioCard } from "../service/catalog";
import { type OwnResult, fetchOwnTalks, resultsOf } from "../service/own-talks";
import { controls } from "../style/controls";
import { type Choice, type Own, choiceFor, withPersona } from "./choice";
import "./consent-ticks";
import { Page } from "./page";

@customElement("choose-page")
export class ChoosePage extends Page {
  @property({ attribute: false }) catalog!: Catalog;
  @property({ attribute: false }) choice!: Choice;

  @state() private results: ReadonlyMap<string, OwnResult> = new Map();

  static override styles = [
    controls,
    css`
      .columns { display: grid; gap: 28px 32px; margin-top: 28px; }
      .main { display: grid; gap: 28px; align-content: start; min-width: 0; }
      .cards { display: grid; gap: 12px; grid-template-columns: repeat(auto-fill, minmax(min(100%, 250px), 1fr)); }
      .scenario { padding: 14px 18px; display: grid; gap: 4px; grid-template-rows: auto 1fr auto; }
      .scenario .core { display: -webkit-box; -webkit-line-clamp: 4; -webkit-box-orient: vertical; overflow: hidden; }
      .scenario .about { display: flex; flex-wrap: wrap; gap: 2px 12px; justify-content: space-between; font-size: 0.85rem; color: var(--muted); }
      .scenario .own { color: var(--accent); font-weight: 600; }
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
      consent-ticks { border-top: 1px solid var(--line); padding-top: 16px; }
      .go { margin-top: 4px; }
      .go button { width: 100%; }
      @media (min-width: 940px) {
        .columns { grid-template-columns: minmax(0, 1fr) 340px; }
        aside { position: sticky; top: 20px; }
      }
    `,
  ];

  override connectedCallback(): void {
    super.connectedCallback();
    // Without them everything can be chosen just as well.
    void fetchOwnTalks().then((talks) => (this.results = resultsOf(talks)), () => undefined);
  }

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

  /** Named by its title alone: the rest is read after it. */
  private scenarioCard(scenario: ScenarioCard) {
    const { id } = scenario;
    return html`<label class="choice scenario">
      <input type="radio" name="scenario" .checked=${id === this.choice.scenario.id} aria-labelledby="title-${id}" aria-describedby="core-${id} about-${id}"
        @change=${() => this.chooseScenario(scenario)} />
      <h2 id="title-${id}">${scenario.title[this.language]}</h2>
      <p class="hint core" id="core-${id}">${scenario.core[this.language]}</p>
      <p class="about" id="about-${id}"><span>${this.about(scenario)}</span> ${this.own(this.results.get(id))}</p>
    </label>`;
  }

  private about({ length_s, difficulties }: ScenarioCard): string {
    const { t } = this;
    const levels = difficulties.map((level) => t(`difficulty.${level}`).toLocaleLowerCase(this.language));
    const level = levels.length > 2 ? t("choose.levels", { first: levels[0]!, last: levels.at(-1)! }) : levels.join(", ");
    return length_s === null ? level : `${t("choose.length", { minutes: Math.max(1, Math.round(length_s / 60)) })}, ${level}`;
  }

  private own(result: OwnResult | undefined) {
    if (!result) return nothing;
    return html`<span class="own">${this.t("choose.own", { best: Math.round(result.best), last: Math.round(result.last) })}</span>`;
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
    const { transcript_days: days, audio_days: soundDays } = this.catalog.keeping;
    return html`<h2>${t("notice.title")}</h2>
      <ul>
        <li>${t("notice.ai", { voice: this.catalog.voices[this.choice.language] })}</li>
        <li>${t("notice.measured")}</li>
        <li>${t(soundDays > 0 ? "notice.kept_sound" : "notice.kept", { days, soundDays })}</li>
      </ul>`;
  }

  private consents() {
    return html`<consent-ticks .language=${this.language} .keeping=${this.catalog.keeping} .own=${this.choice}
      @own=${(event: CustomEvent<Own>) => this.choose({ ...this.choice, ...event.detail })}></consent-ticks>`;
  }

  private chooseScenario(scenario: ScenarioCard): void {
    const choice = choiceFor(this.catalog, scenario, this.language, this.choice);
    if (choice) this.choose(choice);
  }

  private choose(choice: Choice): void {
    this.tell("choice", choice);
  }

  private submit(event: Event): void {
    event.preventDefault();
    this.tell("next", null);
  }
}
