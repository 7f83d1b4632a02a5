/** <scenario-form>: a talk for who does not want YAML. What the form has no field for stays in the text, untouched. */

import { type TemplateResult, html } from "lit";
import { customElement } from "lit/decorators.js";

import { translator } from "../../i18n";
import { LANGUAGES } from "../../service/catalog";
import { controls } from "../../style/controls";
import { fieldStyle } from "../studio-style";
import type { Path, Value } from "../yaml/edit";
import { linesOf } from "../yaml/lines";
import { formStyle } from "./form-style";
import { MomentForm } from "./moment-form";
import { freshId } from "./new-items";

const LEVELS = ["easy", "normal", "hard"] as const;
const RATIOS = ["patience_ratio", "tension_ratio", "trust_ratio"] as const;
const EMPTY = { nl: "…", fr: "…", en: "…" };

@customElement("scenario-form")
export class ScenarioForm extends MomentForm {
  static override styles = [controls, fieldStyle, formStyle];

  protected override sections(): TemplateResult {
    return html`
      ${this.section("form.section.core", this.core(), ["title", "briefing", "core", "kind", "languages", "personas", "opening"])}
      ${this.section("form.section.phases", this.phases(), ["phases"])}
      ${this.section("form.section.triggers", this.triggers(), ["triggers"])}
      ${this.section("form.section.table", this.table(), ["also_present"])}
      ${this.section("form.section.rubric", this.rubric(), ["rubric"])}
      ${this.section("form.section.difficulty", this.difficulty(), ["difficulties"])}
      ${this.section("form.section.examples", this.examples(), ["examples"])}`;
  }

  protected override get firstSection() {
    return "form.section.core" as const;
  }

  private core() {
    const languages = this.list(["languages"]).map(String);
    return html`
      ${this.localField(["title"])} ${this.localField(["briefing"], { isLong: true })} ${this.localField(["core"], { isLong: true })}
      ${this.choiceField(["kind"], this.words(["kind"]))}
      ${this.ticksField(["languages"], LANGUAGES)} ${this.castField(["personas"])}
      ${LANGUAGES.filter((language) => languages.includes(language)).map((language) => this.textField(["opening", language], { isLong: true, label: `${this.t("field.opening")} (${language})` }))}`;
  }

  private phases() {
    const ids = this.idsAt(["phases"]);
    return html`${ids.map((_, number) => this.phase(["phases", number], number))}
      ${this.addButton("phase.add", ["phases", ids.length], () => ({ id: freshId("fase", ids), goal: { ...EMPTY } }))}`;
  }

  private phase(path: Path, number: number) {
    const transitions = this.list([...path, "transitions"]);
    return this.item(path, this.t("phase", { number: number + 1 }), html`
      ${this.textField([...path, "id"])} ${this.localField([...path, "goal"], { isLong: true })}
      <div class="grid">${this.numberField([...path, "until_s"], { isOptional: true, step: 1 })} ${this.numberField([...path, "turn_silence_ms"], { isOptional: true, step: 50 })}</div>
      ${this.tickField([...path, "silence_is_content"])}
      ${this.ticksField([...path, "expected_acts"], this.words([...path, "expected_acts", 0]))}
      <h3>${this.t("field.transitions")}</h3>
      ${transitions.map((_, step) => this.transition([...path, "transitions", step]))}
      ${this.addButton("transition.add", [...path, "transitions", transitions.length], () => {
        const ids = this.idsAt(["phases"]);
        return { to: ids[number + 1] ?? ids[0]!, when: { core_said: true } };
      })}`);
  }

  private transition(path: Path) {
    const to = String(this.at([...path, "to"]) ?? "");
    return html`<div class="step" data-place=${path.join(".")}>
      ${this.choiceField([...path, "to"], this.idsAt(["phases"]))} ${this.condition([...path, "when"], this.t("field.when"))}
      <div>${this.removeButton(path, to)}</div>
    </div>`;
  }

