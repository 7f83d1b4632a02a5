/** A condition (`when:`) part by part: all that stand there must hold, and some hold conditions of their own. */

import { type TemplateResult, html, nothing } from "lit";

import { codeIn } from "../../report/i18n/codes";
import type { StudioKey } from "../i18n";
import type { Path } from "../yaml/edit";
import { type Part, beginningOf, kindOf, partsOf } from "./condition-parts";
import { FieldForm } from "./field-form";
import { fieldNotes } from "./field-notes";

const HELP: Partial<Record<Part, StudioKey>> = {
  severity_at_least: "when.severity_at_least.help", debt_at_least: "when.debt_at_least.help", cel: "when.cel.help",
};

export abstract class ConditionForm extends FieldForm {
  /** @param without parts that are never offered here. */
  protected condition(path: Path, label: string, without: readonly Part[] = []): TemplateResult {
    const { present, absent, unknown } = partsOf(this.at(path));
    const offered = absent.filter((part) => !without.includes(part));
    const parts = present.map((part) => this.partOf([...path, part], part, without));
    const notes = fieldNotes(path, this.findingsAt(path, true));
    return html`<fieldset class="condition" data-place=${path.join(".")} aria-describedby=${notes.ids}><legend>${label}</legend>
      ${present.length > 1 ? html`<p class="hint">${this.t("when.all")}</p>` : nothing}
      ${parts}
      ${unknown.length > 0 ? html`<p class="hint">${unknown.join(", ")}: ${this.t("form.in_text")}</p>` : nothing}
      ${notes.shown}
      ${offered.length > 0 ? this.adder(path, offered) : nothing}
    </fieldset>`;
  }

  private partOf(path: Path, part: Part, without: readonly Part[]): TemplateResult {
    return html`<div class="part" data-place=${path.join(".")}>${this.partField(path, part, without)}${this.cross(path, this.t(`when.${part}`))}</div>`;
  }

  private cross(path: Path, name: string): TemplateResult {
    return html`<button type="button" class="quiet cross" aria-label="${this.t("form.remove")}: ${name}" title=${this.t("form.remove")} @click=${() => void this.removeItem(path)}>×</button>`;
  }

  private partField(path: Path, part: Part, without: readonly Part[]): TemplateResult {
    const help = HELP[part];
    const options = { label: this.t(`when.${part}`), ...(help ? { help } : {}) };
    switch (kindOf(part)) {
      case "words":
        return this.ticksField(path, this.words([...path, 0]), part === "codes_any" ? { ...options, called: (code) => codeIn(code, this.language) } : options);
      case "yes_no":
        return this.yesNoField(path, options.label);
      case "number":
        return this.numberField(path, { ...options, step: part === "debt_at_least" ? 0.5 : 1 });
      case "conditions":
        return this.conditions(path, options.label, without);
      default:
        return this.textField(path, { ...options, isLong: true });
    }
  }

  private yesNoField(path: Path, label: string): TemplateResult {
    const notes = this.notes(path, {});
    const isYes = this.at(path) === true;
    return this.box(html`<label class="field"><span>${label}</span>
      <select aria-describedby=${notes.ids} @change=${(event: Event) => this.change(path, (event.target as HTMLSelectElement).value === "yes")}>
        <option value="yes" ?selected=${isYes}>${this.t("form.yes")}</option><option value="no" ?selected=${!isYes}>${this.t("form.no")}</option></select></label>`, notes);
  }

  /** Of `any_of` and `none_of`: each with parts of its own. */
  private conditions(path: Path, label: string, without: readonly Part[]): TemplateResult {
    const several = this.list(path);
    return html`<fieldset class="box several"><legend>${label}</legend>
      ${several.map((_, place) => {
        const name = this.t("when.case", { number: place + 1 });
        return html`<div class="part">${this.condition([...path, place], name, without)}${this.cross([...path, place], name)}</div>`;
      })}
      ${this.addButton("when.case.add", [...path, several.length], () => ({ core_said: true }))}</fieldset>`;
  }

  /** A choice and a button: who goes through the choice with the arrow keys adds nothing on the way. */
  private adder(path: Path, parts: readonly Part[]): TemplateResult {
    const add = (event: Event) => {
      const chosen = (event.currentTarget as HTMLElement).parentElement!.querySelector("select")!.value as Part;
      void this.add([...path, chosen], beginningOf(chosen));
    };
    return html`<div class="adder"><select aria-label=${this.t("when.add")} data-add=${path.join(".")}>
        ${parts.map((part) => html`<option value=${part}>${this.t(`when.${part}`)}</option>`)}</select>
      <button type="button" class="small" @click=${add}>+ ${this.t("when.add")}</button></div>`;
  }
}
