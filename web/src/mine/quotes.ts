/** One's own words for HR: turns that are chosen, word by word what is left out of them, and that as the door wants it. */

/** A stretch of characters, counted as Unicode code points, as the service counts. */
export interface Span {
  start: number;
  end: number;
}

export interface Quote {
  item_id: string;
  hidden: Span[];
}

/** Numbers of the words that are left out, by turn; a turn that is not there is not chosen. */
export type Chosen = ReadonlyMap<string, ReadonlySet<number>>;

export function wordsOf(text: string): string[] {
  return text.match(/\S+/gu) ?? [];
}

/** Words that stand beside each other go as one stretch, so that nobody can count how many were left out. */
export function hiddenSpans(text: string, leftOut: ReadonlySet<number>): Span[] {
  const spans: Span[] = [];
  let isOpen = false;
  let number = 0;
  for (const word of text.matchAll(/\S+/gu)) {
    const start = codePoints(text.slice(0, word.index));
    const end = start + codePoints(word[0]);
    if (!leftOut.has(number)) isOpen = false;
    else if (isOpen) spans.at(-1)!.end = end;
    else {
      spans.push({ start, end });
      isOpen = true;
    }
    number += 1;
  }
  return spans;
}

/** The chosen turns in the order of the talk. */
export function quotesOf(turns: readonly { item_id: string; text: string }[], chosen: Chosen): Quote[] {
  return turns.flatMap(({ item_id, text }) => {
    const leftOut = chosen.get(item_id);
    return leftOut ? [{ item_id, hidden: hiddenSpans(text, leftOut) }] : [];
  });
}

export function withTurn(chosen: Chosen, itemId: string, isChosen: boolean): Chosen {
  const next = new Map(chosen);
  if (isChosen) next.set(itemId, new Set());
  else next.delete(itemId);
  return next;
}

export function withWord(chosen: Chosen, itemId: string, word: number): Chosen {
  const leftOut = new Set(chosen.get(itemId));
  if (!leftOut.delete(word)) leftOut.add(word);
  return new Map(chosen).set(itemId, leftOut);
}

function codePoints(text: string): number {
  return [...text].length;
}
