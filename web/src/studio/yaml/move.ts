/** One item of a list put before or behind its neighbour, with the comments that stand above it. */

import { type Document, type Node, isMap, isSeq, parseDocument } from "yaml";

import { type Path, type Value, contentEnd, edited, endOfLine, isFlow } from "./edit";

/** The text with the item at `from` moved to `to`, the place next to it; the text itself where one of them is not there. */
export function moved(text: string, list: Path, from: number, to: number): string {
  const document = parseDocument(text);
  const node = document.getIn(list, true);
  if (document.errors.length > 0 || !isSeq(node) || Math.abs(from - to) !== 1) return text;
  const items = node.toJS(document) as Value[];
  if (!(from in items) || !(to in items)) return text;
  const first = Math.min(from, to);
  const wanted = [...items];
  [wanted[first], wanted[first + 1]] = [items[first + 1]!, items[first]!];
  const inPlace = isFlow(node) ? null : swapped(text, document, list, node.items as Node[], first);
  return inPlace !== null && sameAt(inPlace, list, wanted) ? inPlace : edited(text, list, wanted);
}

/** The lines of an item begin behind the item before it; those of the first behind the name of the list. */
function swapped(text: string, document: Document, list: Path, items: readonly Node[], first: number): string | null {
  const above = first > 0 ? contentEnd(items[first - 1]!) : nameEnd(document, list);
  if (above === null) return null;
  const start = endOfLine(text, above) + 1;
  const middle = endOfLine(text, contentEnd(items[first]!)) + 1;
  const stop = Math.min(endOfLine(text, contentEnd(items[first + 1]!)) + 1, text.length);
  const last = text.slice(middle, stop);
  return text.slice(0, start) + (last.endsWith("\n") ? last : `${last}\n`) + text.slice(start, middle) + text.slice(stop);
}

function nameEnd(document: Document, list: Path): number | null {
  const parent = document.getIn(list.slice(0, -1), true);
  if (!isMap(parent)) return null;
  const pair = parent.items.find((item) => (item.key as { value?: unknown } | null)?.value === list.at(-1));
  return (pair?.key as Node | undefined)?.range?.[1] ?? null;
}

function sameAt(text: string, list: Path, wanted: Value[]): boolean {
  const document = parseDocument(text);
  const found = document.errors.length === 0 ? (document.getIn(list, true) as Node | undefined) : undefined;
  return JSON.stringify(found?.toJS(document)) === JSON.stringify(wanted);
}
