/** The page's texts in the language of the reader. */

import { LANGUAGES, type Language } from "../service/catalog";
import { en } from "./en";
import { fr } from "./fr";
import { type MessageKey, type Messages, nl } from "./nl";

export type { MessageKey } from "./nl";
export type Translate = (key: MessageKey, values?: Record<string, string | number>) => string;

export const MESSAGES: Record<Language, Messages> = { nl, fr, en };

/** A language's own name, which is how a reader looks for it. */
export const OWN_NAMES: Record<Language, string> = { nl: "Nederlands", fr: "Français", en: "English" };

const STORED = "rechtuit.language";

export function translator(language: Language): Translate {
  return (key, values) => filled(MESSAGES[language][key], values);
}

/** A sentence with its {places} filled in; what no value is given for stays as it is. */
export function filled(sentence: string, values: Record<string, string | number> = {}): string {
  return sentence.replace(/\{(\w+)\}/g, (place, name: string) => String(values[name] ?? place));
}

/** The reader's earlier choice, else the browser's languages, else Dutch. */
export function preferredLanguage(): Language {
  const wanted = [read(), ...navigator.languages.map((tag) => tag.slice(0, 2).toLowerCase())];
  return LANGUAGES.find((language) => language === wanted.find((one) => LANGUAGES.includes(one as Language))) ?? "nl";
}

export function rememberLanguage(language: Language): void {
  try {
    localStorage.setItem(STORED, language);
  } catch {
    // A browser that keeps nothing only asks again next time.
  }
}

function read(): string {
  try {
    return localStorage.getItem(STORED) ?? "";
  } catch {
    return "";
  }
}
