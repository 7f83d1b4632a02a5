/** The texts of the report: they travel with it, so that the first page stays small. */

import { filled } from "../../i18n";
import type { Language } from "../../service/catalog";
import { en } from "./en";
import { fr } from "./fr";
import { type ReportKey, type ReportMessages, nl } from "./nl";

export type { ReportKey } from "./nl";
export type Translate = (key: ReportKey, values?: Record<string, string | number>) => string;

export const MESSAGES: Record<Language, ReportMessages> = { nl, fr, en };

export function translator(language: Language): Translate {
  return (key, values) => filled(MESSAGES[language][key], values);
}
