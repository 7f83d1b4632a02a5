/** <rehearsal-room>: the frame around the four pages, and the way from one to the next. */

import { LitElement, html, nothing } from "lit";
import { customElement, query, state } from "lit/decorators.js";

import "./pages/choose-page";
import "./pages/prepare-page";
import "./pages/report-page";
import "./pages/talk-page";
import { OWN_NAMES, preferredLanguage, rememberLanguage, translator } from "./i18n";
import { type Choice, choiceFor, fromTheBeginning } from "./pages/choice";
import type { Page } from "./pages/page";
import { type Catalog, LANGUAGES, type Language } from "./service/catalog";
import { signOut } from "./service/door";
import { LOCAL, type Me, fetchCatalog, fetchMe, reasonOf } from "./service/rest";
import { controls } from "./style/controls";
import { roomStyle } from "./style/room";
import { type Frame, type Played, SECTIONS, type Section, type SectionName, sectionAt } from "./sections";
import type { TalkOptions } from "./talk/conversation";

const STEPS = ["choose", "prepare", "talk", "report"] as const;
type Step = (typeof STEPS)[number];

@customElement("rehearsal-room")
export class RehearsalRoom extends LitElement {
  @state() private language: Language = preferredLanguage();
  @state() private step: Step = "choose";
  /** null: the rehearsal itself. */
  @state() private section: Section | null = null;
  @state() private catalog: Catalog | null = null;
  @state() private choice: Choice | null = null;
  @state() private talk: TalkOptions | null = null;
  @state() private problem = "";
  /** The address led to a page that is not there for this reader. */
  @state() private isAstray = false;
  @state() private me: Me | null = null;
  @query("main > :last-child") private page?: Page;

