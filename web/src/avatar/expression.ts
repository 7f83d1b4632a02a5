/** What the face and body show besides speech. The moods are the persona's, played; the trainee has none here. */

import type { PersonaMoved } from "../realtime/wire";

export type Mood = PersonaMoved["mood"];

/** Each number is 0 in a neutral face. */
export interface Expression {
  /** Brows up (1) or down (-1). */
  browRaise: number;
  /** Inner ends of the brows up (1: pleading) or down (-1: frowning). */
  browTilt: number;
  /** Eyes wider (positive) or narrower; -1 is shut. */
  eyeOpen: number;
  /** Look to the viewer's right (1) or left (-1), down (1) or up (-1). */
  gazeX: number;
  gazeY: number;
  /** Corners of the mouth up (1) or down (-1). */
  smile: number;
  jaw: number;
  /** Degrees, clockwise as seen. */
  headTilt: number;
  /** Chin down (1) or up (-1). */
  headNod: number;
  /** Face turned to the viewer's right (1) or left (-1). */
  headTurn: number;
  /** Towards the table (1) or back in the chair (-1). */
  lean: number;
  /** Shoulders up and stiff (1) or down (-1). */
  shoulders: number;
  /** Red in the face (1) or pale (-1). */
  flush: number;
  /** Eyes that fill (0.5) and run over (1). */
  tears: number;
}

export const NEUTRAL: Expression = {
  browRaise: 0, browTilt: 0, eyeOpen: 0, gazeX: 0, gazeY: 0, smile: 0, jaw: 0,
  headTilt: 0, headNod: 0, headTurn: 0, lean: 0, shoulders: 0, flush: 0, tears: 0,
};

const NAMES = Object.keys(NEUTRAL) as (keyof Expression)[];

const MOODS: Record<Mood, Partial<Expression>> = {
  neutral: { smile: 0.12 },
  wary: { browTilt: -0.3, eyeOpen: -0.18, smile: -0.15, lean: -0.3, headTilt: -2, shoulders: 0.25 },
  shocked: { browRaise: 0.9, browTilt: 0.25, eyeOpen: 0.4, jaw: 0.25, lean: -0.6, shoulders: 0.5, flush: -0.8 },
  sad: { browTilt: 0.95, eyeOpen: -0.28, smile: -0.65, gazeY: 0.5, headTilt: 4, headNod: 0.5, shoulders: -0.6, flush: 0.2 },
  angry: { browRaise: -0.5, browTilt: -1, eyeOpen: -0.08, smile: -0.55, lean: 0.5, headNod: 0.2, shoulders: 0.6, flush: 1 },
  bargaining: { browRaise: 0.4, browTilt: 0.5, eyeOpen: 0.08, lean: 0.6, headTilt: 3 },
  practical: { browRaise: 0.08, smile: 0.02, lean: 0.2 },
  relieved: { browRaise: 0.15, browTilt: 0.2, eyeOpen: -0.12, smile: 1, shoulders: -0.4, headTilt: 2 },
  withdrawn: { browTilt: 0.35, eyeOpen: -0.2, smile: -0.35, gazeX: -0.5, gazeY: 0.5, headTurn: -0.4, lean: -0.4, shoulders: -0.3 },
};

/** Tears show in a deep mood only. */
const TEARS_FROM = 0.55;

/** @param intensity 0-1, how far the persona is drawn into the mood; even a mild mood shows a little. */
export function moodExpression(mood: Mood, intensity: number): Expression {
  const tears = mood === "sad" ? Math.max(0, (intensity - TEARS_FROM) / (1 - TEARS_FROM)) : 0;
  return { ...scaled({ ...NEUTRAL, ...MOODS[mood] }, 0.55 + 0.45 * intensity), tears };
}

export function added(...parts: Expression[]): Expression {
  const sum = { ...NEUTRAL };
  for (const part of parts) for (const name of NAMES) sum[name] += part[name];
  return sum;
}

export function scaled(expression: Expression, factor: number): Expression {
  const result = { ...NEUTRAL };
  for (const name of NAMES) result[name] = expression[name] * factor;
  return result;
}

/** One step from `now` towards `goal`; after `timeConstantMs` 63% of the way is gone. */
export function eased(now: Expression, goal: Expression, stepMs: number, timeConstantMs: number): Expression {
  const share = 1 - Math.exp(-stepMs / timeConstantMs);
  const result = { ...NEUTRAL };
  for (const name of NAMES) result[name] = now[name] + share * (goal[name] - now[name]);
  return result;
}
