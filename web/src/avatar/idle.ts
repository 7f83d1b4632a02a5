/** A person who only sits there still breathes, blinks and looks away: all a function of time, so that it never jumps. */

import { type Expression, NEUTRAL } from "./expression";

const BREATH_MS = 4200;
const BLINK_MS = 170;
/** People blink every 2 to 10 s; this is the mean of our gaps. */
const BLINK_GAP_MS = 3900;
const GLANCE_GAP_MS = 6300;
const GLANCE_MS = 1100;
const TEAR_GAP_MS = 7000;
const TEAR_MS = 2600;

export function breath(timeMs: number): number {
  return Math.sin((2 * Math.PI * timeMs) / BREATH_MS);
}

/** How shut the eyes are, 0-1. */
export function blink(timeMs: number): number {
  const slot = Math.floor(timeMs / BLINK_GAP_MS);
  const start = BLINK_GAP_MS * (slot + 0.6 * scatter(slot));
  const phase = (timeMs - start) / BLINK_MS;
  return phase > 0 && phase < 1 ? Math.sin(Math.PI * phase) : 0;
}

/** How far down the cheek a tear is, 0-1; the next one follows after a while. */
export function tearFall(timeMs: number): number {
  return Math.min(1, (timeMs % TEAR_GAP_MS) / TEAR_MS);
}

/** Small movements; glances are rarer while listening, because a listener looks at the speaker. */
export function idleExpression(timeMs: number, isListening: boolean): Expression {
  const sway = { headTilt: 0.8 * Math.sin(timeMs / 2300), headTurn: 0.06 * Math.sin(timeMs / 3100) };
  return { ...NEUTRAL, ...sway, ...(isListening ? {} : glance(timeMs)) };
}

function glance(timeMs: number): Partial<Expression> {
  const slot = Math.floor(timeMs / GLANCE_GAP_MS);
  const start = GLANCE_GAP_MS * (slot + 0.7 * scatter(slot + 0.5));
  const phase = (timeMs - start) / GLANCE_MS;
  if (phase < 0 || phase > 1) return {};
  const share = Math.min(1, 6 * Math.min(phase, 1 - phase));
  const side = scatter(slot + 7) > 0.5 ? 1 : -1;
  return { gazeX: 0.5 * side * share, gazeY: 0.15 * share };
}

/** A fixed number in [0, 1) that looks random. */
function scatter(n: number): number {
  const x = Math.sin(n * 127.1 + 11.7) * 43758.5453;
  return x - Math.floor(x);
}
