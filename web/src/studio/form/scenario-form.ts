/** <scenario-form>: a talk for who does not want YAML. What the form has no field for stays in the text, untouched. */

import { type TemplateResult, html } from "lit";
import { customElement } from "lit/decorators.js";

import { translator } from "../../i18n";
import { LANGUAGES } from "../../service/catalog";
import { controls } from "../../style/controls";
import { fieldStyle } from "../studio-style";
import type { Path, Value } from "../yaml/edit";
import { ContentForm, freshId, linesOf } from "./content-form";
import { formStyle } from "./form-style";
import { SIMPLE, type SimpleKind, conditionOf, simpleCondition } from "./simple-condition";

const LEVELS = ["easy", "normal", "hard"] as const;
const RATIOS = ["patience_ratio", "tension_ratio", "trust_ratio"] as const;
const EMPTY = { nl: "…", fr: "…", en: "…" };

@customElement("scenario-form")
export class ScenarioForm extends ContentForm {
  static override styles = [controls, fieldStyle, formStyle];

  protected override sections(): TemplateResult {
    return html`
      ${this.section("form.section.core", this.core(), true)}
      ${this.section("form.section.phases", this.phases())}
      ${this.section("form.section.rubric", this.rubric())}
      ${this.section("form.section.difficulty", this.difficulty())}
      ${this.section("form.section.examples", this.examples())}`;
  }

  private core() {
    const languages = this.list(["languages"]).map(String);
    return html`
      ${this.localField(["title"])} ${this.localField(["briefing"], { isLong: true })} ${this.localField(["core"], { isLong: true })}
      ${this.choiceField(["kind"], this.words(["kind"]))}
      ${this.ticksField(["languages"], LANGUAGES)} ${this.ticksField(["personas"], this.words(["personas", 0]))}
      ${LANGUAGES.filter((language) => languages.includes(language)).map((language) => this.textField(["opening", language], { isLong: true, label: `${this.t("field.opening")} (${language})` }))}`;
  }

  private get phaseIds(): string[] {
    return this.idsAt(["phases"]);
  }

  /** The ids of a list; empty for an item that has none. */
  private idsAt(path: Path): string[] {
    return this.list(path).map((one) => String((one as { id?: Value } | null)?.id ?? ""));
  }

  private phases() {
    const ids = this.phaseIds;
    return html`${ids.map((_, number) => this.phase(["phases", number], number))}
      ${this.addButton("phase.add", () => this.change(["phases", ids.length], { id: freshId("fase", ids), goal: { ...EMPTY } }))}`;
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
      ${this.addButton("transition.add", () => {
        const next = this.phaseIds[number + 1] ?? this.phaseIds[0]!;
        this.change([...path, "transitions", transitions.length], { to: next, when: { core_said: true } });
      })}`);
  }

  private transition(path: Path) {
    const to = String(this.at([...path, "to"]) ?? "");
    return html`<div class="step">
      <div class="grid">${this.choiceField([...path, "to"], this.phaseIds)} ${this.condition([...path, "when"])}</div>
      <div>${this.removeButton(path, to)}</div>
    </div>`;
  }

  private condition(path: Path) {
    const { kind, words, number } = simpleCondition(this.at(path));
    const kinds: SimpleKind[] = kind === "other" ? [...SIMPLE, "other"] : [...SIMPLE];
    const acts = this.words([...path, "acts_any", 0]);
    return html`<label class="field"><span>${this.t("field.when")}</span>
        <select @change=${(event: Event) => this.change(path, conditionOf((event.target as HTMLSelectElement).value as SimpleKind, acts[0] ?? "close"))}>
          ${kinds.map((one) => html`<option value=${one} ?selected=${one === kind} ?disabled=${one === "other"}>${this.t(`when.${one}`)}</option>`)}
        </select></label>
      ${kind === "acts_any" ? this.ticksField([...path, "acts_any"], [...new Set([...words, ...acts])], { label: this.t("when.act") }) : ""}
      ${number === null ? "" : this.numberField([...path, kind], { label: this.t("when.number"), step: 1 })}
      ${kind === "other" ? html`<p class="hint">${this.t("form.in_text")}</p>` : ""}`;
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
      ${this.addButton("criterion.add", () => {
        const ids = this.idsAt(path);
        const left = Math.max(1, 100 - sum);
        this.change([...path, criteria.length], { id: freshId("criterium", ids), title: { ...EMPTY }, weight: left, bands: [{ measure: measures[0] ?? "news_severity", full: 0, zero: 1 }] });
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
      ${this.addButton("example.add", () => {
        const ids = this.idsAt(["examples"]);
        const language = String(this.list(["languages"])[0] ?? "nl");
        this.change(["examples", examples.length], { id: freshId("voorbeeld", ids), language, turns: [{ text: "…" }] });
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
