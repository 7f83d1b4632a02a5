/** Which words of a turn carry a finding, as src/simulator/report/transcript.py marks them on paper. */

import type { Evidence } from "./document";

export type MarkKind = "core" | "fault" | "good";
const GRAVEST_FIRST: readonly MarkKind[] = ["fault", "core", "good"];

/** A stretch of text under the same findings. */
export interface Piece {
  text: string;
  /** That of the gravest finding; null where there is none. */
  kind: MarkKind | null;
  found: readonly Evidence[];
  /** Which sentence of the turn it stands in, from 0. */
  sentence: number;
}

/** Facts (a date, a name) and neutral findings are not marked, or all would be. */
export function kindOf({ rule_id, polarity }: Evidence): MarkKind | null {
  const family = rule_id.split(".")[0]!;
  if (family === "core") return "core";
  if (family === "fact" || family === "delivery" || polarity === "neutral") return null;
  return polarity === "negative" ? "fault" : "good";
}

/** Whether it marks words of its own: a moment repeats the words of another finding, or has none. */
export function hasWords({ char_start, char_end, rule_id }: Evidence): boolean {
  return char_end > char_start && !rule_id.startsWith("moment.");
}

/** The findings about the turn as a whole that are worth telling. */
export function ofWholeTurn(evidence: readonly Evidence[]): Evidence[] {
  return evidence.filter((found) => kindOf(found) && !hasWords(found));
}

/** The text cut where a mark or a sentence begins or ends; marks may overlap. */
export function pieces(text: string, evidence: readonly Evidence[]): Piece[] {
  const characters = [...text];
  const marks = evidence.filter((found) => kindOf(found) && hasWords(found));
  const ends = sentenceEnds(text);
  const within = (at: number) => Math.max(0, Math.min(characters.length, at));
  const cuts = new Set([0, characters.length, ...ends, ...marks.flatMap((found) => [within(found.char_start), within(found.char_end)])]);
  const places = [...cuts].sort((a, b) => a - b);
  return places.slice(1).map((end, n) => {
    const start = places[n]!;
    const found = marks.filter(({ char_start, char_end }) => char_start <= start && end <= char_end);
    const kinds = found.map(kindOf);
    return {
      text: characters.slice(start, end).join(""),
      kind: GRAVEST_FIRST.find((kind) => kinds.includes(kind)) ?? null,
      found: different(found),
      sentence: ends.filter((at) => at <= start).length,
    };
  });
}

/** Findings that say the same are told once. */
function different(found: readonly Evidence[]): Evidence[] {
  return found.filter((one, n) => found.findIndex((other) => other.message.en === one.message.en && other.suggestion?.en === one.suggestion?.en) === n);
}

/** Where each sentence but the last ends, with the space behind it, in characters of Unicode. */
function sentenceEnds(text: string): number[] {
  return [...text.matchAll(/[.!?…]+["”»')]*\s+/gu)].map((match) => [...text.slice(0, match.index + match[0].length)].length).filter((end) => end < [...text].length);
}

/** Which sentence is heard when this share (0-1) of the sound of a turn has been played: by length, which is near enough. */
export function sentenceAt(text: string, playedRatio: number): number {
  const at = playedRatio * [...text].length;
  return sentenceEnds(text).filter((end) => end <= at).length;
}
