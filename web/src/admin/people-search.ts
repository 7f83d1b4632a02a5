/** Finding somebody among many. */

import type { Person } from "./admin-service";

/** Those whose name, or name at sign-in, holds what is sought. */
export function matching(people: readonly Person[], sought: string): Person[] {
  const wanted = plain(sought.trim());
  return people.filter((person) => [person.name, ...person.sign_in_names].some((name) => plain(name).includes(wanted)));
}

/** Without accents and capitals: "Noemie" finds Noémie. */
function plain(text: string): string {
  return text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();
}
