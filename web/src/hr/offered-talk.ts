/** <offered-talk>: one talk that HR may take out once, and what came of it, said where it happened. */

import { LitElement, css, html, nothing } from "lit";
import { customElement, property, state } from "lit/decorators.js";

import { day, moment } from "../mine/numbers";
import type { Language, ScenarioCard } from "../service/catalog";
import { goToTheDoor } from "../service/door";
import { type ReportFormat, ServiceError } from "../service/rest";
import { type TakenFile, save } from "../service/saving";
import { controls } from "../style/controls";
import { officeStyle } from "../style/office";
import { exerciseName } from "./exercise-name";
import { type OfferedTalk, type Refusal, exportUrl, refusalOf, takeTalk } from "./hr-service";
import { translator } from "./i18n";

const FORMATS: readonly ReportFormat[] = ["html", "pdf", "xlsx", "csv", "json", "xapi"];
/** Of the page before it is known: a short report. */
const FIRST_HEIGHT_PX = 600;

@customElement("offered-talk")
export class OfferedTalkCard extends LitElement {
  @property({ attribute: false }) language: Language = "nl";
  @property({ attribute: false }) scenarios: readonly ScenarioCard[] = [];
  @property({ attribute: false }) talk!: OfferedTalk;
  @property({ attribute: false }) isLocal = false;

  @state() private step: "open" | "asking" | "busy" | "taken" | "refused" = "open";
  @state() private format: ReportFormat = "html";
  @state() private file: TakenFile | null = null;
  @state() private refusal: Refusal | null = null;
  @state() private heightPx = FIRST_HEIGHT_PX;

  static override styles = [
    controls, officeStyle,
    css`
      .ask { display: flex; flex-wrap: wrap; gap: 12px; align-items: end; }
      .ask label { flex: 0 1 270px; }
      iframe { width: 100%; border: 1px solid var(--line); border-radius: var(--radius); background: #fff; display: block; }
      .waiting { height: 0; border: 0; visibility: hidden; }
    `,
  ];

  override render() {
    const { language, talk } = this;
    const t = translator(language);
    return html`<article class="card stack" aria-labelledby="title">
      <div>
        <h2 id="title">${this.exercise}</h2>
        <p><span class="name">${this.name}</span> · ${t("talks.held", { day: day(talk.held_at, language) })}</p>
        <p class="hint">${talk.offered_at === talk.held_at ? t("talks.offered.tick") : t("talks.offered", { moment: moment(talk.offered_at, language) })}</p>
      </div>
      ${this.step === "open" ? this.offer() : nothing} ${this.step === "asking" ? this.question() : nothing}
      ${this.step === "busy" ? html`<p role="status">${t("take.busy")}</p>` : nothing}
      ${this.step === "refused" ? html`<p class="alert" role="alert">${this.sentence()}</p>` : nothing}
      ${this.step === "taken" ? this.taken() : nothing}
      ${this.format === "html" && (this.step === "busy" || this.step === "taken") ? this.page() : nothing}
    </article>`;
  }

  private get exercise(): string {
    return exerciseName(this.talk.scenario_id, this.scenarios, this.language);
  }

  private get name(): string {
    return this.talk.trainee_name ?? translator(this.language)("talks.here");
  }

  private offer() {
    const t = translator(this.language);
    return html`<div class="ask">
      <label class="field"><span>${t("take.format")}</span>
        <select @change=${(event: Event) => (this.format = (event.target as HTMLSelectElement).value as ReportFormat)}>
          ${FORMATS.map((format) => html`<option value=${format} ?selected=${format === this.format}>${t(`format.${format}`)}</option>`)}</select></label>
      <button class="primary" @click=${() => this.ask()}>${t(this.format === "html" ? "take.view" : "take.start")}</button>
    </div>`;
  }

  private question() {
    const t = translator(this.language);
    return html`<div class="alert" role="alertdialog" aria-labelledby="title" aria-describedby="question">
      <p id="question">${t(this.isLocal ? "take.confirm.here" : "take.confirm", { name: this.name })}</p>
      <div class="row"><button class="primary" @click=${this.take}>${t(this.format === "html" ? "take.yes.view" : "take.yes")}</button>
        <button @click=${() => (this.step = "open")}>${t("take.no")}</button></div></div>`;
  }

  private taken() {
    const t = translator(this.language);
    const isPage = this.format === "html";
    const told = isPage ? (this.isLocal ? "take.viewed.here" : "take.viewed") : this.isLocal ? "take.taken.here" : "take.taken";
    return html`<div class="done" role="status"><p>${t(told, { file: this.file?.name ?? "" })}</p>
      <button @click=${isPage ? this.savePage : () => this.file && save(this.file)}>${t(isPage ? "take.save" : "take.again")}</button></div>`;
  }

  /**
   * The address is opened once, by the frame itself: a page that this one put together would fall under its policy, which
   * lets no style of a report in. No script runs in it; same origin so that it can be measured and saved.
   */
  private page() {
    return html`<iframe class=${this.step === "busy" ? "waiting" : ""} title=${translator(this.language)("take.frame", { title: this.exercise })}
      sandbox="allow-same-origin" height=${this.heightPx} src=${exportUrl(this.talk.session_id, "html")} @load=${this.arrived}></iframe>`;
  }

  private sentence(): string {
    const t = translator(this.language);
    const refusal = this.refusal!;
    switch (refusal.why) {
      case "used":
        return t("refused.used", { who: refusal.line.by_name ?? t("refused.somebody"), moment: moment(refusal.line.exported_at, this.language) });
      case "failed":
        return t("hr.failed", { reason: refusal.reason });
      default:
        return t(`refused.${refusal.why}`);
    }
  }

  private ask(): void {
    this.step = "asking";
    void this.updateComplete.then(() => this.renderRoot.querySelector<HTMLElement>('[role="alertdialog"] button')?.focus());
  }

  private take = async (): Promise<void> => {
    this.step = "busy";
    if (this.format === "html") return; // the frame asks by itself
    try {
      this.file = await takeTalk(this.talk.session_id, this.format);
      this.settle("taken");
    } catch (error) {
      await this.refuse(error);
    }
  };

  private arrived = async (event: Event): Promise<void> => {
    const page = (event.target as HTMLIFrameElement).contentDocument;
    if (!page) return goToTheDoor(); // the sign-in page lets nobody frame it
    if (page.contentType !== "text/html") {
      await this.refuse(refusedIn(page));
      return;
    }
    this.settle("taken");
    await this.updateComplete;
    this.heightPx = Math.max(FIRST_HEIGHT_PX / 2, page.documentElement.scrollHeight + 8);
  };

  private async refuse(error: unknown): Promise<void> {
    this.refusal = await refusalOf(this.talk, error);
    this.settle("refused");
  }

  private settle(step: "taken" | "refused"): void {
    this.step = step;
    this.dispatchEvent(new CustomEvent("settled"));
  }

  private savePage = (): void => {
    const page = this.renderRoot.querySelector("iframe")?.contentDocument;
    if (!page) return;
    const url = URL.createObjectURL(new Blob([`<!doctype html>\n${page.documentElement.outerHTML}`], { type: "text/html" }));
    save({ name: `rechtuit-${this.talk.session_id.slice(0, 8)}.html`, url });
  };
}

/** The refusal that a frame shows in place of the page: a problem (RFC 9457) as text. */
function refusedIn(page: Document): ServiceError {
  try {
    const { detail, status } = JSON.parse(page.body.textContent ?? "") as { detail: string; status: number };
    return new ServiceError(detail, status);
  } catch {
    return new ServiceError(page.body.textContent ?? "");
  }
}
