/** <content-page>: one talk or colleague: its text beside the form, the diagram, the simulation and the history. */

import { type PropertyValues, html, nothing } from "lit";
import { customElement, property, query, state } from "lit/decorators.js";

import { FocusKeeper, focused } from "../pages/focus";
import { Page } from "../pages/page";
import "../pages/sure-question";
import { controls } from "../style/controls";
import "./content-actions";
import type { Act } from "./content-actions";
import { contentPageStyle } from "./content-page-style";
import "./diagram-view";
import "./finding-list";
import "./form/persona-form";
import "./form/scenario-form";
import "./history-view";
import { translator } from "./i18n";
import { itemBadges } from "./item-badges";
import "./play-panel";
import "./simulation-view";
import type { ContentFinding, ContentItem, Kind } from "./studio-service";
import { studioStyle } from "./studio-style";
import { TextInHand } from "./text-in-hand";
import "./yaml-editor";
import type { YamlEditor } from "./yaml-editor";

const VIEWS = ["form", "text", "diagram", "simulation", "history"] as const;
type View = (typeof VIEWS)[number];
type Question = "archive" | "discard";

/** Text and form fit beside each other: content-page-style.ts. */
const WIDE = window.matchMedia("(min-width: 1080px)");

@customElement("content-page")
export class ContentPage extends Page {
  @property({ attribute: false }) kind: Kind = "scenario";
  @property() contentId = "";

  @state() private view: View = "form";
  @state() private isPlaying = false;
  @state() private question: Question | null = null;
  @query("yaml-editor") private editor?: YamlEditor;
  private hand!: TextInHand;
  protected readonly keeper = new FocusKeeper(this, "content-actions");

  static override styles = [controls, studioStyle, contentPageStyle];

  override connectedCallback(): void {
    super.connectedCallback();
    window.addEventListener("beforeunload", this.guard);
    window.addEventListener("keydown", this.hear);
    WIDE.addEventListener("change", this.lay);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    window.removeEventListener("beforeunload", this.guard);
    window.removeEventListener("keydown", this.hear);
    WIDE.removeEventListener("change", this.lay);
    this.hand.leave();
  }

  override willUpdate(changed: PropertyValues<this>): void {
    if (changed.has("contentId") || changed.has("kind")) {
      this.hand?.leave();
      this.hand = new TextInHand(this.kind, this.contentId, () => this.language, () => this.requestUpdate());
      void this.hand.open();
    } else if (changed.has("language") && this.hand.item) void this.hand.check();
  }

  /** One heading from the first moment: the focus that was put on it stays there. */
  override render() {
    const t = translator(this.language);
    const { item, problem, isChanged, isBusy } = this.hand;
    return html`
      <a class="back" href="#studio">‹ ${t("studio.back")}</a>
      <div class="top"><div><h1 tabindex="-1">${item?.title?.[this.language] ?? this.contentId}</h1>${item ? this.badges(item) : nothing}</div>
        ${item ? html`<content-actions .language=${this.language} .item=${item} .isChanged=${isChanged} .isBusy=${isBusy} .isPlaying=${this.isPlaying}
          @act=${(event: CustomEvent<Act>) => this.acts[event.detail]()}></content-actions>` : nothing}</div>
      ${this.message()}
      ${item ? this.content(item) : problem ? nothing : html`<p class="busy" role="status">${t("studio.loading")}</p>`}`;
  }

  private content(item: ContentItem) {
    const t = translator(this.language);
    const { text, findings, schema } = this.hand;
    return html`
      ${this.question ? this.asking(this.question) : nothing}
      ${this.isPlaying ? html`<play-panel .language=${this.language} .kind=${this.kind} .contentId=${item.id} @close=${() => (this.isPlaying = false)}
        @play=${(event: CustomEvent) => this.tell("play", event.detail)} @prepare=${(event: CustomEvent) => this.tell("prepare", event.detail)}></play-panel>` : nothing}
      ${this.tabs()}
      <div class="panes" data-view=${this.view}>
        <div class="written">
        <div class="left">
          <yaml-editor .text=${text} .findings=${findings ?? []} .schema=${schema} .language=${this.language}
            label=${t("editor.label", { id: item.id })} help=${t("editor.help")} @edit=${this.edit}></yaml-editor>
          <p class="hint">${t("editor.help")}</p>
        </div>
        ${WIDE.matches ? this.found() : nothing}
        </div>
        <div class="right">${this.sideView(item)}</div>
        ${WIDE.matches ? nothing : this.found()}
      </div>`;
  }

