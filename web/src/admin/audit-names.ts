/** The ids of the audit log as people read them: a name where there still is one, else the beginning of a code. */

import { LOCAL } from "../service/rest";
import type { Action, AuditLine } from "./admin-service";
import type { Translate } from "./i18n";

/** Characters of an id or hash: enough to tell two lines apart. */
const SHOWN = 8;
/** What is gone stands in the log as a SHA-256. */
const HASH = /^[0-9a-f]{64}$/;
const UNKNOWN = "unknown";

const OF_TALKS: ReadonlySet<Action> = new Set(["exported", "shared", "unshared", "hr_granted", "hr_withdrawn", "remarked", "overridden"]);
const OF_TOKENS: ReadonlySet<Action> = new Set(["token_made", "token_removed"]);

export function actorOf(line: AuditLine, names: ReadonlyMap<string, string>, t: Translate): string {
  return line.actor_id === null ? t("audit.nobody") : who(line.actor_id, names, t);
}

export function subjectOf(line: AuditLine, names: ReadonlyMap<string, string>, t: Translate): string {
  const id = line.subject.slice(0, SHOWN);
  if (HASH.test(line.subject)) return t("audit.gone", { id });
  if (OF_TALKS.has(line.action)) return t("audit.talk", { id });
  if (OF_TOKENS.has(line.action)) return t("audit.token", { id });
  return who(line.subject, names, t);
}

function who(id: string, names: ReadonlyMap<string, string>, t: Translate): string {
  if (id === LOCAL) return t("person.machine");
  if (id === UNKNOWN) return t("audit.unknown");
  return names.get(id) ?? t("audit.gone", { id: id.slice(0, SHOWN) });
}
