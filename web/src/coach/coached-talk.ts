/** <coached-talk>: a shared talk with its words and points, and the trainer's remarks and points beside them. */

import { type PropertyValues, css, html, nothing } from "lit";
import { customElement, property, state } from "lit/decorators.js";

import { mineStyle } from "../mine/mine-style";
import { day, points } from "../mine/numbers";
import { Page } from "../pages/page";
import { ServiceError, reasonOf } from "../service/rest";
import { type Author, type Criterion, type Override, type Remark, type TalkDocument, type Turn, fetchTalkDocument, inForce } from "../service/talk-document";
import { controls } from "../style/controls";
import { type SharedTalk, addOverride, addRemark, trainerReportUrl } from "./coach-service";
import { type CoachKey, translator } from "./i18n";

const NOT_THERE = 404;
/** What is being written: beside a turn, a criterion, or nothing. */
type Writing = { turn: string } | { part: string } | null;

@customElement("coached-talk")
export class CoachedTalk extends Page {
  @property({ attribute: false }) talk!: SharedTalk;

  @state() private found: TalkDocument | null = null;
  @state() private writing: Writing = null;
  @state() private saved: CoachKey | null = null;
  @state() private problem = "";
  @state() private isBusy = false;

  static override styles = [
    controls, mineStyle,
    css`
      .columns { display: grid; gap: 20px 28px; margin-top: 20px; align-items: start; }
      .columns > * { min-width: 0; align-content: start; }
      ol, .parts { list-style: none; margin: 0; padding: 0; display: grid; gap: 14px; }
      .who { font-size: 0.8rem; color: var(--muted); }
      .said { overflow-wrap: anywhere; }
      .trainee { border-left: 4px solid var(--accent); padding-left: 14px; }
      .persona { padding-left: 18px; color: var(--muted); }
      .remark { margin-top: 8px; padding: 10px 14px; background: var(--accent-soft); border-radius: 10px; white-space: pre-line; overflow-wrap: anywhere; }
      button.quiet { padding-inline: 0; font-size: 0.89rem; color: var(--accent); }
      form { display: grid; gap: 12px; margin-top: 8px; }
      .part { display: grid; gap: 4px; border-bottom: 1px solid var(--line); padding-bottom: 10px; }
      .part:last-child { border-bottom: 0; padding-bottom: 0; }
      .part h3 { margin: 0; font-size: 1rem; display: flex; justify-content: space-between; gap: 12px; }
      .part h3 span { white-space: nowrap; font-variant-numeric: tabular-nums; }
      .given { color: var(--accent); font-weight: 600; }
      input[type="number"] { width: 8em; }
      @media (min-width: 940px) { .columns { grid-template-columns: minmax(0, 1fr) 380px; } }
    `,
  ];

  override willUpdate(changed: PropertyValues<this>): void {
    if (changed.get("talk")?.session_id !== this.talk.session_id && changed.has("talk")) void this.load();
  }

  override render() {
    const t = translator(this.language);
    const name = this.talk.trainee_name ?? t("coach.somebody");
    return html`${this.found
        ? html`<h1 tabindex="-1">${this.found.scenario.title[this.language]}</h1><p class="lead">${t("talk.lead", { name, persona: this.found.persona.name })}</p>`
        : html`<h1 tabindex="-1">${name}</h1>`}
      ${this.problem ? html`<p class="alert" role="alert">${this.problem}</p>` : nothing}
      <p class="done" role="status">${this.saved ? t(this.saved) : nothing}</p>
      ${this.found ? this.columns(this.found) : nothing}`;
  }

  private columns(found: TalkDocument) {
    const t = translator(this.language);
    return html`<div class="columns">
      <section class="card stack"><h2>${t("talk.words")}</h2><ol>${found.turns.map((turn) => this.turn(turn, found))}</ol></section>
      <div class="stack">
        <section class="card stack"><h2>${t("talk.whole")}</h2>${this.written(found.remarks, null)}
          ${this.form(null)}
          <div class="row"><a class="button" target="_blank" rel="noopener" href=${trainerReportUrl(this.talk.session_id, this.language)}>${t("talk.report")}</a></div></section>
        ${this.points(found)}
      </div></div>`;
  }

  private turn(turn: Turn, { persona, remarks }: TalkDocument) {
    const t = translator(this.language);
    const isTrainee = turn.who === "trainee";
    const isOpen = this.writing !== null && "turn" in this.writing && this.writing.turn === turn.item_id;
    return html`<li class=${turn.who}><span class="who">${isTrainee ? (this.talk.trainee_name ?? t("talk.trainee")) : (turn.speaker?.name ?? persona.name)}</span>
      <p class="said" lang=${this.talk.language}>${turn.text}</p>
      ${this.written(remarks, turn.item_id)}
      ${isTrainee && !isOpen ? html`<button class="quiet" @click=${() => this.write({ turn: turn.item_id })}>${t("remark.add")}</button>` : nothing}
      ${isOpen ? this.form(turn.item_id) : nothing}</li>`;
  }

  private written(remarks: readonly Remark[], itemId: string | null) {
    return remarks.filter(({ item_id }) => item_id === itemId)
      .map(({ words, by }) => html`<div class="remark">${words}<br /><span class="hint">${this.signed(by)}</span></div>`);
  }

