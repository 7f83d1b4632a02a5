/** A list of lines changed where it differs: what stands around the others, and how they were quoted, stays. */

import { type Path, edited } from "./edit";

/** The text with `lines` at `path`, where `before` stands now; an empty list takes the field away. */
export function withLines(text: string, path: Path, before: readonly string[], lines: readonly string[]): string {
  if (lines.length === 0) return edited(text, path, undefined);
  if (before.length === 0) return edited(text, path, [...lines]);
  const head = shared(before, lines);
  const room = Math.min(before.length, lines.length) - head;
  const tail = Math.min(room, shared([...before].reverse(), [...lines].reverse()));
  // Into the middle nothing can be put: then the lines behind it move on by one.
  const isLonger = lines.length > before.length;
  const stop = isLonger ? before.length : lines.length - tail;
  let after = text;
  for (let place = head; place < stop; place += 1) if (before[place] !== lines[place]) after = edited(after, [...path, place], lines[place]);
  for (let place = before.length; place < lines.length; place += 1) after = edited(after, [...path, place], lines[place]);
  for (let gone = lines.length; gone < before.length; gone += 1) after = edited(after, [...path, stop], undefined);
  return after;
}

/** How many of the first are the same. */
function shared(one: readonly string[], other: readonly string[]): number {
  const differs = one.findIndex((line, place) => line !== other[place]);
  return differs < 0 ? Math.min(one.length, other.length) : differs;
}

/** Lines of a textarea as a list, empty ones left out. */
export function linesOf(text: string): string[] {
  return text.split("\n").map((line) => line.trim()).filter(Boolean);
}
