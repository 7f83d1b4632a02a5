/** Which field a line and a column of a text belong to. */

import { LineCounter, type Node, isMap, isScalar, isSeq, parseDocument } from "yaml";

import type { Path } from "./edit";

export interface AtLine {
  /** From 1. */
  line: number;
  /** From 1. */
  column: number;
  /** Name of another file, when it is not this one. */
  elsewhere: string | null;
}

export interface Placed<Found> {
  path: Path;
  found: Found;
}

/** Each finding with the way to its field; those of another file, or of a text that is no YAML, have none. */
export function placed<Found extends AtLine>(text: string, findings: readonly Found[]): Placed<Found>[] {
  const here = findings.filter((found) => found.elsewhere === null);
  if (here.length === 0) return [];
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines });
  if (document.errors.length > 0) return [];
  const fields = [...fieldsIn(document.contents, [])];
  return here.map((found) => {
    const place = (lines.lineStarts[found.line - 1] ?? 0) + found.column - 1;
    return { found, path: pathAt(fields, place) };
  });
}

/** The innermost field that begins there; else the last that begins before it. */
function pathAt(fields: readonly (readonly [number, Path])[], place: number): Path {
  let best: readonly [number, Path] = [-1, []];
  for (const field of fields) if (field[0] <= place && field[0] >= best[0]) best = field;
  return best[1];
}

/** Where keys, values and items begin, outer ones first. */
function* fieldsIn(node: unknown, path: Path): Generator<readonly [number, Path]> {
  if (isMap(node)) {
    for (const { key, value } of node.items) {
      if (!isScalar(key)) continue;
      const way = [...path, String(key.value)];
      yield [key.range![0], way];
      yield* begins(value, way);
    }
  } else if (isSeq(node)) {
    for (const [number, item] of node.items.entries()) yield* begins(item, [...path, number]);
  }
}

function* begins(node: unknown, path: Path): Generator<readonly [number, Path]> {
  const start = (node as Node | null)?.range?.[0];
  if (start !== undefined) yield [start, path];
  yield* fieldsIn(node, path);
}

/** Whether a way is that one, or leads further into it. */
export function isWithin(path: Path, outer: Path): boolean {
  return outer.every((step, depth) => path[depth] === step);
}
