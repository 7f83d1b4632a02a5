/** What every form stands on: the text, what it says at a place, lists whose items come and go, and what is wrong where. */

import { LitElement, type PropertyValues, type TemplateResult, html, nothing } from "lit";
import { property } from "lit/decorators.js";
import { parseDocument } from "yaml";

import type { Language } from "../../service/catalog";
import { type StudioKey, translator } from "../i18n";
import { readable } from "../i18n/vocabulary";
import type { ContentFinding } from "../studio-service";
import { type Path, type Value, edited } from "../yaml/edit";
import { moved } from "../yaml/move";
import { type Placed, isWithin, placed } from "../yaml/place";
import { type Schema, wordsAt } from "../yaml/schema";
import { fieldNotes } from "./field-notes";

export type Data = Record<string, Value>;

export interface ItemOptions {
  /** What it comes to, beside its name. */
  brief?: string;
  /** The order counts: it can be moved. */
  isOrdered?: boolean;
}

export abstract class ContentForm extends LitElement {
  @property({ attribute: false }) text = "";
  @property({ attribute: false }) language: Language = "nl";
  @property({ attribute: false }) schema: Schema = {};
  @property({ attribute: false }) findings: readonly ContentFinding[] = [];

  protected data: Data | null = null;
  private parsed: string | null = null;
  private placed: readonly Placed<ContentFinding>[] = [];
  private shown = new Set<ContentFinding>();

  override willUpdate(changed: PropertyValues<this>): void {
    if (changed.has("findings")) this.placed = placed(this.text, this.findings);
    if (this.parsed === this.text) return;
    this.parsed = this.text;
    const document = parseDocument(this.text);
    const found = document.errors.length === 0 ? (document.toJS() as unknown) : null;
    this.data = found !== null && typeof found === "object" && !Array.isArray(found) ? (found as Data) : null;
  }

  override render() {
    this.shown = new Set();
    return this.data ? this.sections() : html`<p class="alert" role="status">${this.t("form.unreadable")}</p>`;
  }

  protected abstract sections(): TemplateResult;

  protected get t() {
    return translator(this.language);
  }

  protected at(path: Path): Value {
    let found: unknown = this.data;
    for (const step of path) found = found === null || typeof found !== "object" ? undefined : (found as Record<string | number, unknown>)[step];
    return found as Value;
  }

  /** A list of the text; nothing where it has none. */
  protected list(path: Path): Value[] {
    const found = this.at(path);
    return Array.isArray(found) ? found : [];
  }

  /** The ids of a list; empty for an item that has none. */
  protected idsAt(path: Path): string[] {
    return this.list(path).map((one) => String((one as { id?: Value } | null)?.id ?? ""));
  }

  protected words(path: Path): string[] {
    return wordsAt(this.schema, path);
  }

  protected change(path: Path, value: Value): void {
    this.take(edited(this.text, path, value));
  }

  /** The text as it is from now on. */
  protected take(after: string): void {
    if (after === this.text) return;
    this.text = after;
    this.dispatchEvent(new CustomEvent<string>("edit", { detail: after }));
  }

  /** What is wrong with a list or a group as a whole. */
  protected problemsAt(path: Path): TemplateResult | typeof nothing {
    return fieldNotes(path, this.findingsAt(path)).shown;
  }

  /** What is wrong at a place and was not shown yet; with `isWhole` anything inside it, too. */
  protected findingsAt(path: Path, isWhole = false): ContentFinding[] {
    const found = this.under(path).filter((one) => (isWhole || one.path.length === path.length) && !this.shown.has(one.found));
    for (const one of found) this.shown.add(one.found);
    return found.map((one) => one.found);
  }

  protected section(key: StudioKey, content: unknown, places: readonly string[] = []): TemplateResult {
    const wrong = places.flatMap((place) => this.under([place])).length;
    return html`<details class="section" ?open=${key === this.firstSection}><summary><h2>${this.t(key)}</h2>${this.badge(wrong)}</summary><div class="fields">${content}</div></details>`;
  }

  /** Which one is open from the start. */
  protected abstract get firstSection(): StudioKey;

  /** One of a list, which opens on its name. */
  protected item(path: Path, heading: string, content: unknown, options: ItemOptions = {}): TemplateResult {
    const name = String(this.at([...path, "id"]) ?? "");
    const wrong = this.under(path).length;
    const notes = fieldNotes(path, this.findingsAt(path, true));
    return html`<details class="item" data-place=${path.join(".")}>
      <summary><h3>${heading}: ${readable(name)}</h3>${options.brief ? html` <span class="brief">${options.brief}</span>` : nothing}${this.badge(wrong)}</summary>
      <div>${notes.shown}${content}<div class="row">${options.isOrdered ? this.moveButtons(path, name) : nothing}${this.removeButton(path, name)}</div></div></details>`;
  }

