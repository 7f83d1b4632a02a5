/** What stands under a field: a word of help, and what is wrong with it, with code and fix. */

import { type TemplateResult, html, nothing } from "lit";

import type { ContentFinding } from "../studio-service";
import type { Path } from "../yaml/edit";

export interface FieldNotes {
  /** For aria-describedby. */
  ids: string | typeof nothing;
  isWrong: boolean;
  shown: TemplateResult | typeof nothing;
}

export function fieldNotes(path: Path, findings: readonly ContentFinding[], help = ""): FieldNotes {
  const id = path.join("-");
  const ids = [help ? `${id}-help` : "", findings.length > 0 ? `${id}-wrong` : ""].filter(Boolean).join(" ");
  const shown = html`${help ? html`<p class="hint" id="${id}-help">${help}</p>` : nothing}
    ${findings.length > 0 ? html`<div class="problems" id="${id}-wrong">${findings.map(problem)}</div>` : nothing}`;
  return { ids: ids || nothing, isWrong: findings.length > 0, shown: ids ? shown : nothing };
}

function problem(finding: ContentFinding): TemplateResult {
  const message = finding.message.charAt(0).toLocaleUpperCase() + finding.message.slice(1);
  return html`<p><span class="code">${finding.code}</span> ${message} <strong>${finding.fix}</strong></p>`;
}
