/** Where a talk or colleague stands: its status, a draft beside it, where it comes from. */

import { html, nothing } from "lit";

import type { Language } from "../service/catalog";
import { translator } from "./i18n";
import type { ContentItem } from "./studio-service";

export function itemBadges(item: ContentItem, language: Language) {
  const t = translator(language);
  return html`<span class="badge ${item.status}">${t(`item.${item.status}`)}</span>
    ${item.has_draft && item.status !== "draft" ? html`<span class="badge draft">${t("item.has_draft")}</span>` : nothing}
    <span class="badge">${t(`item.${item.origin}`)}</span>`;
}
