/** <trainers-view>: whether trainers see a talk, and what they wrote beside it. */

import { css, html, nothing } from "lit";
import { customElement, property, state } from "lit/decorators.js";

import { Page } from "../pages/page";
import type { OwnTalk } from "../service/own-talks";
import { reasonOf } from "../service/rest";
import { type Author, type Criterion, type Override, type Remark, type TalkDocument, fetchTalkDocument, inForce } from "../service/talk-document";
import { controls } from "../style/controls";
import { translator } from "./i18n";
import { mineStyle } from "./mine-style";
import { setShared } from "./mine-service";
import { day, moment, points } from "./numbers";

@customElement("trainers-view")
export class TrainersView extends Page {
  @property({ attribute: false }) talk!: OwnTalk;

  @state() private found: TalkDocument | null = null;
  @state() private problem = "";
  @state() private isBusy = false;

  static override styles = [
    controls, mineStyle,
    css`
      .blocks { display: grid; gap: 20px; margin-top: 20px; }
      .blocks > * { min-width: 0; }
      ul { list-style: none; margin: 0; padding: 0; display: grid; gap: 16px; }
      li { border-left: 4px solid var(--accent); padding-left: 14px; display: grid; gap: 4px; }
      .words { white-space: pre-line; overflow-wrap: anywhere; }
    `,
  ];

  override connectedCallback(): void {
    super.connectedCallback();
    void this.load();
  }

  override render() {
    const t = translator(this.language);
    return html`<h1 tabindex="-1">${t("trainers.title")}</h1><p class="lead">${t("trainers.lead")}</p>
      ${this.problem ? html`<p class="alert" role="alert">${t("mine.failed", { reason: this.problem })}</p>` : nothing}
      <div class="blocks">${this.sharing()} ${this.found ? html`${this.remarks(this.found)} ${this.given(this.found)}` : nothing}</div>`;
  }

  private sharing() {
    const t = translator(this.language);
    const since = this.talk.shared_at;
    return html`<section class="card stack">
      <p role="status"><strong>${since ? t("trainers.shared", { since: moment(since, this.language) }) : t("trainers.not_shared")}</strong></p>
      <div class="row"><button class=${since ? "" : "primary"} aria-disabled=${this.isBusy} @click=${() => this.share(!since)}>${t(since ? "trainers.unshare" : "trainers.share")}</button></div>
      ${since ? html`<p class="hint">${t("trainers.unshare.hint")}</p>` : nothing}
    </section>`;
  }

  private remarks({ remarks, turns }: TalkDocument) {
    const t = translator(this.language);
    return html`<section class="card stack"><h2>${t("trainers.remarks")}</h2>
      ${remarks.length === 0 ? html`<p class="hint">${t("trainers.no_remarks")}</p>` : nothing}
      <ul>${remarks.map((remark) => html`<li><p class="hint">${this.about(remark, turns)}</p><p class="words">${remark.words}</p><p class="hint">${this.signed(remark.by)}</p></li>`)}</ul>
    </section>`;
  }

  private about({ item_id }: Remark, turns: TalkDocument["turns"]): string {
    const t = translator(this.language);
    const turn = turns.find((one) => one.item_id === item_id);
    return turn ? t("trainers.about", { words: turn.text }) : t("trainers.whole");
  }

  /** The computed points and the trainer's, both: neither takes the other's place. */
  private given({ criteria, overrides, trainer_total, outcome }: TalkDocument) {
    const t = translator(this.language);
    const holding = inForce(overrides);
    const total = { computed: points(outcome.total, this.language), given: points(trainer_total ?? outcome.total, this.language) };
    return html`<section class="card stack"><h2>${t("trainers.points")}</h2>
      ${holding.size === 0
        ? html`<p class="hint">${t("trainers.no_points")}</p>`
        : html`<ul>${criteria.map((part) => this.givenFor(part, holding.get(part.criterion_id), overrides))}</ul><p><strong>${t("trainers.total", total)}</strong></p>`}
    </section>`;
  }

  private givenFor(part: Criterion, override: Override | undefined, all: readonly Override[]) {
    if (!override) return nothing;
    const t = translator(this.language);
    const write = (value: number) => points(value, this.language);
    const earlier = all.filter((one) => one.criterion_id === override.criterion_id && one !== override);
    return html`<li><p><strong>${part.title[this.language]}</strong>: ${t("trainers.beside", { computed: write(part.value), max: write(part.max), given: write(override.value) })}</p>
      <p class="words">${override.reason}</p><p class="hint">${this.signed(override.by)}</p>
      ${earlier.map((one) => html`<p class="hint">${t("trainers.earlier", { value: write(one.value), reason: one.reason })}</p>`)}</li>`;
  }

  private signed(by: Author): string {
    const t = translator(this.language);
    return t("trainers.by", { name: by.name ?? t("trainers.someone"), day: day(by.at, this.language) });
  }

  private async share(isShared: boolean): Promise<void> {
    if (this.isBusy) return;
    this.isBusy = true;
    this.problem = "";
    try {
      const shared_at = await setShared(this.talk.session_id, isShared);
      this.tell<OwnTalk>("changed", { ...this.talk, shared_at });
    } catch (error) {
      this.problem = reasonOf(error);
    }
    this.isBusy = false;
  }

  private async load(): Promise<void> {
    try {
      this.found = await fetchTalkDocument(this.talk.session_id, "trainee", this.language);
    } catch (error) {
      this.problem = reasonOf(error);
    }
  }
}
