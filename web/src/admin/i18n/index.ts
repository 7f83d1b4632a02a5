/** The administrators' own texts: they travel with the section, so that the first page stays small. */

import { filled } from "../../i18n";
import type { Language } from "../../service/catalog";
import { en } from "./en";
import { fr } from "./fr";
import { type AdminKey, type AdminMessages, nl } from "./nl";

export type { AdminKey } from "./nl";
export type Translate = (key: AdminKey, values?: Record<string, string | number>) => string;

export const MESSAGES: Record<Language, AdminMessages> = { nl, fr, en };

export function translator(language: Language): Translate {
  return (key, values) => filled(MESSAGES[language][key], values);
}
