/**
 * One value of a YAML text changed in place: comments, line breaks and quotes of everything else stay as they were typed.
 *
 * Only where a change cannot be made in place is the whole text written again by the library, which keeps the comments.
 */

import { type Document, type Node, type Pair, type Scalar, isMap, isNode, isPair, isScalar, isSeq, parseDocument, stringify } from "yaml";

export type Step = string | number;
export type Path = readonly Step[];
export type Value = string | number | boolean | null | Value[] | { [key: string]: Value } | undefined;

/** Longest text that stays on one line; as the shipped files are written. */
const LINE_CHARS = 112;

/** The text with `value` at `path`; undefined takes the field or list item away. */
export function edited(text: string, path: Path, value: Value): string {
  const document = parseDocument(text);
  if (document.errors.length > 0) return text;
  const wanted = withValue(document.toJS() as Value, path, value);
  const inPlace = changedInPlace(text, document, path, value);
  if (inPlace !== null) {
    const after = parseDocument(inPlace);
    if (after.errors.length === 0 && same(after.toJS(), wanted)) return inPlace;
  }
  if (value === undefined) document.deleteIn(path);
  else document.setIn(path, document.createNode(value));
  return document.toString({ lineWidth: LINE_CHARS });
}

/** The same data with `value` at `path`. */
function withValue(data: Value, path: Path, value: Value): Value {
  const [step, ...rest] = path;
  if (step === undefined) return value;
  const copy: Record<Step, Value> = Array.isArray(data) ? ([...data] as never) : { ...(data as Record<string, Value>) };
  const inner = rest.length > 0 ? withValue(copy[step] ?? (typeof rest[0] === "number" ? [] : {}), rest, value) : value;
  if (inner !== undefined) copy[step] = inner;
  else if (Array.isArray(copy)) copy.splice(step as number, 1);
  else delete copy[step];
  return copy as Value;
}

function changedInPlace(text: string, document: Document, path: Path, value: Value): string | null {
  const node = document.getIn(path, true);
  if (value === undefined) return removed(text, document, path);
  if (isNode(node)) return replaced(text, document, path, node, value);
  return added(text, document, path, value);
}

function replaced(text: string, document: Document, path: Path, node: Node, value: Value): string | null {
  const [start, end] = node.range ?? [0, 0];
  const isInFlow = path.some((_, depth) => isFlow(document.getIn(path.slice(0, depth), true)));
  if (isInFlow || isFlow(node)) return text.slice(0, start) + flow(value) + text.slice(end);
  if (isScalar(node) && isPlainValue(value)) {
    const column = columnOf(text, startOf(document, path, node));
    const hasComment = /^[ \t]*#/.test(lineRest(text, end)) || (node as Scalar).comment;
    const written = hasComment && typeof value === "string" ? quoted(value) : scalar(value, column);
    const isBlock = text[end - 1] === "\n";
    return text.slice(0, start) + written + (isBlock ? "\n" : "") + text.slice(end);
  }
  return replacedByBlock(text, document, path, node, value);
}

function added(text: string, document: Document, path: Path, value: Value): string | null {
  const parentPath = path.slice(0, -1);
  const key = path.at(-1)!;
  const parent = document.getIn(parentPath, true);
  if (!isMap(parent) && !isSeq(parent)) {
    if (path.length < 2) return null;
    return changedInPlace(text, document, parentPath, typeof key === "number" ? [value ?? null] : { [key]: value });
  }
  const js = parent.toJS(document) as Record<string, Value> | Value[];
  if (isFlow(parent) || parent.items.length === 0) {
    const filled = Array.isArray(js) ? [...js, value] : { ...js, [key]: value };
    const isLong = parent.items.length === 0 && !isPlainValue(value);
    if (isLong && parentPath.length > 0) return replacedByBlock(text, document, parentPath, parent, filled);
    return text.slice(0, parent.range![0]) + flow(filled) + text.slice(parent.range![1]);
  }
  const column = columnOf(text, parent.range![0]);
  const stop = endOfLine(text, contentEnd(parent));
  const written = block(isSeq(parent) ? [value] : { [key]: value }, column);
  const glue = stop > 0 && text[stop - 1] === "\n" && stop === text.length ? "" : "\n";
  return `${text.slice(0, stop)}${glue}${" ".repeat(column)}${written}${text.slice(stop)}`;
}

