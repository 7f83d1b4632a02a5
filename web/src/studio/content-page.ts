/** <content-page>: one talk or colleague: its text beside the form, the diagram, the simulation and the history. */

import { type PropertyValues, html, nothing } from "lit";
import { customElement, property, query, state } from "lit/decorators.js";

import { Page } from "../pages/page";
import { reasonOf } from "../service/rest";
import { controls } from "../style/controls";
import { contentPageStyle } from "./content-page-style";
import "./diagram-view";
import "./finding-list";
import "./form/persona-form";
import "./form/scenario-form";
import "./history-view";
import { type StudioKey, translator } from "./i18n";
import { itemBadges } from "./item-badges";
import "./play-panel";
import "./simulation-view";
import type { ContentFinding, ContentItem, ContentOpened, Kind } from "./studio-service";
import * as service from "./studio-service";
import { studioStyle } from "./studio-style";
import "./yaml-editor";
import type { YamlEditor } from "./yaml-editor";
import type { Schema } from "./yaml/schema";

const VIEWS = ["form", "text", "diagram", "simulation", "history"] as const;
type View = (typeof VIEWS)[number];
type Question = "archive" | "discard";

const AFTER_TYPING_MS = 350;

@customElement("content-page")
export class ContentPage extends Page {
  @property({ attribute: false }) kind: Kind = "scenario";
  @property() contentId = "";

  @state() private item: ContentItem | null = null;
  @state() private text = "";
  @state() private kept = "";
  @state() private schema: Schema | null = null;
  @state() private findings: readonly ContentFinding[] | null = null;
  @state() private view: View = "form";
  @state() private isPlaying = false;
  @state() private question: Question | null = null;
  @state() private isBusy = false;
  @state() private told: StudioKey | null = null;
  @state() private problem = "";
  @query("yaml-editor") private editor?: YamlEditor;
  private timer = 0;
  private checks = 0;

  static override styles = [controls, studioStyle, contentPageStyle];

  override connectedCallback(): void {
    super.connectedCallback();
    window.addEventListener("beforeunload", this.guard);
    window.addEventListener("keydown", this.hear);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    window.removeEventListener("beforeunload", this.guard);
    window.removeEventListener("keydown", this.hear);
    window.clearTimeout(this.timer);
    if (this.isChanged) void this.save(); // who walks away has not thrown it away
  }

  override updated(changed: PropertyValues<this>): void {
    if (changed.has("contentId") || changed.has("kind")) void this.load();
    else if (changed.has("language") && this.item) void this.check();
  }

  override render() {
    const t = translator(this.language);
    const { item } = this;
    if (!item) {
      return html`<a class="back" href="#studio">‹ ${t("studio.back")}</a><h1 tabindex="-1">${this.contentId}</h1>
        ${this.problem ? html`<p class="alert" role="alert">${this.problem}</p>` : html`<p class="busy" role="status">${t("studio.loading")}</p>`}`;
    }
    return html`
      <a class="back" href="#studio">‹ ${t("studio.back")}</a>
      <div class="top"><div><h1 tabindex="-1">${item.title?.[this.language] ?? item.id}</h1>${this.badges(item)}</div>${this.actions(item)}</div>
      ${this.message()} ${this.question ? this.asking(this.question) : nothing}
      ${this.isPlaying ? html`<play-panel .language=${this.language} .kind=${this.kind} .contentId=${item.id} @close=${() => (this.isPlaying = false)}
        @play=${(event: CustomEvent) => this.tell("play", event.detail)} @prepare=${(event: CustomEvent) => this.tell("prepare", event.detail)}></play-panel>` : nothing}
      ${this.tabs()}
      <div class="panes" data-view=${this.view}>
        <div class="written">
        <div class="left">
          <yaml-editor .text=${this.text} .findings=${this.findings ?? []} .schema=${this.schema} .language=${this.language}
            label=${t("editor.label", { id: item.id })} @edit=${(event: CustomEvent<string>) => this.edit(event.detail)}></yaml-editor>
          <p class="hint">${t("editor.help")}</p>
        </div>
        <section class="findings" aria-label=${t("findings.title")}><h2>${t("findings.title")}</h2>
          <finding-list .language=${this.language} .findings=${this.findings} clean=${t("findings.none")} @go=${(event: CustomEvent<ContentFinding>) => this.goTo(event.detail)}></finding-list></section>
        </div>
        <div class="right">${this.sideView(item)}</div>
      </div>`;
  }

  private get isChanged(): boolean {
    return this.item !== null && this.text !== this.kept;
  }

  private badges(item: ContentItem) {
    const t = translator(this.language);
    return html`<p class="badges">${itemBadges(item, this.language)}
      ${this.isChanged ? html`<span class="badge errors">${t("page.unsaved")}</span>` : nothing}</p>`;
  }

  private actions(item: ContentItem) {
    const t = translator(this.language);
    const canArchive = item.status === "published";
    return html`<div class="actions">
      <button ?disabled=${this.isBusy || !this.isChanged} @click=${() => this.save()}>${t("page.save")}</button>
      <button ?disabled=${this.isBusy} aria-expanded=${this.isPlaying} @click=${this.play}>${t("page.play")}</button>
      <button class="primary" ?disabled=${this.isBusy} @click=${this.publish}>${t("page.publish")}</button>
      ${item.has_draft ? html`<button class="quiet" ?disabled=${this.isBusy} @click=${() => (this.question = "discard")}>${t("page.discard")}</button>` : nothing}
      ${canArchive ? html`<button class="quiet" ?disabled=${this.isBusy} @click=${() => (this.question = "archive")}>${t("page.archive")}</button>` : nothing}
    </div>`;
  }

