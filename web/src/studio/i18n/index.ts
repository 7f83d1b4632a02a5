/** The studio's own texts: they travel with the studio, so that the first page stays small. */

import { filled } from "../../i18n";
import type { Language } from "../../service/catalog";
import { en } from "./en";
import { fr } from "./fr";
import { type StudioKey, type StudioMessages, nl } from "./nl";

export type { StudioKey } from "./nl";
export type Translate = (key: StudioKey, values?: Record<string, string | number>) => string;

export const MESSAGES: Record<Language, StudioMessages> = { nl, fr, en };

export function translator(language: Language): Translate {
  return (key, values) => filled(MESSAGES[language][key], values);
}
