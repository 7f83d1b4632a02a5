/** Visemes on the output clock → the mouth at one moment. */

import { type MouthShape, REST, VISEME_SHAPES, blend } from "./viseme-shapes";

export interface TimedViseme {
  visemeId: number;
  startMs: number;
  durationMs: number;
  /** 0-1. */
  weight: number;
}

/**
 * Muscles start before the sound and let go after it: neighbours overlap (coarticulation). Our choice, in the range of
 * measured anticipation; lips are never later than the sound.
 */
const ANTICIPATION_MS = 60;
const RELEASE_MS = 80;

/** @param visemes in order of time. */
export function mouthAt(visemes: readonly TimedViseme[], ms: number): MouthShape {
  const active = visemes
    .filter((viseme) => ms > viseme.startMs - ANTICIPATION_MS && ms < viseme.startMs + viseme.durationMs + RELEASE_MS)
    .map((viseme) => ({ shape: VISEME_SHAPES[viseme.visemeId] ?? REST, weight: viseme.weight * envelope(viseme, ms) }));
  return active.length > 0 ? blend(active) : REST;
}

/** Full from the start of the sound to its end, smooth before and after. */
function envelope(viseme: TimedViseme, ms: number): number {
  const endMs = viseme.startMs + viseme.durationMs;
  if (ms < viseme.startMs) return smooth(1 - (viseme.startMs - ms) / ANTICIPATION_MS);
  if (ms > endMs) return smooth(1 - (ms - endMs) / RELEASE_MS);
  return 1;
}

function smooth(x: number): number {
  return x * x * (3 - 2 * x);
}
