/** <diagram-view>: the scenario drawn by the service; as a picture, so that the page's policy holds. */

import { LitElement, type PropertyValues, css, html } from "lit";
import { customElement, property, state } from "lit/decorators.js";

import type { Language } from "../service/catalog";
import { reasonOf } from "../service/rest";
import { controls } from "../style/controls";
import { translator } from "./i18n";
import { drawText } from "./studio-service";

const AFTER_TYPING_MS = 600;

@customElement("diagram-view")
export class DiagramView extends LitElement {
  @property({ attribute: false }) language: Language = "nl";
  @property({ attribute: false }) text = "";
  @property() contentId = "";

  @state() private svg = "";
  @state() private problem = "";
  private timer = 0;

  static override styles = [
    controls,
    css`
      .frame { overflow: auto; border: 1px solid var(--line); border-radius: var(--radius); background: #fff; }
      img { display: block; width: 100%; min-width: 560px; height: auto; }
      .row { margin-top: 12px; }
    `,
  ];

  override updated(changed: PropertyValues<this>): void {
    if (!changed.has("text") && !changed.has("language") && !changed.has("contentId")) return;
    window.clearTimeout(this.timer);
    this.timer = window.setTimeout(() => void this.draw(), this.svg ? AFTER_TYPING_MS : 0);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    window.clearTimeout(this.timer);
  }

  override render() {
    const t = translator(this.language);
    if (!this.svg) return html`<p class="hint" role="status">${this.problem ? t("diagram.failed", { reason: this.problem }) : t("studio.loading")}</p>`;
    const address = `data:image/svg+xml;charset=utf-8,${encodeURIComponent(this.svg)}`;
    return html`<div class="frame" tabindex="0" role="region" aria-label=${t("view.diagram")}><img alt=${t("diagram.alt", { id: this.contentId })} src=${address} /></div>
      <div class="row"><a class="button" download="${this.contentId}.svg" href=${address}>${t("diagram.download")}</a>
      ${this.problem ? html`<p class="hint" role="status">${t("diagram.failed", { reason: this.problem })}</p>` : ""}</div>`;
  }

  private async draw(): Promise<void> {
    try {
      this.svg = await drawText(this.contentId, this.text, this.language);
      this.problem = "";
    } catch (error) {
      this.problem = reasonOf(error).split("\n")[0]!;
    }
  }
}
