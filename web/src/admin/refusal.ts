/** Why the service refused what an administrator asked, in the reader's language where we know the reason. */

import type { Language } from "../service/catalog";
import { ServiceError, reasonOf } from "../service/rest";
import { translator } from "./i18n";

export function refusal(error: unknown, language: Language): string {
  const t = translator(language);
  if (error instanceof ServiceError && error.code === "last_admin") return t("person.last_admin");
  // The form lets no name through that is written wrongly.
  if (error instanceof ServiceError && error.param === "sign_in_name") return t("person.taken");
  return t("admin.failed", { reason: reasonOf(error) });
}