  static override styles = [controls, roomStyle];

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
    this.setAttribute("step", this.place);
    const t = translator(this.language);
    document.title = `${t(`step.${this.place}`)} · ${t("app.name")}`;
  }

  override render() {
    const t = translator(this.language);
    return html`
      <button class="skip" @click=${this.skip}>${t("app.skip")}</button>
      <header>
        <div class="brand"><img src="/icon.svg" alt="" />${t("app.name")}</div>
        ${this.section ? nothing : this.steps()}
        ${this.ways()} ${this.who()}
        <div class="languages" role="group" aria-label=${t("app.language")}>
          ${LANGUAGES.map((language) => html`<button lang=${language} aria-label="${language}, ${OWN_NAMES[language]}" title=${OWN_NAMES[language]}
            aria-pressed=${language === this.language} @click=${() => this.speak(language)}>${language}</button>`)}
        </div>
      </header>
      <main id="main" @rehearse=${(event: CustomEvent<Choice>) => this.prepare(event.detail)}>
        ${this.isAstray ? html`<p class="alert astray" role="alert">${t("app.not_here")}</p>` : nothing}
        ${this.content()}</main>`;
  }

  private get place(): Step | SectionName {
    return this.section?.name ?? this.step;
  }

  private steps() {
    const t = translator(this.language);
    return html`<nav class="steps" aria-label=${t("step.of", { step: STEPS.indexOf(this.step) + 1, count: STEPS.length })}>
      <ol>${STEPS.map((step) => html`<li aria-current=${step === this.step ? "step" : nothing}>${t(`step.${step}`)}</li>`)}</ol>
    </nav>`;
  }

  /** To the sections of this reader; in a talk nothing leads away but its own buttons. */
  private ways() {
    if (this.step === "talk" && !this.section) return nothing;
    const t = translator(this.language);
    const own = SECTIONS.filter((section) => this.me?.roles.includes(section.role));
    if (!own.length) return nothing;
    return html`<nav class="ways" aria-label=${t("app.sections")}>
      ${this.section ? html`<a href="#">${t("app.rehearse")}</a>` : nothing}
      ${own.map((section) => html`<a href="#${section.name}" aria-current=${section === this.section ? "page" : nothing}
        @click=${() => void this.open(section)}>${t(`step.${section.name}`)}</a>`)}
    </nav>`;
  }

  /** Whoever has an account, and the way out; in a talk that is Stop. */
  private who() {
    if (!this.me || this.me.person_id === LOCAL || this.step === "talk") return nothing;
    return html`<div class="who"><span>${this.me.name}</span><button class="quiet" @click=${signOut}>${translator(this.language)("app.sign_out")}</button></div>`;
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
    if (this.section) return this.section.page(this.frame(catalog));
    switch (this.step) {
      case "choose":
        return html`<choose-page .language=${this.language} .catalog=${catalog} .choice=${choice}
          @choice=${(event: CustomEvent<Choice>) => (this.choice = event.detail)} @next=${() => this.go("prepare")}></choose-page>`;
      case "prepare":
        return html`<prepare-page .language=${this.language} .choice=${choice}
          @back=${this.goBack} @start=${(event: CustomEvent<TalkOptions>) => this.start(event.detail)}></prepare-page>`;
      case "talk":
        return html`<talk-page .language=${this.language} .choice=${choice} .options=${this.talk!}
          .second=${[...(choice.sitAlong ?? []), ...catalog.personas].find(({ id }) => id === this.talk!.ticket.second_persona_id) ?? null}
          @ended=${() => this.go("report")} @again=${() => this.go("prepare")}></talk-page>`;
      case "report":
        return html`<report-page .language=${this.language} .sessionId=${this.talk!.ticket.session_id}
          @again=${() => this.go("prepare")} @other=${() => this.go("choose")}></report-page>`;
    }
  }

  private enter = async (): Promise<void> => {
    await this.load();
    await this.followAddress();
  };

  private load = async (): Promise<void> => {
    this.problem = "";
    try {
      const [catalog, me] = await Promise.all([fetchCatalog(), fetchMe()]);
      this.me = me;
      const first = catalog.scenarios[0];
      this.choice = first ? choiceFor(catalog, first, this.language) : null;
      this.catalog = catalog;
    } catch (error) {
      this.problem = reasonOf(error);
    }
  };

  private frame(catalog: Catalog): Frame {
    return {
      language: this.language,
      catalog,
      play: ({ choice, talk }: Played) => {
        this.choice = choice;
        this.start(talk);
      },
      prepare: (choice: Choice) => this.prepare(choice),
    };
  }

  private prepare(choice: Choice): void {
    this.choice = choice;
    this.go("prepare");
  }

  private followAddress = async (): Promise<void> => {
    const { hash } = window.location;
    const section = sectionAt(hash);
    const isWanted = section !== undefined && this.me?.roles.includes(section.role) === true;
    const isAstray = hash.length > 1 && this.me !== null && !isWanted && this.step !== "talk";
    if (isWanted && section !== this.section && this.step !== "talk") void this.open(section);
    else if (this.section && !isWanted) await this.leave();
    this.isAstray = isAstray;
  };

  private open = async (section: Section): Promise<void> => {
    await section.load();
    this.section = section;
    this.arrive();
  };

  /** What was published or erased there shows at once. */
  private leave = async (): Promise<void> => {
    await this.load();
    this.go("choose");
  };

  private start(talk: TalkOptions): void {
    this.talk = talk;
    this.go("talk");
  }

  /** A draft is on no list: a trainer goes back to the studio. */
  private goBack = (): void => {
    if (this.choice?.isDraft) window.history.back();
    else this.go("choose");
  };

  private go(step: Step): void {
    this.isAstray = false;
    // A link to the section that is left must lead there again.
    if (this.section && window.location.hash) window.history.pushState(null, "", window.location.pathname);
    if (this.choice && (step === "choose" || step === "report")) this.choice = fromTheBeginning(this.choice);
    this.section = null;
    this.step = step;
    this.arrive();
  }

  private arrive(): void {
    window.scrollTo(0, 0);
    void this.updateComplete.then(() => {
      this.page?.focusHeading();
      const way = this.renderRoot.querySelector<HTMLElement>(".ways [aria-current]"); // on a phone it may be out of sight
      way?.parentElement?.scrollTo({ left: way.offsetLeft - 24 });
    });
  }

  private speak(language: Language): void {
    this.language = language;
    rememberLanguage(language);
  }

  private skip(): void {
    this.page?.focusHeading();
  }
}
