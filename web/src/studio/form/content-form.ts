/** What the form of a scenario and that of a persona share: fields that read one place of the text and change only that. */

import { LitElement, type TemplateResult, html, nothing } from "lit";
import { property } from "lit/decorators.js";
import { parseDocument } from "yaml";

import { OWN_NAMES } from "../../i18n";
import { LANGUAGES, type Language } from "../../service/catalog";
import { type StudioKey, translator } from "../i18n";
import { readable, wordIn } from "../i18n/vocabulary";
import { type Path, type Value, edited } from "../yaml/edit";
import { type Schema, schemaAt, wordsAt } from "../yaml/schema";

export type Data = Record<string, Value>;

export interface FieldOptions {
  /** Shown instead of the words of `field.<name>`. */
  label?: string;
  isLong?: boolean;
  step?: number;
  /** A number or a choice that may be left out: empty takes it away. */
  isOptional?: boolean;
}

export abstract class ContentForm extends LitElement {
  @property({ attribute: false }) text = "";
  @property({ attribute: false }) language: Language = "nl";
  @property({ attribute: false }) schema: Schema = {};

  protected data: Data | null = null;
  private parsed: string | null = null;

  override willUpdate(): void {
    if (this.parsed === this.text) return;
    this.parsed = this.text;
    const document = parseDocument(this.text);
    const found = document.errors.length === 0 ? (document.toJS() as unknown) : null;
    this.data = found !== null && typeof found === "object" && !Array.isArray(found) ? (found as Data) : null;
  }

  override render() {
    return this.data ? this.sections() : html`<p class="alert" role="status">${this.t("form.unreadable")}</p>`;
  }

  protected abstract sections(): TemplateResult;

  protected get t() {
    return translator(this.language);
  }

  protected at(path: Path): Value {
    let found: unknown = this.data;
    for (const step of path) found = found === null || typeof found !== "object" ? undefined : (found as Record<string | number, unknown>)[step];
    return found as Value;
  }

  /** A list of the text; nothing where it has none. */
  protected list(path: Path): Value[] {
    const found = this.at(path);
    return Array.isArray(found) ? found : [];
  }

  protected change(path: Path, value: Value): void {
    const after = edited(this.text, path, value);
    if (after === this.text) return;
    this.text = after;
    this.dispatchEvent(new CustomEvent<string>("edit", { detail: after }));
  }

  protected section(key: StudioKey, content: unknown, isOpen = false): TemplateResult {
    return html`<details class="section" ?open=${isOpen}><summary><h2>${this.t(key)}</h2></summary><div class="fields">${content}</div></details>`;
  }

  protected words(path: Path): string[] {
    return wordsAt(this.schema, path);
  }

  /** One line or several of text. */
  protected textField(path: Path, options: FieldOptions = {}): TemplateResult {
    const value = this.at(path);
    const shown = value === undefined || value === null ? "" : String(value);
    const set = (event: Event) => this.change(path, typed(event));
    return html`<label class="field"><span>${this.labelOf(path, options)}</span>
      ${options.isLong ? html`<textarea rows=${rowsFor(shown)} .value=${shown} @change=${set}></textarea>` : html`<input type="text" .value=${shown} @change=${set} />`}
    </label>`;
  }

  /** The same text in the three languages of the product. */
  protected localField(path: Path, options: FieldOptions = {}): TemplateResult {
    const label = this.labelOf(path, options);
    return html`<fieldset class="local"><legend>${label}</legend>
      ${LANGUAGES.map((language) => {
        const value = this.at([...path, language]);
        const shown = typeof value === "string" ? value : "";
        const set = (event: Event) => this.change([...path, language], typed(event));
        const name = `${label}, ${OWN_NAMES[language]}`;
        return html`<div class="tongue"><span aria-hidden="true">${language}</span>
          ${options.isLong
            ? html`<textarea rows=${rowsFor(shown)} lang=${language} aria-label=${name} .value=${shown} @change=${set}></textarea>`
            : html`<input type="text" lang=${language} aria-label=${name} .value=${shown} @change=${set} />`}</div>`;
      })}
    </fieldset>`;
  }

