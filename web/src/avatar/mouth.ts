/** The drawn mouth: from muscles to paths. Coordinates are those of the head (see drawing.ts). */

import type { MouthShape } from "./viseme-shapes";

export const MOUTH_X = 320;
export const MOUTH_Y = 252;

export interface MouthPaths {
  /** Outline of both lips. */
  lips: string;
  /** The opening between them. */
  opening: string;
  /** Where the upper teeth end, and where the tongue's top is. */
  teethY: number;
  tongueY: number;
}

const HALF_WIDTH = 23;
const JAW_TRAVEL = 21;
const UPPER_LIP = 5.5;
const LOWER_LIP = 7;

/** @param smile corners up (1) or down (-1). */
export function mouthPaths(shape: MouthShape, smile: number): MouthPaths {
  const half = HALF_WIDTH * (1 + 0.22 * shape.width - 0.3 * shape.round + 0.1 * Math.max(0, smile));
  const cornerY = MOUTH_Y - 5 * smile - 1 * shape.width;
  const drop = JAW_TRAVEL * shape.open * (1 - 0.15 * shape.round);
  const lift = 3.2 * shape.open + 2.2 * shape.teeth * (1 - shape.press);
  const upperY = MOUTH_Y - lift - (shape.tuck > 0 ? shape.tuck : 0);
  const lowerY = MOUTH_Y + drop * 0.95 - 2.4 * shape.tuck;
  const thickness = (1 - 0.55 * shape.press) * (1 + 0.25 * shape.round);
  const topY = upperY - UPPER_LIP * thickness;
  const bottomY = lowerY + LOWER_LIP * thickness * (1 - 0.5 * shape.tuck);
  return {
    lips: outline(half, cornerY, topY, bottomY),
    opening: lens(half - 2.5, cornerY, upperY, lowerY),
    teethY: upperY + 5.5 * shape.teeth,
    tongueY: lowerY - 3 - 7 * shape.tongue,
  };
}

/** Both lips, with the dip of the upper one. */
function outline(half: number, cornerY: number, topY: number, bottomY: number): string {
  const x = MOUTH_X;
  return [
    `M${n(x - half)} ${n(cornerY)}`,
    `C${n(x - half * 0.6)} ${n(topY + 1)} ${n(x - half * 0.32)} ${n(topY - 1.2)} ${n(x)} ${n(topY + 1.6)}`,
    `C${n(x + half * 0.32)} ${n(topY - 1.2)} ${n(x + half * 0.6)} ${n(topY + 1)} ${n(x + half)} ${n(cornerY)}`,
    `C${n(x + half * 0.78)} ${n(bottomY + 0.4)} ${n(x + half * 0.42)} ${n(bottomY + 1.4)} ${n(x)} ${n(bottomY + 1.4)}`,
    `C${n(x - half * 0.42)} ${n(bottomY + 1.4)} ${n(x - half * 0.78)} ${n(bottomY + 0.4)} ${n(x - half)} ${n(cornerY)}Z`,
  ].join("");
}

/** The opening; flat when the mouth is shut, so that it reads as the line between the lips. */
function lens(half: number, cornerY: number, upperY: number, lowerY: number): string {
  const x = MOUTH_X;
  // A cubic reaches three quarters of the way to its control points.
  const upper = cornerY + (upperY - cornerY) / 0.75;
  const lower = cornerY + (lowerY - cornerY) / 0.75;
  return [
    `M${n(x - half)} ${n(cornerY)}`,
    `C${n(x - half * 0.5)} ${n(upper)} ${n(x + half * 0.5)} ${n(upper)} ${n(x + half)} ${n(cornerY)}`,
    `C${n(x + half * 0.62)} ${n(lower)} ${n(x - half * 0.62)} ${n(lower)} ${n(x - half)} ${n(cornerY)}Z`,
  ].join("");
}

/** One decimal is finer than a pixel. */
function n(value: number): string {
  return value.toFixed(1);
}
