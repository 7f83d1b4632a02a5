/** Days and moments as a reader of each language writes them out; ISO stays in `<time datetime>`. */

import type { Language } from "../service/catalog";

/** 28 november 2026, 28 novembre 2026, 28 November 2026. A bare day (`2026-11-28`) is that day wherever the reader is. */
export function writtenDay(iso: string, language: Language): string {
  const isBareDay = iso.length === 10;
  return written(iso, language, { dateStyle: "long", ...(isBareDay ? { timeZone: "UTC" } : {}) });
}

/** The day with the time to the second, in the reader's own time zone. */
export function writtenMoment(iso: string, language: Language): string {
  return written(iso, language, { dateStyle: "long", timeStyle: "medium" });
}

/** French numbers the first of a month: 1er décembre. */
function written(iso: string, language: Language, form: Intl.DateTimeFormatOptions): string {
  const text = new Intl.DateTimeFormat(`${language}-BE`, form).format(new Date(iso));
  return language === "fr" ? text.replace(/^1 /, "1er ") : text;
}