function replacedByBlock(text: string, document: Document, path: Path, node: Node, value: Value): string | null {
  const key = path.at(-1);
  if (typeof key !== "string") return null;
  const start = startOf(document, path, node);
  return text.slice(0, start) + block({ [key]: value }, columnOf(text, start)) + text.slice(endOfLine(text, contentEnd(node)));
}

function removed(text: string, document: Document, path: Path): string | null {
  const parent = document.getIn(path.slice(0, -1), true);
  const key = path.at(-1)!;
  if (!isMap(parent) && !isSeq(parent)) return text;
  const rest = withValue(parent.toJS(document) as Value, [key], undefined);
  const node = document.getIn(path, true);
  if (isFlow(parent)) return text.slice(0, parent.range![0]) + flow(rest) + text.slice(parent.range![1]);
  if (parent.items.length === 1) return replacedByFlow(text, document, path.slice(0, -1), parent, rest);
  if (!isNode(node)) return text;
  const start = startOf(document, path, node);
  const lineStart = text.lastIndexOf("\n", start - 1) + 1;
  const before = text.slice(lineStart, start).trim();
  if (before !== "" && before !== "-") return null;
  if (before === "-" && !isSeq(parent)) return null;
  const stop = endOfLine(text, contentEnd(node));
  return text.slice(0, lineStart) + text.slice(Math.min(stop + 1, text.length));
}

/** What was a block and is empty now: `[]` or `{}`. */
function replacedByFlow(text: string, document: Document, path: Path, node: Node, value: Value): string | null {
  const key = path.at(-1);
  if (typeof key !== "string") return null;
  const start = startOf(document, path, node);
  return `${text.slice(0, start)}${key}: ${flow(value)}${text.slice(endOfLine(text, contentEnd(node)))}`;
}

/** Where the key of a field begins; where an item of a list does, its dash left out. */
function startOf(document: Document, path: Path, node: Node): number {
  const parent = document.getIn(path.slice(0, -1), true);
  if (!isMap(parent)) return node.range![0];
  const pair = parent.items.find((item) => isScalar(item.key) && item.key.value === path.at(-1));
  return (pair?.key as Scalar | undefined)?.range?.[0] ?? node.range![0];
}

/** The last character that belongs to the value itself; a comment on its line is past it. */
export function contentEnd(node: Node): number {
  if ((isMap(node) || isSeq(node)) && !isFlow(node)) {
    const last = node.items.at(-1);
    const inner = isPair(last) ? ((last as Pair<Node, Node | null>).value ?? (last as Pair<Node, Node>).key) : (last as Node | undefined);
    if (inner) return contentEnd(inner);
  }
  return node.range![1];
}

export function endOfLine(text: string, from: number): number {
  const start = text[from - 1] === "\n" ? from - 1 : from;
  const found = text.indexOf("\n", start);
  return found < 0 ? text.length : found;
}

function lineRest(text: string, from: number): string {
  return text.slice(from, endOfLine(text, from + 1));
}

function columnOf(text: string, place: number): number {
  return place - (text.lastIndexOf("\n", place - 1) + 1);
}

export function isFlow(node: unknown): boolean {
  return (isMap(node) || isSeq(node)) && node.flow === true;
}

function isPlainValue(value: Value): value is string | number | boolean | null {
  return value === null || typeof value !== "object";
}

/** A scalar as the value of a key that stands at `column`. */
function scalar(value: Value, column: number): string {
  return block({ k: value }, column).replace(/^k: ?/, "");
}

/** Block style, every line but the first indented to `column`. */
function block(value: Value, column: number): string {
  const written = stringify(value, { lineWidth: Math.max(40, LINE_CHARS - column) }).trimEnd();
  return written.replace(/\n(?!\n|$)/g, `\n${" ".repeat(column)}`);
}

function quoted(value: string): string {
  return JSON.stringify(value);
}

/** `{ a: 1, b: [x, y] }`, on one line. */
function flow(value: Value): string {
  if (Array.isArray(value)) return `[${value.map(flow).join(", ")}]`;
  if (value !== null && typeof value === "object") {
    const parts = Object.entries(value).map(([key, part]) => `${flow(key)}: ${flow(part)}`);
    return parts.length > 0 ? `{ ${parts.join(", ")} }` : "{}";
  }
  if (typeof value !== "string") return String(value ?? null);
  const isPlain = /^[\p{L}_][\p{L}\p{N}_ .'-]*$/u.test(value) && value === value.trim() && stringify(value).trimEnd() === value;
  return isPlain ? value : quoted(value);
}

function same(one: unknown, other: unknown): boolean {
  return JSON.stringify(one) === JSON.stringify(other);
}