  /** The form beside the whole talk is there from the start and has nothing to cancel. */
  private form(itemId: string | null) {
    const t = translator(this.language);
    return html`<form @submit=${(event: SubmitEvent) => this.saveRemark(event, itemId)}>
      <label class="field"><span>${t("remark.words")}</span><textarea name="words" required maxlength="4000"></textarea></label>
      <div class="row"><button class="primary" type="submit" aria-disabled=${this.isBusy}>${t("remark.save")}</button>${itemId === null ? nothing : this.cancel()}</div></form>`;
  }

  private cancel() {
    return html`<button type="button" @click=${this.close}>${translator(this.language)("remark.cancel")}</button>`;
  }

  private points({ criteria, overrides, outcome }: TalkDocument) {
    const t = translator(this.language);
    const holding = inForce(overrides);
    return html`<section class="card stack"><h2>${t("points.title")}</h2><p class="hint">${t("points.lead")}</p>
      <p><strong>${t("points.total")}: ${points(outcome.total, this.language)}</strong></p>
      <ul class="parts">${criteria.map((part) => this.criterion(part, holding.get(part.criterion_id)))}</ul></section>`;
  }

  private criterion(part: Criterion, given: Override | undefined) {
    const t = translator(this.language);
    const max = points(part.max, this.language);
    const isOpen = this.writing !== null && "part" in this.writing && this.writing.part === part.criterion_id;
    return html`<li class="part"><h3>${part.title[this.language]} <span>${t("points.computed", { value: points(part.value, this.language), max })}</span></h3>
      <p class="hint">${part.reason[this.language]}</p>
      ${given ? html`<p class="given">${t("points.yours", { value: points(given.value, this.language), max })}</p><p class="hint">${given.reason}<br />${this.signed(given.by)}</p>` : nothing}
      ${isOpen ? this.pointsForm(part) : html`<div><button class="quiet" aria-label=${t("points.give.for", { part: part.title[this.language] })} @click=${() => this.write({ part: part.criterion_id })}>${t("points.give")}</button></div>`}</li>`;
  }

  private pointsForm(part: Criterion) {
    const t = translator(this.language);
    return html`<form @submit=${(event: SubmitEvent) => this.savePoints(event, part)}>
      <label class="field"><span>${t("points.value", { max: points(part.max, this.language) })}</span><input type="number" name="value" min="0" max=${part.max} step="any" required .value=${String(part.value)} /></label>
      <label class="field"><span>${t("points.reason")}</span><textarea name="reason" required maxlength="4000"></textarea></label>
      <div class="row"><button class="primary" type="submit" aria-disabled=${this.isBusy}>${t("remark.save")}</button>${this.cancel()}</div></form>`;
  }

  private signed(by: Author): string {
    const t = translator(this.language);
    return t("remark.by", { name: by.name ?? t("remark.trainer"), day: day(by.at, this.language) });
  }

  private write(writing: Writing): void {
    this.writing = writing;
    this.saved = null;
    void this.updateComplete.then(() => this.renderRoot.querySelector<HTMLElement>("li form input, li form textarea")?.focus());
  }

  /** The button that opened the form stands there again, and takes the focus back. */
  private readonly close = (): void => {
    const place = this.shadowRoot?.activeElement?.closest("li");
    this.writing = null;
    void this.updateComplete.then(() => place?.querySelector<HTMLElement>("button")?.focus());
  };

  private async saveRemark(event: SubmitEvent, itemId: string | null): Promise<void> {
    const form = taken(event);
    await this.saving("remark.saved", async (found) => {
      const remarks = await addRemark(this.talk.session_id, text(form, "words"), itemId);
      form.reset();
      return { ...found, remarks };
    });
  }

  private async savePoints(event: SubmitEvent, { criterion_id }: Criterion): Promise<void> {
    const form = taken(event);
    const value = Number(text(form, "value"));
    await this.saving("points.saved", async (found) => ({
      ...found, overrides: await addOverride(this.talk.session_id, criterion_id, value, text(form, "reason")),
    }));
  }

  private async saving(told: CoachKey, save: (found: TalkDocument) => Promise<TalkDocument>): Promise<void> {
    if (!this.found || this.isBusy) return;
    this.isBusy = true;
    this.problem = "";
    try {
      this.found = await save(this.found);
      this.close();
      this.saved = told;
    } catch (error) {
      this.problem = this.sentenceOf(error);
    }
    this.isBusy = false;
  }

  private sentenceOf(error: unknown): string {
    const t = translator(this.language);
    if (error instanceof ServiceError && error.status === NOT_THERE) return t("coach.gone");
    return t("coach.failed", { reason: reasonOf(error) });
  }

  private async load(): Promise<void> {
    this.found = null;
    try {
      this.found = await fetchTalkDocument(this.talk.session_id, "trainer", this.language);
      this.focusHeading();
    } catch (error) {
      this.problem = this.sentenceOf(error);
    }
  }
}

function taken(event: SubmitEvent): HTMLFormElement {
  event.preventDefault();
  return event.target as HTMLFormElement;
}

function text(form: HTMLFormElement, name: string): string {
  return String(new FormData(form).get(name));
}
