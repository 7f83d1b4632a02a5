/** <history-view>: every text there was, and what differs from the one in hand. */

import { unifiedMergeView } from "@codemirror/merge";
import { yaml } from "@codemirror/lang-yaml";
import { EditorState } from "@codemirror/state";
import { EditorView } from "@codemirror/view";
import { LitElement, type PropertyValues, css, html, nothing } from "lit";
import { customElement, property, state } from "lit/decorators.js";

import { FocusKeeper } from "../pages/focus";
import { writtenMoment } from "../pages/written-date";
import type { Language } from "../service/catalog";
import { reasonOf } from "../service/rest";
import { controls } from "../style/controls";
import { editorTheme } from "./editor-theme";
import { translator } from "./i18n";
import { phrasesFor } from "./i18n/editor-phrases";
import { type ContentVersion, type Kind, historyOf, versionText } from "./studio-service";
import { studioStyle } from "./studio-style";

const CONTEXT_LINES = 2;
const LEAST_HIDDEN_LINES = 3;

@customElement("history-view")
export class HistoryView extends LitElement {
  @property({ attribute: false }) language: Language = "nl";
  @property({ attribute: false }) kind: Kind = "scenario";
  @property() contentId = "";
  @property({ attribute: false }) text = "";
  /** Changes when something was kept: the list is then read again. */
  @property() sha256 = "";

  @state() private versions: readonly ContentVersion[] | null = null;
  @state() private chosen: ContentVersion | null = null;
  @state() private old = "";
  @state() private problem = "";
  /** Lines without a difference are shown, too. */
  @state() private isWhole = false;
  protected readonly keeper = new FocusKeeper(this, "[aria-pressed=true]");
  private view: EditorView | null = null;

  static override styles = [
    controls, studioStyle,
    css`
      ul { list-style: none; margin: 8px -6px; padding: 6px; display: grid; gap: 6px; max-height: 20.6rem; overflow: auto; } /* half a row shows that there are more */
      li button { width: 100%; justify-content: space-between; font-weight: 500; text-align: left; flex-wrap: wrap; padding-inline: 14px; gap: 4px 6px; }
      @media (max-width: 400px) { li button { padding-inline: 11px; } }
      li button[aria-pressed="true"] { border-color: var(--accent); background: var(--accent-soft); }
      .diff { border: 1px solid var(--line); border-radius: var(--radius); overflow: auto; max-height: 60vh; background: var(--surface); }
      .diff:focus-within { outline: 3px solid var(--accent); outline-offset: 2px; }
      .row { margin-bottom: 12px; justify-content: space-between; }
    `,
  ];

  override updated(changed: PropertyValues): void {
    if (changed.has("sha256") || changed.has("contentId")) void this.load();
    if (changed.has("isWhole")) this.close();
    if (this.chosen) this.compare();
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.close();
  }

  override render() {
    const t = translator(this.language);
    if (this.problem) return html`<p class="alert" role="alert">${t("studio.failed", { reason: this.problem })}</p>`;
    if (!this.versions) return html`<p class="hint" role="status">${t("studio.loading")}</p>`;
    if (this.versions.length === 0) return html`<p class="hint">${t("history.none")}</p>`;
    return html`<p class="hint">${t("history.lead")}</p>
      <ul>${this.versions.map((version) => html`<li><button aria-pressed=${version.version_id === this.chosen?.version_id} @click=${() => this.choose(version)}>
        <span>${this.time(version)}</span><span class="badge ${version.event}">${t(`history.${version.event}`)}</span></button></li>`)}</ul>
      ${this.chosen ? this.difference() : nothing}`;
  }

  private difference() {
    const t = translator(this.language);
    const isSame = this.old === this.text;
    return html`<div class="row"><p class="hint" role="status">${t(isSame ? "history.same" : "history.diff")}</p>
        ${isSame ? nothing : html`<button @click=${() => this.dispatchEvent(new CustomEvent<string>("restore", { detail: this.old }))}>${t("history.restore")}</button>
          <label class="tick"><input type="checkbox" .checked=${this.isWhole} @change=${() => (this.isWhole = !this.isWhole)} /><span>${t("history.whole")}</span></label>`}</div>
      <div class="diff" ?hidden=${isSame}></div>`;
  }

  private time({ at, sha256_start }: ContentVersion) {
    return at === null ? sha256_start : html`<time datetime=${at}>${writtenMoment(at, this.language)}</time>`;
  }

  private async load(): Promise<void> {
    try {
      this.versions = await historyOf(this.kind, this.contentId);
    } catch (error) {
      this.problem = reasonOf(error);
    }
  }

  private async choose(version: ContentVersion): Promise<void> {
    this.old = await versionText(this.kind, this.contentId, version.version_id);
    this.close();
    this.chosen = version;
  }

  private compare(): void {
    const parent = this.renderRoot.querySelector(".diff");
    if (!parent || this.view?.state.doc.toString() === this.text) return;
    this.close();
    this.view = new EditorView({
      parent,
      root: this.renderRoot as ShadowRoot,
      state: EditorState.create({
        doc: this.text,
        extensions: [
          yaml(), editorTheme, EditorView.lineWrapping, EditorState.readOnly.of(true), EditorState.phrases.of(phrasesFor(this.language)),
          EditorView.contentAttributes.of({ "aria-label": translator(this.language)("history.diff"), tabindex: "0" }),
          unifiedMergeView({ original: this.old, mergeControls: false, ...(this.isWhole ? {} : { collapseUnchanged: { margin: CONTEXT_LINES, minSize: LEAST_HIDDEN_LINES } }) }),
        ],
      }),
    });
  }

  private close(): void {
    this.view?.destroy();
    this.view = null;
  }
}
