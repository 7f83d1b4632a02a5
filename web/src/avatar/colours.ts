/** Shades of the few colours a persona file names. */

/** Mixes two `#rrggbb` colours; 0 gives the first, 1 the second. */
export function mix(first: string, second: string, share: number): string {
  const [a, b] = [channels(first), channels(second)];
  return `#${a.map((value, i) => hex(value + share * (b[i]! - value))).join("")}`;
}

export function darker(colour: string, share: number): string {
  return mix(colour, "#1a1020", share);
}

export function lighter(colour: string, share: number): string {
  return mix(colour, "#ffffff", share);
}

function channels(colour: string): number[] {
  return [1, 3, 5].map((i) => Number.parseInt(colour.slice(i, i + 2), 16));
}

function hex(value: number): string {
  return Math.round(value).toString(16).padStart(2, "0");
}
