/** Moments, points and lengths as a reader of each language writes them. */

import type { Language } from "../service/catalog";

export function moment(iso: string, language: Language): string {
  return new Intl.DateTimeFormat(`${language}-BE`, { dateStyle: "medium", timeStyle: "short" }).format(new Date(iso));
}

export function day(iso: string, language: Language): string {
  return new Intl.DateTimeFormat(`${language}-BE`, { dateStyle: "medium" }).format(new Date(iso));
}

/** At most one decimal, as points are computed. */
export function points(value: number, language: Language): string {
  return new Intl.NumberFormat(`${language}-BE`, { maximumFractionDigits: 1 }).format(value);
}

/** From 0 to 1 with two decimals. */
export function ratio(value: number, language: Language): string {
  return new Intl.NumberFormat(`${language}-BE`, { minimumFractionDigits: 2, maximumFractionDigits: 2 }).format(value);
}

/** A share from 0 to 1 as whole percents, spaced as each language and the reports do. */
export function percent(share: number, language: Language): string {
  return `${Math.round(share * 100)}${language === "en" ? "" : "\u00a0"}%`;
}

/** With its sign, a minus and not a hyphen; nought has none. */
export function change(value: number, language: Language): string {
  const size = points(Math.abs(value), language);
  if (size === "0") return size;
  return value > 0 ? `+${size}` : `\u2212${size}`;
}

/** Minutes, one at least: a talk of twenty seconds is not one of none. */
export function minutes(durationMs: number): number {
  return Math.max(1, Math.round(durationMs / 60_000));
}