  protected removeButton(path: Path, name: string): TemplateResult {
    return html`<button type="button" class="quiet small" aria-label="${this.t("form.remove")}: ${readable(name)}" @click=${() => this.removeItem(path)}>${this.t("form.remove")}</button>`;
  }

  /** Puts something at a place that is empty, and shows it. */
  protected addButton(key: StudioKey, path: Path, value: () => Value): TemplateResult {
    const place = path.slice(0, typeof path.at(-1) === "number" ? -1 : undefined).join(".");
    return html`<div><button type="button" class="small" data-add=${place} @click=${() => void this.add(path, value())}>+ ${this.t(key)}</button></div>`;
  }

  protected async add(path: Path, value: Value): Promise<void> {
    this.change(path, value);
    await this.updateComplete;
    const added = this.placeOf(path);
    for (let node: Element | null = added; node; node = node.parentElement) if (node instanceof HTMLDetailsElement) node.open = true;
    const words = added?.querySelector<HTMLDetailsElement>(":scope > .box > .ticks");
    if (words) words.open = true;
    added?.querySelector<HTMLElement>("input, textarea, select, details > summary:not(.item > summary), button")?.focus();
  }

  /** Who removed it with the keyboard goes on at its neighbour, or where another is added. */
  protected async removeItem(path: Path): Promise<void> {
    const list = path.slice(0, -1);
    const place = path.at(-1);
    const open = this.openItems(list);
    if (typeof place === "number") open.splice(place, 1);
    this.change(path, undefined);
    await this.updateComplete;
    this.openAs(list, open);
    const neighbour = typeof place === "number" ? this.placeOf([...list, Math.min(place, open.length - 1)]) : null;
    const add = [list, path].map((one) => this.renderRoot.querySelector<HTMLElement>(`[data-add="${one.join(".")}"]`)).find(Boolean);
    (neighbour?.querySelector<HTMLElement>("summary, select, input, button") ?? add)?.focus();
  }

  private moveButtons(path: Path, name: string): TemplateResult {
    const place = path.at(-1) as number;
    const last = this.list(path.slice(0, -1)).length - 1;
    const button = (by: 1 | -1, key: StudioKey) => html`<button type="button" class="quiet small" data-by=${by} aria-label="${this.t(key)}: ${readable(name)}"
      ?disabled=${by < 0 ? place === 0 : place === last} @click=${() => void this.moveItem(path, by)}>${this.t(key)}</button>`;
    return html`${button(-1, "form.up")}${button(1, "form.down")}`;
  }

  private async moveItem(path: Path, by: 1 | -1): Promise<void> {
    const list = path.slice(0, -1);
    const from = path.at(-1) as number;
    const open = this.openItems(list);
    [open[from], open[from + by]] = [open[from + by]!, open[from]!];
    this.take(moved(this.text, list, from, from + by));
    await this.updateComplete;
    this.openAs(list, open);
    const item = this.placeOf([...list, from + by]);
    const [same, other] = [by, -by].map((one) => item?.querySelector<HTMLButtonElement>(`:scope > div > .row > [data-by="${one}"]`));
    (same?.disabled ? other : same)?.focus();
  }

  private placeOf(path: Path): HTMLElement | null {
    return this.renderRoot.querySelector<HTMLElement>(`[data-place="${path.join(".")}"]`);
  }

  /** Items are drawn by their number: which of them are open has to move with them. */
  private openItems(list: Path): boolean[] {
    return this.list(list).map((_, place) => (this.placeOf([...list, place]) as HTMLDetailsElement | null)?.open ?? false);
  }

  private openAs(list: Path, open: readonly boolean[]): void {
    for (const [place, isOpen] of open.entries()) {
      const item = this.placeOf([...list, place]);
      if (item instanceof HTMLDetailsElement) item.open = isOpen;
    }
  }

  private under(path: Path): Placed<ContentFinding>[] {
    return this.placed.filter((one) => isWithin(one.path, path));
  }

  private badge(wrong: number) {
    if (wrong === 0) return nothing;
    return html` <span class="wrong">${wrong === 1 ? this.t("item.error") : this.t("item.errors", { count: wrong })}</span>`;
  }
}