  private rubric() {
    const path: Path = ["rubric", "criteria"];
    const criteria = this.list(path);
    const sum = criteria.reduce<number>((total, one) => total + (Number((one as { weight?: Value } | null)?.weight) || 0), 0);
    const isGood = Math.abs(sum - 100) < 1e-6;
    const measures = this.words([...path, 0, "bands", 0, "measure"]);
    return html`
      <div class="grid">${this.numberField(["rubric", "pass_mark"], { step: 1 })}</div>
      <p class="sum ${isGood ? "good" : "wrong"}" role="status">${isGood ? this.t("weights.good") : this.t("weights.wrong", { sum: Math.round(sum * 100) / 100 })}</p>
      ${criteria.map((_, number) => this.criterion([...path, number], number, measures))}
      ${this.addButton("criterion.add", [...path, criteria.length], () => {
        const bands = [{ measure: measures[0] ?? "news_severity", full: 0, zero: 1 }];
        return { id: freshId("criterium", this.idsAt(path)), title: { ...EMPTY }, weight: Math.max(1, 100 - sum), bands };
      })}`;
  }

  private criterion(path: Path, number: number, measures: readonly string[]) {
    const bands = this.list([...path, "bands"]);
    return this.item(path, `${this.t("criterion", { number: number + 1 })} (${Number(this.at([...path, "weight"]) ?? 0)})`, html`
      ${this.localField([...path, "title"])}
      <div class="grid">${this.numberField([...path, "weight"], { step: 1 })}</div>
      ${bands.map((_, place) => html`<div class="grid">
        ${this.choiceField([...path, "bands", place, "measure"], measures)}
        ${this.numberField([...path, "bands", place, "full"])} ${this.numberField([...path, "bands", place, "zero"])}</div>`)}`);
  }

  private difficulty() {
    const page = translator(this.language);
    return html`<table>
      <thead><tr><td></td>${RATIOS.map((ratio) => html`<th scope="col">${this.t(`field.${ratio}`)}</th>`)}</tr></thead>
      <tbody>${LEVELS.map((level) => html`<tr><th scope="row">${page(`difficulty.${level}`)}</th>${RATIOS.map((ratio) => {
        const value = this.at(["difficulties", level, ratio]);
        return html`<td><input type="number" step="0.05" min="0.05" aria-label="${this.t(`field.${ratio}`)}, ${page(`difficulty.${level}`)}" placeholder="1"
          .value=${typeof value === "number" ? String(value) : ""}
          @change=${(event: Event) => {
            const written = (event.target as HTMLInputElement).value;
            this.change(["difficulties", level, ratio], written === "" ? undefined : Number(written));
          }} /></td>`;
      })}</tr>`)}</tbody>
    </table>`;
  }

  private examples() {
    const examples = this.list(["examples"]);
    return html`<p class="hint">${this.t("form.section.examples.hint")}</p>
      ${examples.map((_, number) => this.example(["examples", number], number))}
      ${this.addButton("example.add", ["examples", examples.length], () => {
        const language = String(this.list(["languages"])[0] ?? "nl");
        return { id: freshId("voorbeeld", this.idsAt(["examples"])), language, turns: [{ text: "…" }] };
      })}`;
  }

  private example(path: Path, number: number) {
    const turns = this.list([...path, "turns"]) as { text?: string; pause_after_s?: number }[];
    const set = (event: Event) => {
      const lines = linesOf((event.target as HTMLTextAreaElement).value);
      // A pause belongs to the turn it follows, as long as that turn stays where it is.
      const kept = lines.map((text, place) => ({ ...turns[place], text }) as Value);
      if (lines.length > 0) this.change([...path, "turns"], kept);
    };
    return this.item(path, this.t("example", { number: number + 1 }), html`
      <div class="grid">
        ${this.choiceField([...path, "language"], this.list(["languages"]).map(String))}
        ${this.choiceField([...path, "persona"], this.list(["personas"]).map(String), { isOptional: true })}
      </div>
      <label class="field"><span>${this.t("field.turns")}</span>
        <textarea rows=${Math.min(12, Math.max(3, turns.length * 2))} .value=${turns.map((turn) => turn.text ?? "").join("\n")} @change=${set}></textarea></label>
      <div class="grid">
        ${this.numberField([...path, "score_at_least"], { isOptional: true, step: 1 })} ${this.numberField([...path, "score_at_most"], { isOptional: true, step: 1 })}
        ${this.numberField([...path, "news_turn"], { isOptional: true, step: 1 })}
      </div>`);
  }
}
