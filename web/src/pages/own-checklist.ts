/** <own-checklist>: what a trainee wants to say or do in this talk, in their own words. */

import { LitElement, css, html, nothing } from "lit";
import { customElement, property, query, state } from "lit/decorators.js";

import { type Translate, translator } from "../i18n";
import type { Language } from "../service/catalog";
import { controls } from "../style/controls";
import { ICONS } from "../style/icons";
import { MAX_LENGTH, MAX_POINTS, type Point, keepPoints, readPoints, withPoint } from "./checklist-store";

@customElement("own-checklist")
export class OwnChecklist extends LitElement {
  @property({ attribute: false }) language: Language = "nl";
  @property() scenario = "";

  @state() private points: readonly Point[] = [];
  @query("#point") private input!: HTMLInputElement;

  static override styles = [
    controls,
    css`
      :host { display: grid; gap: 12px; }
      ul { list-style: none; margin: 0; padding: 0; display: grid; gap: 2px; }
      li { display: grid; grid-template-columns: 1fr auto; align-items: center; gap: 8px; }
      .tick { overflow-wrap: anywhere; }
      .done span { color: var(--muted); text-decoration: line-through; }
      form { display: flex; flex-wrap: wrap; gap: 8px; }
      input[type="text"] { flex: 1 1 15rem; font: inherit; min-width: 0; color: inherit; background: var(--surface); border: 1px solid var(--line-strong); border-radius: 10px; padding: 10px 12px; }
    `,
  ];

  override willUpdate(changed: Map<string, unknown>): void {
    if (changed.has("scenario")) this.points = readPoints(this.scenario);
  }

  override render() {
    const { t, points } = this;
    return html`
      <h2 id="title">${t("checklist.title")}</h2>
      <p class="hint">${t("checklist.lead")}</p>
      ${points.length ? html`<ul aria-labelledby="title">${points.map((point, i) => this.row(point, i))}</ul>` : nothing}
      ${points.length < MAX_POINTS ? this.newPoint() : nothing}`;
  }

  private get t(): Translate {
    return translator(this.language);
  }

  private row(point: Point, index: number) {
    return html`<li>
      <label class="tick ${point.isDone ? "done" : ""}">
        <input type="checkbox" .checked=${point.isDone} @change=${() => this.keep(this.points.map((one, i) => (i === index ? { ...one, isDone: !one.isDone } : one)))} />
        <span>${point.text}</span>
      </label>
      <button type="button" class="quiet" aria-label=${this.t("checklist.remove", { text: point.text })} @click=${() => this.takeOff(index)}>${ICONS.remove}</button>
    </li>`;
  }

  private newPoint() {
    const { t } = this;
    return html`<form @submit=${this.add}>
      <label class="visually-hidden" for="point">${t("checklist.new")}</label>
      <input id="point" type="text" autocomplete="off" maxlength=${MAX_LENGTH} placeholder=${t("checklist.new")} />
      <button type="submit">${t("checklist.add")}</button>
    </form>`;
  }

  private add(event: SubmitEvent): void {
    event.preventDefault();
    this.keep(withPoint(this.points, this.input.value));
    this.input.value = "";
  }

  /** The focus stays in the list: its button is gone. */
  private takeOff(index: number): void {
    this.keep(this.points.filter((_, i) => i !== index));
    void this.updateComplete.then(() => this.input.focus());
  }

  private keep(points: readonly Point[]): void {
    this.points = points;
    keepPoints(this.scenario, points);
  }
}

declare global {
  interface HTMLElementTagNameMap {
    "own-checklist": OwnChecklist;
  }
}