  /** Where one reads it: under the text beside the form, or under either of them. */
  private found() {
    const t = translator(this.language);
    return html`<section class="findings" aria-label=${t("findings.title")}><h2>${t("findings.title")}</h2>
      <finding-list .language=${this.language} .findings=${this.hand.findings} clean=${t("findings.none")} @go=${(event: CustomEvent<ContentFinding>) => this.goTo(event.detail)}></finding-list></section>`;
  }

  private badges(item: ContentItem) {
    const t = translator(this.language);
    return html`<p class="badges">${itemBadges(item, this.language)}
      ${this.hand.isChanged ? html`<span class="badge errors">${t("page.unsaved")}</span>` : nothing}</p>`;
  }

  private message() {
    const t = translator(this.language);
    const { problem, told } = this.hand;
    if (problem) return html`<p class="alert" role="alert">${t("studio.failed", { reason: problem })}</p>`;
    return html`<p class="told" role="status">${told ? t(told) : ""}</p>`;
  }

  private asking(question: Question) {
    const t = translator(this.language);
    return html`<sure-question label=${t(`page.${question}`)} question=${t(`page.${question}.confirm`)} yes=${t(`page.${question}.yes`)} no=${t("page.no")}
      @yes=${() => this.confirmed(question)} @no=${() => (this.question = null)}></sure-question>`;
  }

  private tabs() {
    const t = translator(this.language);
    const shown = VIEWS.filter((view) => this.kind === "scenario" || (view !== "diagram" && view !== "simulation"));
    return html`<div class="tabs" role="group" aria-label=${t("page.views")}>
      ${shown.map((view) => html`<button class="tab ${view}" aria-pressed=${this.view === view} @click=${() => (this.view = view)}>${t(`view.${view}`)}</button>`)}</div>`;
  }

  /** Beside the text on a wide screen: never the text itself. */
  private sideView(item: ContentItem) {
    const { text, schema, findings } = this.hand;
    switch (this.view) {
      case "diagram":
        return html`<diagram-view .language=${this.language} .text=${text} .contentId=${item.id}></diagram-view>`;
      case "simulation":
        return html`<simulation-view .language=${this.language} .contentId=${item.id} .beforePlay=${this.keep}></simulation-view>`;
      case "history":
        return html`<history-view .language=${this.language} .kind=${this.kind} .contentId=${item.id} .text=${text} sha256="${item.sha256}${item.status}"
          @restore=${(event: CustomEvent<string>) => this.hand.edit(event.detail, "page.restored")}></history-view>`;
      default:
        return this.kind === "scenario"
          ? html`<scenario-form .language=${this.language} .text=${text} .schema=${schema ?? {}} .findings=${findings ?? []} @edit=${this.edit}></scenario-form>`
          : html`<persona-form .language=${this.language} .text=${text} .schema=${schema ?? {}} .findings=${findings ?? []} @edit=${this.edit}></persona-form>`;
    }
  }

  private readonly edit = (event: CustomEvent<string>): void => this.hand.edit(event.detail);

  private readonly acts: Readonly<Record<Act, () => void>> = {
    save: () => void this.keep(),
    play: () => void this.play(),
    publish: () => void this.hand.publish(),
    discard: () => (this.question = "discard"),
    archive: () => (this.question = "archive"),
  };

  private readonly keep = (): Promise<boolean> => this.hand.keep();

  private async play(): Promise<void> {
    this.isPlaying = !this.isPlaying && (await this.keep());
  }

  private async confirmed(question: Question): Promise<void> {
    this.question = null;
    if (question === "archive") await this.hand.archive();
    else if (await this.hand.discard()) window.location.hash = "studio";
  }

  private readonly lay = (): void => this.requestUpdate();

  private goTo(finding: ContentFinding): void {
    if (window.getComputedStyle(this.renderRoot.querySelector(".left")!).display === "none") this.view = "text";
    void this.updateComplete.then(() => this.editor?.goTo(finding.line, finding.column));
  }

  private guard = (event: BeforeUnloadEvent): void => {
    if (this.hand.isChanged) event.preventDefault();
  };

  private hear = (event: KeyboardEvent): void => {
    if (event.key.toLowerCase() !== "s" || !(event.ctrlKey || event.metaKey)) return;
    event.preventDefault();
    const field = focused();
    field?.blur(); // a field of the form tells its change when it is left
    field?.focus({ preventScroll: true });
    void this.keep();
  };
}
