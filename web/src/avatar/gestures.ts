/** Cues of the service (gaze, gesture, posture) → movement over their duration. A name we cannot draw is left out. */

import { type Expression, NEUTRAL, added, scaled } from "./expression";

export interface TimedCue {
  name: string;
  startMs: number;
  durationMs: number;
}

type Movement = (phase: number) => Partial<Expression>;

/** Held for the whole duration. */
function hold(parts: Partial<Expression>): Movement {
  return () => parts;
}

const MOVEMENTS: Record<string, Movement> = {
  nod: (phase) => ({ headNod: 0.9 * Math.abs(Math.sin(2 * Math.PI * phase)) }),
  nod_lightly: (phase) => ({ headNod: 0.45 * Math.abs(Math.sin(2 * Math.PI * phase)) }),
  breathe_in: (phase) => ({ shoulders: 0.35 * Math.sin(Math.PI * phase), headNod: -0.15 * Math.sin(Math.PI * phase) }),
  shake_head: (phase) => ({ headTurn: 0.7 * Math.sin(4 * Math.PI * phase) }),
  sigh: (phase) => ({ shoulders: 0.5 - 1.2 * phase, headNod: 0.3 * phase, jaw: 0.12 }),
  shrug: hold({ shoulders: 1, browRaise: 0.4, headTilt: 3 }),
  look_away: hold({ gazeX: 0.9, headTurn: 0.45 }),
  look_down: hold({ gazeY: 1, headNod: 0.5 }),
  look_up: hold({ gazeY: -0.8, headNod: -0.3 }),
  look_at: hold({}),
  lean_forward: hold({ lean: 0.7 }),
  lean_back: hold({ lean: -0.7 }),
  stiffen: hold({ shoulders: 0.8, headNod: -0.2 }),
  slump: hold({ shoulders: -0.8, headNod: 0.4, lean: -0.2 }),
  frown: hold({ browTilt: -0.8, browRaise: -0.3 }),
  raise_brows: hold({ browRaise: 0.8 }),
};

/** Short names the service may use for the same movement. */
const SYNONYMS: Record<string, string> = {
  away: "look_away", down: "look_down", up: "look_up", at_trainee: "look_at", at: "look_at",
  shake: "shake_head", forward: "lean_forward", back: "lean_back", stiff: "stiffen",
};

/** Eyes and face turned to somebody beside: 1 to the viewer's right, -1 to the left. */
export function lookingAt(side: number): Expression {
  return { ...NEUTRAL, gazeX: 0.95 * side, headTurn: 0.5 * side };
}

const FADE_RATIO = 0.2;

/** All that is done at one moment. */
export function gesturesAt(cues: readonly TimedCue[], ms: number): Expression {
  return added(...cues.map((cue) => gestureExpression(cue, ms)));
}

function gestureExpression(cue: TimedCue, ms: number): Expression {
  const movement = MOVEMENTS[SYNONYMS[cue.name] ?? cue.name];
  const phase = (ms - cue.startMs) / Math.max(1, cue.durationMs);
  if (!movement || phase < 0 || phase > 1) return NEUTRAL;
  const share = Math.min(1, Math.min(phase, 1 - phase) / FADE_RATIO);
  return scaled({ ...NEUTRAL, ...movement(phase) }, share);
}
