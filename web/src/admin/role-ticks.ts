/** The four roles as ticks, each with what it lets somebody do. */

import { type TemplateResult, html } from "lit";

import type { Language } from "../service/catalog";
import type { Role } from "../service/rest";
import { ROLES } from "./admin-service";
import { translator } from "./i18n";

export function roleTicks(language: Language, ticked: readonly Role[]): TemplateResult {
  const t = translator(language);
  return html`<fieldset><legend>${t("add.roles")}</legend>
    <div class="fields">${ROLES.map((role) => html`<label class="tick"><input type="checkbox" name="roles" value=${role} ?checked=${ticked.includes(role)} />
      <span>${t(`role.${role}`)}</span><span class="hint">${t(`role.${role}.hint`)}</span></label>`)}</div></fieldset>`;
}

export function tickedRoles(form: FormData): Role[] {
  return form.getAll("roles") as Role[];
}
