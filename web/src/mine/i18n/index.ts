/** The texts of one's own pages: they travel with them, so that the first page stays small. */

import { filled } from "../../i18n";
import type { Language } from "../../service/catalog";
import { en } from "./en";
import { fr } from "./fr";
import { type MineKey, type MineMessages, nl } from "./nl";

export type { MineKey } from "./nl";
export type Translate = (key: MineKey, values?: Record<string, string | number>) => string;

export const MESSAGES: Record<Language, MineMessages> = { nl, fr, en };

export function translator(language: Language): Translate {
  return (key, values) => filled(MESSAGES[language][key], values);
}
