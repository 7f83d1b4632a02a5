/** Advice without its lead-in ("Zeg liever: "), which the page sets itself; as src/simulator/report/texts does. */

import type { Language, LocalText } from "../service/catalog";

const LEAD_INS: Record<Language, readonly string[]> = {
  nl: ["zeg liever"],
  fr: ["dites plutôt"],
  en: ["better say", "say rather", "rather say", "say instead"],
};

export function betterWording(suggestion: LocalText, language: Language): string {
  const text = suggestion[language];
  const leadIn = LEAD_INS[language].find((start) => text.toLowerCase().startsWith(start));
  return leadIn ? text.slice(leadIn.length).replace(/^[\s:]+/u, "") : text;
}
