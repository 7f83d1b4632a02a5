/** <yaml-editor>: the text of one file, with completion from the schema and what is wrong in the margin. */

import { type Completion, type CompletionContext, type CompletionResult, autocompletion, closeBrackets, closeBracketsKeymap, completionKeymap, startCompletion } from "@codemirror/autocomplete";
import { defaultKeymap, history, historyKeymap } from "@codemirror/commands";
import { yaml } from "@codemirror/lang-yaml";
import { bracketMatching, indentUnit } from "@codemirror/language";
import { type Diagnostic, lintGutter, lintKeymap, setDiagnostics } from "@codemirror/lint";
import { searchKeymap } from "@codemirror/search";
import { Compartment, EditorState, type Extension } from "@codemirror/state";
import { EditorView, drawSelection, highlightActiveLine, highlightActiveLineGutter, keymap, lineNumbers } from "@codemirror/view";
import { LitElement, type PropertyValues, css, html } from "lit";
import { customElement, property } from "lit/decorators.js";

import type { Language } from "../service/catalog";
import { editorTheme } from "./editor-theme";
import { phrasesFor } from "./i18n/editor-phrases";
import type { ContentFinding } from "./studio-service";
import { offersAt } from "./yaml/completion";
import type { Schema } from "./yaml/schema";

@customElement("yaml-editor")
export class YamlEditor extends LitElement {
  @property({ attribute: false }) text = "";
  @property({ attribute: false }) findings: readonly ContentFinding[] = [];
  @property({ attribute: false }) schema: Schema | null = null;
  @property({ attribute: false }) language: Language = "nl";
  @property() label = "";
  /** How it is used, and how it is left. */
  @property() help = "";

  private view: EditorView | null = null;
  private readonly words = new Compartment();

  static override styles = css`
    :host { display: block; min-height: 0; overflow: hidden; border: 1px solid var(--line); border-radius: var(--radius); background: var(--surface); }
    :host(:focus-within) { outline: 3px solid var(--accent); outline-offset: 2px; }
    .editor { height: 100%; }
  `;

  override render() {
    return html`<div class="editor"></div>`;
  }

  override firstUpdated(): void {
    this.view = new EditorView({
      parent: this.renderRoot.querySelector(".editor")!,
      root: this.renderRoot as ShadowRoot, // its styles are adopted there: the page's policy allows no style element
      state: EditorState.create({ doc: this.text, extensions: this.extensions() }),
    });
  }

  override updated(changed: PropertyValues<this>): void {
    const { view } = this;
    if (!view) return;
    if (changed.has("text") && this.text !== view.state.doc.toString()) view.dispatch({ changes: smallestChange(view.state.doc.toString(), this.text) });
    if (changed.has("language") || changed.has("label") || changed.has("help")) view.dispatch({ effects: this.words.reconfigure(this.wording()) });
    if (changed.has("findings") || changed.has("text")) view.dispatch(setDiagnostics(view.state, this.diagnostics(view.state)));
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.view?.destroy();
    this.view = null;
  }

  /** Puts the cursor there and brings it into view. */
  goTo(line: number, column: number): void {
    const { view } = this;
    if (!view) return;
    const at = placeOf(view.state, line, column);
    view.dispatch({ selection: { anchor: at }, effects: EditorView.scrollIntoView(at, { y: "center" }) });
    view.focus();
  }

  private extensions(): Extension[] {
    return [
      this.words.of(this.wording()),
      lintGutter(), lineNumbers(), highlightActiveLineGutter(), highlightActiveLine(), drawSelection(), history(),
      bracketMatching(), closeBrackets(), indentUnit.of("  "), yaml(), EditorView.lineWrapping, editorTheme,
      autocompletion({ override: [(context) => this.complete(context)], icons: false }),
      keymap.of([...closeBracketsKeymap, ...defaultKeymap, ...searchKeymap, ...historyKeymap, ...completionKeymap, ...lintKeymap]),
      EditorView.domEventHandlers({ beforeinput: typeOverLines }),
      EditorView.updateListener.of((update) => {
        if (!update.docChanged) return;
        const text = update.state.doc.toString();
        if (text !== this.text) {
          this.text = text;
          this.dispatchEvent(new CustomEvent<string>("edit", { detail: text }));
        }
      }),
    ];
  }

  private wording(): Extension {
    return [EditorState.phrases.of(phrasesFor(this.language)), EditorView.contentAttributes.of({ "aria-label": this.label, "aria-description": this.help, tabindex: "0" })];
  }

  private complete(context: CompletionContext): CompletionResult | null {
    if (!this.schema) return null;
    const text = context.state.doc.toString();
    const found = offersAt(text, context.pos, this.schema);
    if (!found || (found.from === context.pos && !context.explicit && !followsColon(text, context.pos))) return null;
    return { from: found.from, options: found.offers.map((offer) => completion(offer)), validFor: /^[\w-]*$/ };
  }

  private diagnostics(state: EditorState): Diagnostic[] {
    return this.findings
      .filter((finding) => finding.elsewhere === null)
      .map((finding) => {
        const from = placeOf(state, finding.line, finding.column);
        const rest = state.doc.lineAt(from).text.slice(from - state.doc.lineAt(from).from);
        const word = /^[^\s,\]}:#]+/.exec(rest)?.[0].length ?? Math.min(1, rest.length);
        return { from, to: from + word, severity: "error" as const, message: `${finding.code} ${finding.message}\n${finding.fix}` };
      });
  }
}

/**
 * Typing over several lines is done here. Left to Chromium, joining the lines would write a style attribute, which the
 * page's policy refuses and reports.
 */
function typeOverLines(event: InputEvent, view: EditorView): boolean {
  const { from, to } = view.state.selection.main;
  const isOverLines = view.state.doc.lineAt(from).number < view.state.doc.lineAt(to).number;
  if (event.inputType !== "insertText" || event.data === null || event.isComposing || !isOverLines) return false;
  event.preventDefault();
  view.dispatch(view.state.replaceSelection(event.data), { userEvent: "input.type", scrollIntoView: true });
  return true;
}

/** A chosen key offers what may follow at once. */
function completion(offer: { label: string; insert: string; kind: string; detail: string }): Completion {
  return {
    label: offer.label,
    type: offer.kind,
    ...(offer.detail ? { info: offer.detail } : {}),
    apply: (view, _completion, from, to) => {
      view.dispatch({ changes: { from, to, insert: offer.insert }, selection: { anchor: from + offer.insert.length }, userEvent: "input.complete" });
      if (offer.kind === "key") startCompletion(view);
    },
  };
}

function followsColon(text: string, at: number): boolean {
  return /: $/.test(text.slice(Math.max(0, at - 2), at));
}

/** From line and column, both from 1, to a place that exists. */
function placeOf(state: EditorState, line: number, column: number): number {
  const found = state.doc.line(Math.min(Math.max(1, line), state.doc.lines));
  return Math.min(found.from + column - 1, found.to);
}

/** What differs between two texts, as one change: cursor, scroll and undo survive. */
function smallestChange(before: string, after: string): { from: number; to: number; insert: string } {
  const shorter = Math.min(before.length, after.length);
  let start = 0;
  while (start < shorter && before[start] === after[start]) start += 1;
  let end = 0;
  while (end < shorter - start && before[before.length - 1 - end] === after[after.length - 1 - end]) end += 1;
  return { from: start, to: before.length - end, insert: after.slice(start, after.length - end) };
}
