/** <play-panel>: with whom, in which language and how hard; then the draft is played, typed at once or spoken after the preparation. */

import { LitElement, css, html, nothing } from "lit";
import { customElement, property, state } from "lit/decorators.js";

import { OWN_NAMES, translator as pageTranslator } from "../i18n";
import { type Choice, choiceFor, sessionRequest, withPersona } from "../pages/choice";
import { type Difficulty, type Language, sharedLanguages } from "../service/catalog";
import type { Played } from "../sections";
import { createSession, reasonOf } from "../service/rest";
import { controls } from "../style/controls";
import type { TalkOptions } from "../talk/conversation";
import { translator } from "./i18n";
import { type Kind, type PlayCards, playCards } from "./studio-service";
import { fieldStyle } from "./studio-style";

@customElement("play-panel")
export class PlayPanel extends LitElement {
  @property({ attribute: false }) language: Language = "nl";
  @property({ attribute: false }) kind: Kind = "scenario";
  @property() contentId = "";

  @state() private cards: PlayCards | null = null;
  @state() private choice: Choice | null = null;
  @state() private problem = "";
  @state() private isStarting = false;

  static override styles = [
    controls, fieldStyle,
    css`
      .grid { display: grid; gap: 12px 16px; grid-template-columns: repeat(auto-fit, minmax(min(100%, 170px), 1fr)); margin: 14px 0; }
      label span { display: block; font-size: 0.89rem; font-weight: 600; color: var(--muted); margin-bottom: 4px; }
    `,
  ];

  override connectedCallback(): void {
    super.connectedCallback();
    void this.load();
  }

  override render() {
    const t = translator(this.language);
    const page = pageTranslator(this.language);
    const { cards, choice } = this;
    return html`<section class="card" aria-label=${t("play.title")}>
      <h2 tabindex="-1">${t("play.title")}</h2><p class="hint">${t("play.lead")}</p>
      ${cards && choice
        ? html`<div class="grid">
            ${this.select(t("play.persona"), cards.personas.map((one) => [one.id, one.name]), choice.persona.id, (id) => {
              const persona = cards.personas.find((one) => one.id === id);
              if (persona) this.choice = withPersona(choice, persona, this.language);
            })}
            ${this.select(t("play.language"), sharedLanguages(choice.scenario, choice.persona).map((one) => [one, OWN_NAMES[one]]), choice.language, (one) => (this.choice = { ...choice, language: one as Language }))}
            ${this.select(t("play.difficulty"), choice.scenario.difficulties.map((one) => [one, page(`difficulty.${one}`)]), choice.difficulty, (one) => (this.choice = { ...choice, difficulty: one as Difficulty }))}
          </div>
          <div class="row"><button class="primary" aria-disabled=${this.isStarting} @click=${this.start}>${t("play.start")}</button>
            <button aria-disabled=${this.isStarting} @click=${this.prepare}>${t("play.speak")}</button>
            <button @click=${() => this.dispatchEvent(new CustomEvent("close"))}>${t("new.cancel")}</button></div>`
        : nothing}
      ${this.problem ? html`<p class="alert" role="alert">${t("studio.failed", { reason: this.problem })}</p>` : nothing}
    </section>`;
  }

  /** The panel opens under a button: who reads with the keyboard goes on here. */
  override updated(): void {
    if (this.cards && !this.renderRoot.contains(this.shadowRoot!.activeElement)) this.renderRoot.querySelector<HTMLElement>("select")?.focus();
  }

  private select(label: string, options: readonly (readonly [string, string])[], value: string, set: (value: string) => void) {
    return html`<label><span>${label}</span><select @change=${(event: Event) => set((event.target as HTMLSelectElement).value)}>
      ${options.map(([id, name]) => html`<option value=${id} ?selected=${id === value}>${name}</option>`)}</select></label>`;
  }

  private async load(): Promise<void> {
    try {
      const cards = await playCards(this.kind, this.contentId);
      const first = choiceFor(cards, cards.scenario, this.language);
      this.choice = first && { ...first, isDraft: true, sitAlong: cards.sit_along };
      this.cards = cards;
    } catch (error) {
      this.problem = reasonOf(error);
    }
  }

  /** Spoken: as a trainee does, by the briefing and the microphone check. */
  private prepare(): void {
    if (!this.isStarting) this.dispatchEvent(new CustomEvent<Choice>("prepare", { detail: this.choice! }));
  }

  private async start(): Promise<void> {
    const { choice } = this;
    if (!choice || this.isStarting) return;
    this.isStarting = true;
    try {
      const ticket = await createSession(sessionRequest(choice));
      const talk: TalkOptions = { ticket, microphone: null, hasVoice: false, isPushToTalk: false };
      this.dispatchEvent(new CustomEvent<Played>("play", { detail: { choice, talk } }));
    } catch (error) {
      this.problem = reasonOf(error);
    }
    this.isStarting = false;
  }
}
