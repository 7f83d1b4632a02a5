/** Numbers of a report as a reader of each language writes them. */

import type { Language } from "../service/catalog";

/** 65 000 ms is 1:05. */
export function clockTime(timeMs: number): string {
  const seconds = Math.floor(Math.max(0, timeMs) / 1000);
  return `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, "0")}`;
}

/** At most one decimal, as points are computed. */
export function points(value: number, language: Language): string {
  return new Intl.NumberFormat(`${language}-BE`, { maximumFractionDigits: 1 }).format(value);
}
