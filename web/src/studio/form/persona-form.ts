/** <persona-form>: a colleague for who does not want YAML. */

import { type TemplateResult, html, nothing } from "lit";
import { customElement, state } from "lit/decorators.js";

import "../../avatar/face";
import { LANGUAGES, type Look } from "../../service/catalog";
import { controls } from "../../style/controls";
import { fieldStyle } from "../studio-style";
import { wordIn } from "../i18n/vocabulary";
import type { Path } from "../yaml/edit";
import { defaultsAt, keysAt } from "../yaml/schema";
import { linesOf, withLines } from "../yaml/lines";
import { FieldForm } from "./field-form";
import { formStyle } from "./form-style";

const TRAITS = ["openness", "conscientiousness", "extraversion", "agreeableness", "neuroticism"] as const;
const COLOURS = ["skin", "hair", "clothes"] as const;

@customElement("persona-form")
export class PersonaForm extends FieldForm {
  @state() private tongue = "";
  @state() private intent = "";

  static override styles = [controls, fieldStyle, formStyle];

  protected override sections(): TemplateResult {
    return html`
      ${this.section("form.section.who", this.who(), ["name", "age", "role", "summary", "languages", "register"])}
      ${this.section("form.section.character", this.character(), ["personality", "leary", "trajectory", "dynamics"])}
      ${this.section("form.section.look", this.looks(), ["look", "voice"])}
      ${this.section("form.section.lines", this.spoken(), ["lines"])}`;
  }

  protected override get firstSection() {
    return "form.section.who" as const;
  }

  private who() {
    return html`
      <div class="grid">${this.textField(["name"])} ${this.numberField(["age"], { step: 1 })}</div>
      ${this.localField(["role"])} ${this.localField(["summary"], { isLong: true })}
      ${this.ticksField(["languages"], LANGUAGES)} ${this.textField(["register"])}`;
  }

  private character() {
    return html`
      <div class="grid">${TRAITS.map((trait) => this.numberField(["personality", trait], { step: 0.05 }))}</div>
      <div class="grid">
        ${this.choiceField(["leary"], this.words(["leary"]))} ${this.choiceField(["trajectory"], this.words(["trajectory"]))}
        ${this.numberField(["dynamics", "patience"], { isOptional: true, step: 0.05 })}
      </div>`;
  }

  private looks() {
    const look: Partial<Look> = { ...defaultsAt(this.schema, ["look"]), ...((this.at(["look"]) as Partial<Look> | undefined) ?? {}) };
    return html`<div class="with-face">
        ${hasColours(look) ? html`<colleague-face class="face" portrait aria-hidden="true" .look=${look}></colleague-face>` : nothing}
        <div class="grid">${COLOURS.map((name) => this.colour(name, look[name] ?? ""))}</div>
      </div>
      <div class="grid">
        ${this.choiceField(["look", "hair_style"], this.words(["look", "hair_style"]))}
        ${this.tickField(["look", "glasses"])} ${this.tickField(["look", "beard"])}
      </div>
      <div class="grid">
        ${this.choiceField(["voice", "gender"], this.words(["voice", "gender"]))}
        ${this.numberField(["voice", "pitch_st"], { isOptional: true, step: 0.5 })} ${this.numberField(["voice", "rate_ratio"], { isOptional: true, step: 0.05 })}
      </div>`;
  }

  private colour(name: (typeof COLOURS)[number], value: string) {
    return html`<label class="field"><span>${this.t(`field.${name}`)}</span>
      <input type="color" .value=${value} @change=${(event: Event) => this.change(["look", name], (event.target as HTMLInputElement).value)} /></label>`;
  }

  private spoken() {
    const languages = this.list(["languages"]).map(String);
    const tongue = languages.includes(this.tongue) ? this.tongue : (languages[0] ?? "nl");
    const intents = keysAt(this.schema, ["lines", tongue]).map((key) => key.name);
    const written = Object.keys((this.at(["lines", tongue]) as object | undefined) ?? {});
    const intent = intents.includes(this.intent) ? this.intent : (written[0] ?? intents[0] ?? "greet");
    return html`<div class="grid">
        ${this.select(this.t("field.language"), languages, tongue, (word) => (this.tongue = word))}
        ${this.select(this.t("field.intent"), intents, intent, (word) => (this.intent = word))}
      </div>
      ${this.moods(["lines", tongue, intent])}`;
  }

  private moods(path: Path) {
    const written = Object.keys((this.at(path) as object | undefined) ?? {});
    const shown = written.length > 0 ? written : ["neutral"];
    const others = keysAt(this.schema, path).map((key) => key.name).filter((name) => !shown.includes(name));
    return html`${shown.map((mood) => this.mood([...path, mood], mood))}
      ${others.length > 0 && written.length > 0
        ? this.select(this.t("field.mood.add"), others, "", (mood) => mood && this.change([...path, mood], ["…"]))
        : nothing}`;
  }

  private mood(path: Path, mood: string) {
    const lines = this.list(path).map(String);
    const set = (event: Event) => this.take(withLines(this.text, path, lines, linesOf((event.target as HTMLTextAreaElement).value)));
    const notes = this.notes(path, {}, true);
    return this.box(html`<label class="field"><span>${this.t("field.lines", { mood: wordIn(mood, this.language) })}</span>
      <textarea rows=${Math.min(14, Math.max(3, lines.length + 1))} aria-describedby=${notes.ids} aria-invalid=${notes.isWrong} .value=${lines.join("\n")} @change=${set}></textarea></label>`, notes);
  }
}

/** Without a schema some may be missing, and then there is no face to draw. */
function hasColours(look: Partial<Look>): look is Look {
  return COLOURS.every((name) => look[name] !== undefined);
}
