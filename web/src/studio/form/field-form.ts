/** The fields of a form: each reads one place of the text, changes only that, and shows under it what is wrong there. */

import { type TemplateResult, html, nothing } from "lit";

import { OWN_NAMES } from "../../i18n";
import { LANGUAGES } from "../../service/catalog";
import type { StudioKey } from "../i18n";
import { wordIn } from "../i18n/vocabulary";
import type { Path } from "../yaml/edit";
import { linesOf, withLines } from "../yaml/lines";
import { schemaAt } from "../yaml/schema";
import { ContentForm } from "./content-form";
import { type FieldNotes, fieldNotes } from "./field-notes";

export interface FieldOptions {
  /** Shown instead of the words of `field.<name>`. */
  label?: string;
  /** A sentence under the field. */
  help?: StudioKey;
  isLong?: boolean;
  step?: number;
  /** A number or a choice that may be left out: empty takes it away. */
  isOptional?: boolean;
  /** How a word of the file is called; as wordIn has it when absent. */
  called?: (word: string) => string;
}

export abstract class FieldForm extends ContentForm {
  /** One line or several of text. */
  protected textField(path: Path, options: FieldOptions = {}): TemplateResult {
    const value = this.at(path);
    const shown = value === undefined || value === null ? "" : String(value);
    const set = (event: Event) => this.change(path, typed(event));
    const notes = this.notes(path, options);
    return this.box(html`<label class="field"><span>${this.labelOf(path, options)}</span>
      ${options.isLong
        ? html`<textarea rows=${rowsFor(shown)} aria-describedby=${notes.ids} aria-invalid=${notes.isWrong} .value=${shown} @change=${set}></textarea>`
        : html`<input type="text" aria-describedby=${notes.ids} aria-invalid=${notes.isWrong} .value=${shown} @change=${set} />`}
    </label>`, notes);
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
        const notes = this.notes([...path, language], {});
        return html`<div class="tongue"><span aria-hidden="true">${language}</span>
          <div>${options.isLong
            ? html`<textarea rows=${rowsFor(shown)} lang=${language} aria-label=${name} aria-describedby=${notes.ids} aria-invalid=${notes.isWrong} .value=${shown} @change=${set}></textarea>`
            : html`<input type="text" lang=${language} aria-label=${name} aria-describedby=${notes.ids} aria-invalid=${notes.isWrong} .value=${shown} @change=${set} />`}${notes.shown}</div></div>`;
      })}
      ${this.problemsAt(path)}
    </fieldset>`;
  }

  /** Sentences, one per line, in each language of the talk; and in another one where the text has it, to be taken out. */
  protected linesField(path: Path, options: FieldOptions = {}): TemplateResult {
    const label = this.labelOf(path, options);
    const talk = this.list(["languages"]).map(String);
    const tongues = LANGUAGES.filter((language) => talk.includes(language) || this.list([...path, language]).length > 0);
    const fields = tongues.map((language) => this.linesIn([...path, language], `${label}, ${OWN_NAMES[language]}`, language));
    const notes = this.notes(path, options);
    return html`<fieldset class="local" aria-describedby=${notes.ids}><legend>${label}</legend>${fields}${notes.shown}</fieldset>`;
  }

  private linesIn(path: Path, name: string, language: string): TemplateResult {
    const lines = this.list(path).map(String);
    const notes = this.notes(path, {}, true);
    const set = (event: Event) => {
      const after = linesOf(typed(event));
      const isLast = after.length === 0 && Object.keys(this.at(path.slice(0, -1)) ?? {}).length === 1;
      this.take(withLines(this.text, isLast ? path.slice(0, -1) : path, lines, after));
    };
    return html`<div class="tongue"><span aria-hidden="true">${language}</span><div>
      <textarea rows=${Math.max(2, lines.length)} lang=${language} aria-label=${name} aria-describedby=${notes.ids} aria-invalid=${notes.isWrong} .value=${lines.join("\n")} @change=${set}></textarea>
      ${notes.shown}</div></div>`;
  }

  protected numberField(path: Path, options: FieldOptions = {}): TemplateResult {
    const schema = schemaAt(this.schema, path);
    const value = this.at(path);
    const notes = this.notes(path, options);
    const set = (event: Event) => {
      const written = typed(event);
      if (written === "" && options.isOptional) this.change(path, undefined);
      else if (written !== "" && Number.isFinite(Number(written))) this.change(path, Number(written));
    };
    return this.box(html`<label class="field number"><span>${this.labelOf(path, options)}</span>
      <input type="number" step=${options.step ?? "any"} min=${schema?.minimum ?? schema?.exclusiveMinimum ?? nothing} max=${schema?.maximum ?? nothing}
        aria-describedby=${notes.ids} aria-invalid=${notes.isWrong} .value=${typeof value === "number" ? String(value) : ""}
        placeholder=${schema?.default === undefined || schema.default === null ? "" : String(schema.default)} @change=${set} /></label>`, notes);
  }

  protected choiceField(path: Path, words: readonly string[], options: FieldOptions = {}): TemplateResult {
    const value = this.at(path) ?? (options.isOptional ? undefined : schemaAt(this.schema, path)?.default);
    const notes = this.notes(path, options);
    return this.box(this.select(this.labelOf(path, options), words, typeof value === "string" ? value : "", (word) => this.change(path, word || undefined), options.isOptional, notes), notes);
  }

  protected select(label: string, words: readonly string[], value: string, set: (word: string) => void, isOptional = false, notes?: FieldNotes): TemplateResult {
    const known = value === "" || words.includes(value) ? words : [value, ...words];
    return html`<label class="field"><span>${label}</span>
      <select .value=${value} aria-describedby=${notes?.ids ?? nothing} aria-invalid=${notes?.isWrong ?? false} @change=${(event: Event) => set((event.target as HTMLSelectElement).value)}>
        ${isOptional || value === "" ? html`<option value="" ?selected=${value === ""}>–</option>` : nothing}
        ${known.map((word) => html`<option value=${word} ?selected=${word === value}>${wordIn(word, this.language)}</option>`)}
      </select></label>`;
  }

  /** Yes or no; what the file means where it says nothing is shown as such. */
  protected tickField(path: Path, options: FieldOptions = {}): TemplateResult {
    const notes = this.notes(path, options);
    const isOn = (this.at(path) ?? schemaAt(this.schema, path)?.default) === true;
    return this.box(html`<label class="tick"><input type="checkbox" aria-describedby=${notes.ids} .checked=${isOn}
      @change=${(event: Event) => this.change(path, (event.target as HTMLInputElement).checked)} /><span>${this.labelOf(path, options)}</span></label>`, notes);
  }

  /** A list of words of a vocabulary, each to be ticked; they stand in the order in which they were. */
  protected ticksField(path: Path, words: readonly string[], options: FieldOptions = {}): TemplateResult {
    const chosen = this.list(path).map(String);
    const called = options.called ?? ((word: string) => wordIn(word, this.language));
    const set = (word: string, isOn: boolean) => this.change(path, isOn ? [...chosen, word] : chosen.filter((one) => one !== word));
    const summary = chosen.map(called).join(", ") || this.t("form.nothing");
    const notes = this.notes(path, options, true);
    return this.box(html`<details class="ticks"><summary aria-describedby=${notes.ids}><span>${this.labelOf(path, options)}</span> <span class="chosen">${summary}</span></summary>
      <div class="words" role="group" aria-label=${this.labelOf(path, options)}>${[...new Set([...words, ...chosen])].map((word) => html`<label><input type="checkbox" .checked=${chosen.includes(word)}
        @change=${(event: Event) => set(word, (event.target as HTMLInputElement).checked)} /> ${called(word)}</label>`)}</div></details>`, notes);
  }

  protected notes(path: Path, options: FieldOptions, isWhole = false): FieldNotes {
    return fieldNotes(path, this.findingsAt(path, isWhole), options.help ? this.t(options.help) : "");
  }

  protected box(field: TemplateResult, notes: FieldNotes): TemplateResult {
    return html`<div class="box">${field}${notes.shown}</div>`;
  }

  protected labelOf(path: Path, options: FieldOptions = {}): string {
    const name = [...path].reverse().find((step) => typeof step === "string");
    return options.label ?? this.t(`field.${name}` as StudioKey);
  }
}

function typed(event: Event): string {
  return (event.target as HTMLInputElement | HTMLTextAreaElement).value.trim();
}

function rowsFor(text: string): number {
  return Math.min(9, Math.max(2, Math.ceil(text.length / 60), text.split("\n").length));
}
