/** <rehearsal-room>: the frame around the four pages, and the way from one to the next. */

import { LitElement, css, html, nothing } from "lit";
import { customElement, query, state } from "lit/decorators.js";

import "./pages/choose-page";
import "./pages/prepare-page";
import "./pages/report-page";
import "./pages/talk-page";
import { type MessageKey, OWN_NAMES, preferredLanguage, rememberLanguage, translator } from "./i18n";
import { type Choice, choiceFor } from "./pages/choice";
import type { Page } from "./pages/page";
import { type Catalog, LANGUAGES, type Language } from "./service/catalog";
import { type Role, fetchCatalog, fetchRoles, reasonOf } from "./service/rest";
import { controls } from "./style/controls";
import type { Played } from "./studio/studio-page";
import type { TalkOptions } from "./talk/conversation";

const STEPS = ["choose", "prepare", "talk", "report"] as const;
type Step = (typeof STEPS)[number] | "studio";
/** The address of the trainer's pages; they are loaded when somebody goes there. */
const STUDIO = "#studio";

@customElement("rehearsal-room")
export class RehearsalRoom extends LitElement {
  @state() private language: Language = preferredLanguage();
  @state() private step: Step = "choose";
  @state() private catalog: Catalog | null = null;
  @state() private choice: Choice | null = null;
  @state() private talk: TalkOptions | null = null;
  @state() private problem = "";
  @state() private roles: readonly Role[] = [];
  @query("main > :first-child") private page?: Page;

  static override styles = [
    controls,
    css`
      :host { min-height: 100dvh; display: flex; flex-direction: column; }
      .skip { position: absolute; left: -999px; }
      .skip:focus { left: 12px; top: 12px; z-index: 1; background: var(--surface); padding: 10px; }
      header { display: flex; flex-wrap: wrap; gap: 8px 24px; align-items: center; padding: 14px 20px; border-bottom: 1px solid var(--line); background: var(--surface); }
      .brand { display: flex; align-items: center; gap: 10px; font-weight: 750; font-size: 1.12rem; letter-spacing: -0.01em; }
      .brand img { width: 28px; height: 28px; display: block; }
      ol { display: none; list-style: none; margin: 0; padding: 0; gap: 6px; font-size: 0.9rem; color: var(--muted); }
      li + li::before { content: "›"; margin: 0 8px 0 2px; color: var(--line-strong); }
      li[aria-current] { color: var(--ink); font-weight: 650; }
      .languages { margin-left: auto; display: flex; gap: 2px; }
      .languages button { min-height: 40px; padding: 8px 10px; border-color: transparent; background: transparent; color: var(--muted); font-size: 0.9rem; text-transform: uppercase; }
      .languages button:hover { background: var(--sunken); }
      .languages button[aria-pressed="true"] { color: var(--accent); background: var(--accent-soft); }
      .studio { color: var(--accent); font-weight: 600; text-decoration: none; padding: 10px; border-radius: 10px; margin-left: auto; }
      .studio:hover { background: var(--sunken); }
      .studio + .languages { margin-left: 0; }
      :host([step="studio"]) main { max-width: 1500px; }
      main { flex: 1; width: 100%; max-width: 1180px; margin: 0 auto; padding: 28px 20px 48px; }
      :host([step="talk"]) { height: 100dvh; }
      :host([step="talk"]) main { padding: 16px 20px; max-width: 1400px; min-height: 0; }
      .waiting { padding: 15vh 0; text-align: center; display: grid; gap: 16px; justify-items: center; }
      @media (min-width: 760px) { ol { display: flex; } header, main { padding-inline: 32px; } }
      @media (max-width: 500px) { header { gap: 4px 8px; padding-inline: 14px; } .studio { padding-inline: 6px; } .languages button { padding-inline: 8px; } :host([step="talk"]) header { padding-block: 6px; } :host([step="talk"]) main { padding: 10px 12px; } }
    `,
  ];

  override connectedCallback(): void {
    super.connectedCallback();
    window.addEventListener("hashchange", this.followAddress);
    void this.enter();
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    window.removeEventListener("hashchange", this.followAddress);
  }

  override willUpdate(): void {
    document.documentElement.lang = this.language;
    this.setAttribute("step", this.step);
    const t = translator(this.language);
    document.title = `${t(`step.${this.step}`)} · ${t("app.name")}`;
  }