  protected numberField(path: Path, options: FieldOptions = {}): TemplateResult {
    const schema = schemaAt(this.schema, path);
    const value = this.at(path);
    const set = (event: Event) => {
      const written = typed(event);
      if (written === "" && options.isOptional) this.change(path, undefined);
      else if (written !== "" && Number.isFinite(Number(written))) this.change(path, Number(written));
    };
    return html`<label class="field number"><span>${this.labelOf(path, options)}</span>
      <input type="number" step=${options.step ?? "any"} min=${schema?.minimum ?? schema?.exclusiveMinimum ?? nothing} max=${schema?.maximum ?? nothing}
        .value=${typeof value === "number" ? String(value) : ""} placeholder=${schema?.default === undefined || schema.default === null ? "" : String(schema.default)} @change=${set} /></label>`;
  }

  protected choiceField(path: Path, words: readonly string[], options: FieldOptions = {}): TemplateResult {
    const value = this.at(path);
    return this.select(this.labelOf(path, options), words, typeof value === "string" ? value : "", (word) => this.change(path, word || undefined), options.isOptional);
  }

  protected select(label: string, words: readonly string[], value: string, set: (word: string) => void, isOptional = false): TemplateResult {
    const known = value === "" || words.includes(value) ? words : [value, ...words];
    return html`<label class="field"><span>${label}</span>
      <select .value=${value} @change=${(event: Event) => set((event.target as HTMLSelectElement).value)}>
        ${isOptional || value === "" ? html`<option value="" ?selected=${value === ""}>–</option>` : nothing}
        ${known.map((word) => html`<option value=${word} ?selected=${word === value}>${wordIn(word, this.language)}</option>`)}
      </select></label>`;
  }

  protected tickField(path: Path): TemplateResult {
    return html`<label class="tick"><input type="checkbox" .checked=${this.at(path) === true}
      @change=${(event: Event) => this.change(path, (event.target as HTMLInputElement).checked)} /><span>${this.labelOf(path)}</span></label>`;
  }

  /** A list of words of a vocabulary, each to be ticked. */
  protected ticksField(path: Path, words: readonly string[], options: FieldOptions = {}): TemplateResult {
    const chosen = this.list(path).map(String);
    const set = (word: string, isOn: boolean) => this.change(path, isOn ? [...chosen, word] : chosen.filter((one) => one !== word));
    const summary = chosen.map((word) => wordIn(word, this.language)).join(", ") || this.t("form.nothing");
    return html`<details class="ticks"><summary><span>${this.labelOf(path, options)}</span> <span class="chosen">${summary}</span></summary>
      <div class="words" role="group" aria-label=${this.labelOf(path, options)}>${words.map((word) => html`<label><input type="checkbox" .checked=${chosen.includes(word)}
        @change=${(event: Event) => set(word, (event.target as HTMLInputElement).checked)} /> ${wordIn(word, this.language)}</label>`)}</div></details>`;
  }

  /** One of a list, which opens on its name. */
  protected item(path: Path, heading: string, content: unknown): TemplateResult {
    const name = String(this.at([...path, "id"]) ?? "");
    return html`<details class="item"><summary><h3>${heading}: ${readable(name)}</h3></summary><div>${content}<div>${this.removeButton(path, name)}</div></div></details>`;
  }

  protected removeButton(path: Path, name: string): TemplateResult {
    return html`<button type="button" class="quiet small" aria-label="${this.t("form.remove")}: ${name}" @click=${() => this.change(path, undefined)}>${this.t("form.remove")}</button>`;
  }

  protected addButton(key: StudioKey, add: () => void): TemplateResult {
    return html`<div><button type="button" class="small" @click=${add}>+ ${this.t(key)}</button></div>`;
  }

  private labelOf(path: Path, options: FieldOptions = {}): string {
    const name = [...path].reverse().find((step) => typeof step === "string");
    return options.label ?? this.t(`field.${name}` as StudioKey);
  }
}

/** A new id that is not taken: "fase-3". */
export function freshId(stem: string, taken: readonly string[]): string {
  let number = taken.length + 1;
  while (taken.includes(`${stem}-${number}`)) number += 1;
  return `${stem}-${number}`;
}

/** Lines of a textarea as a list, empty ones left out. */
export function linesOf(text: string): string[] {
  return text.split("\n").map((line) => line.trim()).filter(Boolean);
}

function typed(event: Event): string {
  return (event.target as HTMLInputElement | HTMLTextAreaElement).value.trim();
}

function rowsFor(text: string): number {
  return Math.min(9, Math.max(2, Math.ceil(text.length / 60), text.split("\n").length));
}
