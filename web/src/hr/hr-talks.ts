/** <hr-talks>: the talks that HR may take out now, one by one or all in one workbook. */

import { LitElement, html, nothing } from "lit";
import { customElement, property, state } from "lit/decorators.js";
import { repeat } from "lit/directives/repeat.js";

import { FocusKeeper } from "../pages/focus";
import type { Language, ScenarioCard } from "../service/catalog";
import { ServiceError, reasonOf } from "../service/rest";
import { type TakenFile, save } from "../service/saving";
import { controls } from "../style/controls";
import { officeStyle } from "../style/office";
import { type OfferedTalk, openTalks, takeAll } from "./hr-service";
import { type HrKey, translator } from "./i18n";
import "./offered-talk";

@customElement("hr-talks")
export class HrTalks extends LitElement {
  @property({ attribute: false }) language: Language = "nl";
  @property({ attribute: false }) scenarios: readonly ScenarioCard[] = [];
  @property({ attribute: false }) isLocal = false;

  /** As they were when the list was read: what was taken since stays in its place, with what came of it. */
  @state() private talks: readonly OfferedTalk[] | null = null;
  @state() private settled: ReadonlySet<string> = new Set();
  @state() private step: "open" | "asking" | "busy" = "open";
  protected readonly keeper = new FocusKeeper(this, "[aria-labelledby=many] button");
  @state() private file: TakenFile | null = null;
  @state() private problem = "";

  static override styles = [controls, officeStyle];

  override connectedCallback(): void {
    super.connectedCallback();
    void this.load();
  }

  override render() {
    const t = translator(this.language);
    return html`<p class="lead">${t("talks.lead")}</p><div class="below">
      ${this.problem ? html`<p class="alert" role="alert">${this.problem}</p>` : nothing}
      ${this.file ? this.taken(this.file) : nothing}
      ${this.talks ? this.list(this.talks) : html`<p role="status">${this.problem ? nothing : t("hr.loading")}</p>`}</div>`;
  }

  private list(talks: readonly OfferedTalk[]) {
    const t = translator(this.language);
    if (!talks.length) return html`<div class="card stack"><h2>${t("talks.none")}</h2><p>${t("talks.none.how")}</p></div>`;
    return html`<ul class="list">${repeat(talks, (talk) => talk.session_id, (talk) => html`<li>
        <offered-talk .language=${this.language} .scenarios=${this.scenarios} .isLocal=${this.isLocal} .talk=${talk} @settled=${() => this.settle(talk)}></offered-talk></li>`)}</ul>
      ${this.many(talks.filter((talk) => !this.settled.has(talk.session_id)).length)}`;
  }

  private many(count: number) {
    const t = translator(this.language);
    if (count < 2) return nothing;
    const busy = this.step === "busy";
    return html`<section class="card stack" aria-labelledby="many">
      <h2 id="many">${t("many.title")}</h2><p>${t("many.lead", { count })}</p>
      ${this.step === "open"
        ? html`<div class="row"><button @click=${() => (this.step = "asking")}>${t("many.start")}</button></div>`
        : html`<div class="alert" role="alertdialog" aria-labelledby="many">
            <p>${t(this.isLocal ? "take.confirm.here" : "many.confirm", { count })}</p>
            <div class="row"><button class="primary" aria-disabled=${busy} @click=${this.takeAll}>${t(busy ? "take.busy" : "take.yes")}</button>
              <button aria-disabled=${busy} @click=${() => !busy && (this.step = "open")}>${t("take.no")}</button></div></div>`}
    </section>`;
  }

  private taken(file: TakenFile) {
    const t = translator(this.language);
    return html`<div class="done" role="status"><p>${t(this.isLocal ? "take.taken.here" : "many.taken", { file: file.name })}</p>
      <button @click=${() => save(file)}>${t("take.again")}</button></div>`;
  }

  private settle(talk: OfferedTalk): void {
    this.settled = new Set([...this.settled, talk.session_id]);
  }

  private takeAll = async (): Promise<void> => {
    if (this.step === "busy") return;
    this.problem = "";
    this.file = null;
    this.step = "busy";
    try {
      this.file = await takeAll(this.language);
    } catch (error) {
      this.problem = translator(this.language)(refusedKey(error), { reason: reasonOf(error) });
    }
    this.step = "open";
    await this.load();
  };

  private async load(): Promise<void> {
    try {
      this.talks = await openTalks();
      this.settled = new Set();
    } catch (error) {
      this.problem = translator(this.language)("hr.failed", { reason: reasonOf(error) });
    }
  }
}

function refusedKey(error: unknown): HrKey {
  const status = error instanceof ServiceError ? error.status : 0;
  return status === 403 ? "many.refused" : status === 404 ? "many.none" : "hr.failed";
}