  override render() {
    const t = translator(this.language);
    return html`
      <header>
        <button class="skip" @click=${this.skip}>${t("app.skip")}</button>
        <div class="brand"><img src="/icon.svg" alt="" />${t("app.name")}</div>
        <nav aria-label=${this.step === "studio" ? t("step.studio") : t("step.of", { step: STEPS.indexOf(this.step) + 1, count: STEPS.length })}>
          ${this.step === "studio" ? nothing : html`<ol>${STEPS.map((step) => html`<li aria-current=${step === this.step ? "step" : nothing}>${t(`step.${step}` as MessageKey)}</li>`)}</ol>`}
        </nav>
        ${this.wayToStudio()}
        <div class="languages" role="group" aria-label=${t("app.language")}>
          ${LANGUAGES.map((language) => html`<button lang=${language} aria-label="${language}, ${OWN_NAMES[language]}" title=${OWN_NAMES[language]}
            aria-pressed=${language === this.language} @click=${() => this.speak(language)}>${language}</button>`)}
        </div>
      </header>
      <main id="main">${this.content()}</main>`;
  }

  /** Only trainers have one; in a talk nothing leads away but its own buttons. */
  private wayToStudio() {
    if (!this.roles.includes("trainer") || this.step === "talk") return nothing;
    const t = translator(this.language);
    if (this.step === "studio") return html`<a class="studio" href="#">${t("app.rehearse")}</a>`;
    return html`<a class="studio" href=${STUDIO} @click=${() => void this.openStudio()}>${t("step.studio")}</a>`;
  }

  private content() {
    const t = translator(this.language);
    if (!this.catalog || !this.choice) {
      return html`<div class="waiting" role="status">
        ${this.problem
          ? html`<p>${t("app.offline", { reason: this.problem })}</p><button @click=${this.enter}>${t("app.retry")}</button>`
          : t("app.loading")}
      </div>`;
    }
    return this.pageFor(this.catalog, this.choice);
  }

  private pageFor(catalog: Catalog, choice: Choice) {
    switch (this.step) {
      case "studio":
        return html`<studio-page .language=${this.language} @play=${(event: CustomEvent<Played>) => this.play(event.detail)}></studio-page>`;
      case "choose":
        return html`<choose-page .language=${this.language} .catalog=${catalog} .choice=${choice}
          @choice=${(event: CustomEvent<Choice>) => (this.choice = event.detail)} @next=${() => this.go("prepare")}></choose-page>`;
      case "prepare":
        return html`<prepare-page .language=${this.language} .choice=${choice}
          @back=${() => this.go("choose")} @start=${(event: CustomEvent<TalkOptions>) => this.start(event.detail)}></prepare-page>`;
      case "talk":
        return html`<talk-page .language=${this.language} .choice=${choice} .options=${this.talk!}
          @ended=${() => this.go("report")} @again=${() => this.go("prepare")}></talk-page>`;
      case "report":
        return html`<report-page .language=${this.language} .sessionId=${this.talk!.ticket.session_id}
          @again=${() => this.go("prepare")} @other=${() => this.go("choose")}></report-page>`;
    }
  }

  private enter = async (): Promise<void> => {
    await this.load();
    this.followAddress();
  };

  private load = async (): Promise<void> => {
    this.problem = "";
    try {
      const [catalog, roles] = await Promise.all([fetchCatalog(), fetchRoles()]);
      this.roles = roles;
      const first = catalog.scenarios[0];
      this.choice = first ? choiceFor(catalog, first, this.language) : null;
      this.catalog = catalog;
    } catch (error) {
      this.problem = reasonOf(error);
    }
  };

  private followAddress = (): void => {
    const isWanted = window.location.hash.startsWith(STUDIO) && this.roles.includes("trainer");
    if (isWanted && this.step === "choose") void this.openStudio();
    else if (this.step === "studio" && !isWanted) void this.leaveStudio();
  };

  private openStudio = async (): Promise<void> => {
    await import("./studio/studio-page");
    this.go("studio");
  };

  /** What was published there is on the list at once. */
  private leaveStudio = async (): Promise<void> => {
    await this.load();
    this.go("choose");
  };

  /** A trainer tries out a draft. */
  private play({ choice, talk }: Played): void {
    this.choice = choice;
    this.start(talk);
  }

  private start(talk: TalkOptions): void {
    this.talk = talk;
    this.go("talk");
  }

  private go(step: Step): void {
    this.step = step;
    window.scrollTo(0, 0);
    void this.updateComplete.then(() => this.page?.focusHeading());
  }

  private speak(language: Language): void {
    this.language = language;
    rememberLanguage(language);
  }

  private skip(): void {
    this.page?.focusHeading();
  }
}
