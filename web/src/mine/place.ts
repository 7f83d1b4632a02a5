/** Where in one's own pages an address leads. */

export const TABS = ["report", "trainers", "hr", "keep"] as const;
export type Tab = (typeof TABS)[number];

export type Place = { kind: "talks" } | { kind: "data" } | { kind: "talk"; sessionId: string; tab: Tab };

/** `#mine`, `#mine/data`, `#mine/ID` (its report) and `#mine/ID/trainers`; anything else is the list. */
export function placeOf(hash: string): Place {
  const [, first, second] = /^#mine\/([\w-]+)(?:\/(\w+))?$/.exec(hash) ?? [];
  if (!first) return { kind: "talks" };
  if (first === "data" && !second) return { kind: "data" };
  const tab = TABS.find((name) => name === (second ?? "report"));
  return tab ? { kind: "talk", sessionId: first, tab } : { kind: "talks" };
}

export function addressOf(sessionId: string, tab: Tab = "report"): string {
  return tab === "report" ? `#mine/${sessionId}` : `#mine/${sessionId}/${tab}`;
}
