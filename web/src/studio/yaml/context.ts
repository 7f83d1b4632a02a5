/** Where the cursor stands in a YAML text that need not be finished: the way to it, and what is being typed there. */

import type { Path, Step } from "./edit";

export interface CursorContext {
  /** To the mapping or list that holds what is typed; list positions are 0, because every item has the same fields. */
  path: Path;
  /** `key`: a name of a field; `value`: what comes after a colon, or an item of a list. */
  kind: "key" | "value";
  /** How much of it stands before the cursor. */
  typed: string;
  /** Keys that the mapping has already, as far as they stand in lines of the same block. */
  taken: readonly string[];
}

interface Mark {
  column: number;
  /** null: the dash of a list item. */
  key: string | null;
  rest: string;
}

const KEY = /^("[^"]*"|'[^']*'|[\w-]+):(?=\s|$)[ \t]*/;

/** null inside running text, where nothing is to be completed. */
export function contextAt(text: string, cursor: number): CursorContext | null {
  const lineStart = text.lastIndexOf("\n", cursor - 1) + 1;
  const lines = text.slice(0, lineStart).split("\n").slice(0, -1);
  const marks = marksOf(text.slice(lineStart, cursor));
  const last = marks.pop()!;
  if (/(^|\s)#/.test(last.rest)) return null;
  const first = marks[0] ?? last;
  const above = wayDown(lines, first.column, marks.length > 0);
  if (above === null) return null;
  const way: Step[] = [...above];
  for (const mark of marks) way.push(mark.key ?? 0);
  const flow = inFlow(last.rest);
  if (last.key !== null) {
    way.push(last.key);
    if (flow === null) return { path: way, kind: "value", typed: last.rest, taken: [] };
  }
  if (flow !== null) return { path: [...way, ...flow.path], kind: flow.kind, typed: flow.typed, taken: flow.taken };
  return { path: way, kind: "key", typed: last.rest, taken: siblings(lines, text.slice(lineStart), last.column) };
}

/** Dashes and keys of one line from left to right; the last mark holds what follows them. */
function marksOf(line: string): Mark[] {
  const marks: Mark[] = [];
  let column = line.length - line.trimStart().length;
  let rest = line.slice(column);
  for (let dash = /^-[ \t]+/.exec(rest); dash; dash = /^-[ \t]+/.exec(rest)) {
    marks.push({ column, key: null, rest: "" });
    column += dash[0].length;
    rest = rest.slice(dash[0].length);
  }
  const key = KEY.exec(rest);
  if (key) marks.push({ column, key: key[1]!.replace(/^["']|["']$/g, ""), rest: rest.slice(key[0].length) });
  else marks.push({ column, key: null, rest });
  return marks;
}

/** The keys and dashes above that lead to a node at `column`; null inside a text of several lines. */
function wayDown(lines: readonly string[], column: number, isItem: boolean): Step[] | null {
  const way: Step[] = [];
  let limit = isItem ? column + 1 : column;
  for (let number = lines.length - 1; number >= 0 && limit > 0; number -= 1) {
    const line = lines[number]!;
    if (!line.trim() || line.trim().startsWith("#")) continue;
    const marks = marksOf(line);
    const first = marks[0]!;
    const hasNode = marks.at(-1)!.key !== null || marks.length > 1;
    if (first.column >= limit || !hasNode) continue;
    for (const mark of marks.reverse()) {
      const isText = mark === marks[0] && mark.key === null;
      if (isText || mark.column >= limit) continue;
      if (way.length === 0 && /^[|>][+-]?\d*\s*(#.*)?$/.test(mark.rest)) return null;
      way.unshift(mark.key ?? 0);
      limit = mark.key === null ? mark.column + 1 : mark.column;
    }
  }
  return way;
}

/** The way inside `{ ... [ ...` that is not closed yet; null when nothing is open. */
function inFlow(rest: string): CursorContext | null {
  const open: { isMap: boolean; key: string | null; taken: string[] }[] = [];
  let word = "";
  for (const character of rest) {
    const top = open.at(-1);
    if (character === "{" || character === "[") open.push({ isMap: character === "{", key: null, taken: [] });
    else if (character === "}" || character === "]") open.pop();
    else if (character === "," && top) top.key = null;
    else if (character === ":" && top?.isMap && top.key === null) {
      top.key = word.trim();
      top.taken.push(top.key);
    } else {
      word += character;
      continue;
    }
    word = "";
  }
  const top = open.at(-1);
  if (!top) return null;
  const path: Step[] = open.slice(0, -1).map((level) => (level.isMap ? (level.key ?? "") : 0));
  if (!top.isMap) return { path: [...path, 0], kind: "value", typed: word.trimStart(), taken: [] };
  if (top.key === null) return { path, kind: "key", typed: word.trimStart(), taken: top.taken };
  return { path: [...path, top.key], kind: "value", typed: word.trimStart(), taken: [] };
}

/** Keys in the block around a line, with which `rest` begins: same column, nothing further left in between. */
function siblings(above: readonly string[], rest: string, column: number): string[] {
  const below = rest.split("\n").slice(1);
  return [...keysUntilLeft([...above].reverse(), column), ...keysUntilLeft(below, column)];
}

function keysUntilLeft(lines: readonly string[], column: number): string[] {
  const keys: string[] = [];
  for (const line of lines) {
    if (!line.trim() || line.trim().startsWith("#")) continue;
    const marks = marksOf(line);
    const here = marks.find((mark) => mark.column === column);
    if (here?.key) keys.push(here.key);
    if (marks[0]!.column < column) break;
  }
  return keys;
}
