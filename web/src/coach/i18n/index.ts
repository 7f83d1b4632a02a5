/** The texts of the trainer's page for talks that were shared. */

import { filled } from "../../i18n";
import type { Language } from "../../service/catalog";
import { en } from "./en";
import { fr } from "./fr";
import { type CoachKey, type CoachMessages, nl } from "./nl";

export type { CoachKey } from "./nl";
export type Translate = (key: CoachKey, values?: Record<string, string | number>) => string;

export const MESSAGES: Record<Language, CoachMessages> = { nl, fr, en };

export function translator(language: Language): Translate {
  return (key, values) => filled(MESSAGES[language][key], values);
}
