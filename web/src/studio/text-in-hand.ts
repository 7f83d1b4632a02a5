/** The text of one talk or colleague as it is being written: what of it the service keeps, and what is wrong in it. */

import type { Language } from "../service/catalog";
import { reasonOf } from "../service/rest";
import type { StudioKey } from "./i18n";
import type { ContentFinding, ContentItem, ContentOpened, Kind } from "./studio-service";
import * as service from "./studio-service";
import type { Schema } from "./yaml/schema";

const AFTER_TYPING_MS = 350;

export class TextInHand {
  /** null: not opened yet. */
  item: ContentItem | null = null;
  text = "";
  schema: Schema | null = null;
  /** null: nobody has looked yet. */
  findings: readonly ContentFinding[] | null = null;
  /** Something is asked of the service that must be done before the next. */
  isBusy = false;
  /** What was done last, to be told. */
  told: StudioKey | null = null;
  problem = "";

  private kept = "";
  private timer = 0;
  private checks = 0;

  constructor(
    private readonly kind: Kind,
    private readonly id: string,
    private readonly language: () => Language,
    private readonly changed: () => void,
  ) {}

  get isChanged(): boolean {
    return this.item !== null && this.text !== this.kept;
  }

  async open(): Promise<void> {
    await this.doing(async () => {
      const [opened, schema] = await Promise.all([service.openContent(this.kind, this.id), service.schemaOf(this.kind)]);
      this.schema = schema;
      this.take(opened);
      await this.check();
    });
  }

  /** Who walks away has not thrown it away. */
  leave(): void {
    window.clearTimeout(this.timer);
    void this.keep();
  }

  edit(text: string, told: StudioKey | null = null): void {
    this.text = text;
    this.told = told;
    window.clearTimeout(this.timer);
    this.timer = window.setTimeout(() => void this.check(), AFTER_TYPING_MS);
    this.changed();
  }

  /** Only the answer to the newest question counts. */
  async check(): Promise<void> {
    const number = (this.checks += 1);
    const asked = { kind: this.kind, id: this.id, text: this.text, language: this.language() };
    try {
      const findings = await service.checkText(asked);
      if (number === this.checks) this.findings = findings;
    } catch (error) {
      if (number === this.checks) this.problem = reasonOf(error);
    }
    this.changed();
  }

  /** As a draft, where it differs from what is kept; false: the service did not. */
  async keep(): Promise<boolean> {
    const { item, text } = this;
    if (!item || !this.isChanged) return true;
    return this.doing(async () => {
      this.item = (await service.saveDraft(this.kind, this.id, text, item.sha256)).item;
      this.kept = text; // somebody may have typed on meanwhile
      this.told = "page.saved";
    });
  }

  async publish(): Promise<void> {
    if (!(await this.keep())) return;
    await this.check();
    if (this.findings && this.findings.length > 0) {
      this.told = "page.not_clean";
      this.changed();
      return;
    }
    await this.doing(async () => {
      this.take(await service.publish(this.kind, this.id));
      this.told = "page.published";
    });
  }

  /** What was typed and not kept yet is kept first: what the service then shows takes its place. */
  async archive(): Promise<void> {
    if (!(await this.keep())) return;
    await this.doing(async () => {
      this.take(await service.archive(this.kind, this.id));
      this.told = "page.archived";
      await this.check();
    });
  }

  /** True: there was nothing but the draft, and nothing is left. */
  async discard(): Promise<boolean> {
    const wasAll = this.item?.status === "draft";
    const isDone = await this.doing(async () => {
      await service.discardDraft(this.kind, this.id);
      this.kept = this.text;
      if (wasAll) return;
      this.take(await service.openContent(this.kind, this.id));
      await this.check();
    });
    return isDone && wasAll;
  }

  /** What the service has now is what is shown. */
  private take(opened: ContentOpened): void {
    this.item = opened.item;
    this.text = this.kept = opened.text;
  }

  private async doing(work: () => Promise<void>): Promise<boolean> {
    this.isBusy = true;
    this.problem = "";
    this.changed();
    try {
      await work();
      return true;
    } catch (error) {
      this.problem = reasonOf(error);
      return false;
    } finally {
      this.isBusy = false;
      this.changed();
    }
  }
}
