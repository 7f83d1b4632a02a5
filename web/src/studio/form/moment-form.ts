/** Moments at which somebody does something of the author's: triggers of the colleague, and joins of a second one at the table. */

import { type TemplateResult, html } from "lit";

import { wordIn } from "../i18n/vocabulary";
import type { Path } from "../yaml/edit";
import { type Cast, schemaAt } from "../yaml/schema";
import { ConditionForm } from "./condition-form";
import type { FieldOptions } from "./field-form";
import { newJoin, newTable, newTrigger } from "./new-items";

const TRIGGERS: Path = ["triggers"];
const TABLE: Path = ["also_present"];
const JOINS: Path = [...TABLE, "joins"];

export abstract class MomentForm extends ConditionForm {
  protected triggers(): TemplateResult {
    const ids = this.idsAt(TRIGGERS);
    return html`<p class="hint">${this.t("form.section.triggers.hint")}</p>${this.problemsAt(TRIGGERS)}
      ${ids.map((_, place) => this.trigger([...TRIGGERS, place], place))}
      ${this.addButton("trigger.add", [...TRIGGERS, ids.length], () => newTrigger(ids))}`;
  }

  protected table(): TemplateResult {
    const languages = this.list(["languages"]).map(String);
    const hint = html`<p class="hint">${this.t("form.section.table.hint")}</p>`;
    if (this.at(TABLE) === undefined) {
      return html`${hint}${this.addButton("table.add", TABLE, () => newTable(this.list(["personas"]).map(String), this.cast, languages))}`;
    }
    const ids = this.idsAt(JOINS);
    return html`${hint}<div class="group" data-place=${TABLE.join(".")}>
      ${this.problemsAt(TABLE)}
      ${this.castField([...TABLE, "personas"], { label: this.t("field.sits"), help: "field.sits.help" })}
      <h3>${this.t("field.joins")}</h3><p class="hint">${this.t("field.joins.help")}</p>${this.problemsAt(JOINS)}
      ${ids.map((_, place) => this.join([...JOINS, place], place))}
      ${this.addButton("join.add", [...JOINS, ids.length], () => newJoin(ids, languages))}
      <div><button type="button" class="quiet small" @click=${() => void this.removeItem(TABLE)}>${this.t("table.remove")}</button></div></div>`;
  }

  private get cast(): Cast {
    return schemaAt(this.schema, ["personas", 0])?.["x-cast"] ?? {};
  }

  /** Who there is, by name and with the languages they speak. */
  protected castField(path: Path, options: FieldOptions = {}): TemplateResult {
    const { cast } = this;
    const called = (id: string) => (cast[id] ? `${cast[id].name} (${cast[id].languages.join(", ")})` : id);
    return this.ticksField(path, this.words(["personas", 0]), { ...options, called });
  }

  private trigger(path: Path, place: number): TemplateResult {
    return this.item(path, this.t("trigger", { number: place + 1 }), html`
      ${this.textField([...path, "id"])}
      ${this.condition([...path, "when"], this.t("field.when"))}
      ${this.doing(path, "field.mood.trigger.help")}
      ${this.linesField([...path, "say"], { help: "field.say.trigger.help" })}
      ${this.often(path)}`, { brief: this.intentOf(path), isOrdered: true });
  }

  private join(path: Path, place: number): TemplateResult {
    return this.item(path, this.t("join", { number: place + 1 }), html`
      ${this.textField([...path, "id"])}
      ${this.condition([...path, "when"], this.t("field.when"), ["silence_s_at_least"])}
      ${this.tickField([...path, "spoken_to"], { help: "field.spoken_to.help" })}
      ${this.choiceField([...path, "place"], this.words([...path, "place"]), { help: "field.place.help" })}
      ${this.doing(path, "field.mood.join.help")}
      ${this.linesField([...path, "say"], { help: "field.say.join.help" })}
      ${this.often(path)}`, { brief: this.intentOf(path), isOrdered: true });
  }

  private doing(path: Path, help: "field.mood.trigger.help" | "field.mood.join.help"): TemplateResult {
    return html`<div class="grid">
      ${this.choiceField([...path, "intent"], this.words([...path, "intent"]), { label: this.t("field.does") })}
      ${this.choiceField([...path, "mood"], this.words([...path, "mood"]), { help, isOptional: true })}</div>`;
  }

  private often(path: Path): TemplateResult {
    return html`${this.tickField([...path, "once"], { help: "field.once.help" })}
      ${this.ticksField([...path, "phases"], this.idsAt(["phases"]), { label: this.t("field.only_phases"), help: "field.only_phases.help" })}`;
  }

  private intentOf(path: Path): string {
    const intent = this.at([...path, "intent"]);
    return typeof intent === "string" ? wordIn(intent, this.language) : "";
  }
}