  private message() {
    const t = translator(this.language);
    if (this.problem) return html`<p class="alert" role="alert">${t("studio.failed", { reason: this.problem })}</p>`;
    return html`<p class="told" role="status">${this.told ? t(this.told) : ""}</p>`;
  }

  private asking(question: Question) {
    const t = translator(this.language);
    return html`<div class="alert ask" role="alertdialog" aria-label=${t(`page.${question}`)}>
      <p>${t(`page.${question}.confirm`)}</p>
      <div class="row"><button class="danger" @click=${() => this.confirmed(question)}>${t(`page.${question}.yes`)}</button>
        <button @click=${() => (this.question = null)}>${t("page.no")}</button></div></div>`;
  }

  private tabs() {
    const t = translator(this.language);
    const shown = VIEWS.filter((view) => this.kind === "scenario" || (view !== "diagram" && view !== "simulation"));
    return html`<div class="tabs" role="group" aria-label=${t("page.views")}>
      ${shown.map((view) => html`<button class="tab ${view}" aria-pressed=${this.view === view} @click=${() => (this.view = view)}>${t(`view.${view}`)}</button>`)}</div>`;
  }

  /** Beside the text on a wide screen: never the text itself. */
  private sideView(item: ContentItem) {
    switch (this.view) {
      case "diagram":
        return html`<diagram-view .language=${this.language} .text=${this.text} .contentId=${item.id}></diagram-view>`;
      case "simulation":
        return html`<simulation-view .language=${this.language} .contentId=${item.id} .beforePlay=${this.keepForPlay}></simulation-view>`;
      case "history":
        return html`<history-view .language=${this.language} .kind=${this.kind} .contentId=${item.id} .text=${this.text} sha256="${item.sha256}${item.status}"
          @restore=${(event: CustomEvent<string>) => this.edit(event.detail)}></history-view>`;
      default:
        return this.kind === "scenario"
          ? html`<scenario-form .language=${this.language} .text=${this.text} .schema=${this.schema ?? {}} @edit=${(event: CustomEvent<string>) => this.edit(event.detail)}></scenario-form>`
          : html`<persona-form .language=${this.language} .text=${this.text} .schema=${this.schema ?? {}} @edit=${(event: CustomEvent<string>) => this.edit(event.detail)}></persona-form>`;
    }
  }

  private async load(): Promise<void> {
    this.item = null;
    await this.doing(async () => {
      const [opened, schema] = await Promise.all([service.openContent(this.kind, this.contentId), service.schemaOf(this.kind)]);
      this.schema = schema;
      this.take(opened);
      await this.check();
    });
  }

  /** What the service has now is what is shown. */
  private take(opened: ContentOpened): void {
    this.item = opened.item;
    this.text = this.kept = opened.text;
  }

  private edit(text: string): void {
    this.text = text;
    this.told = null;
    window.clearTimeout(this.timer);
    this.timer = window.setTimeout(() => void this.check(), AFTER_TYPING_MS);
  }

  /** Only the answer to the newest question counts. */
  private async check(): Promise<void> {
    const number = (this.checks += 1);
    const asked = { kind: this.kind, id: this.contentId, text: this.text, language: this.language };
    try {
      const findings = await service.checkText(asked);
      if (number === this.checks) this.findings = findings;
    } catch (error) {
      if (number === this.checks) this.problem = reasonOf(error);
    }
  }

  private async save(): Promise<boolean> {
    const { item, text } = this;
    if (!item) return false;
    return this.doing(async () => {
      const opened = await service.saveDraft(this.kind, item.id, text, item.sha256);
      this.item = opened.item;
      this.kept = text; // somebody may have typed on meanwhile
      this.told = "page.saved";
    });
  }

  private keepForPlay = async (): Promise<boolean> => !this.isChanged || this.save();

  private async play(): Promise<void> {
    this.isPlaying = !this.isPlaying && (await this.keepForPlay());
  }

  private async publish(): Promise<void> {
    if (!(await this.keepForPlay())) return;
    await this.check();
    if (this.findings && this.findings.length > 0) {
      this.told = "page.not_clean";
      return;
    }
    await this.doing(async () => {
      this.take(await service.publish(this.kind, this.contentId));
      this.told = "page.published";
    });
  }

  private async confirmed(question: Question): Promise<void> {
    this.question = null;
    await this.doing(async () => {
      if (question === "archive") {
        this.take(await service.archive(this.kind, this.contentId));
        this.told = "page.archived";
      } else {
        const isAll = this.item?.status === "draft";
        await service.discardDraft(this.kind, this.contentId);
        this.kept = this.text;
        if (isAll) {
          window.location.hash = "studio";
          return;
        }
        this.take(await service.openContent(this.kind, this.contentId));
      }
      await this.check();
    });
  }

  private async doing(work: () => Promise<void>): Promise<boolean> {
    this.isBusy = true;
    this.problem = "";
    try {
      await work();
      return true;
    } catch (error) {
      this.problem = reasonOf(error);
      return false;
    } finally {
      this.isBusy = false;
    }
  }

  private goTo(finding: ContentFinding): void {
    if (window.getComputedStyle(this.renderRoot.querySelector(".left")!).display === "none") this.view = "text";
    void this.updateComplete.then(() => this.editor?.goTo(finding.line, finding.column));
  }

  private guard = (event: BeforeUnloadEvent): void => {
    if (this.isChanged) event.preventDefault();
  };

  private hear = (event: KeyboardEvent): void => {
    if (event.key.toLowerCase() !== "s" || !(event.ctrlKey || event.metaKey)) return;
    event.preventDefault();
    (this.shadowRoot?.activeElement as HTMLElement | null)?.blur(); // a field of the form tells its change when it is left
    if (this.isChanged) void this.save();
  };
}
