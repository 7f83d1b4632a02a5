/** A trainee's own list for one talk. It lives in this browser, and the service never sees it. */

export interface Point {
  text: string;
  isDone: boolean;
}

const PREFIX = "rechtuit.checklist.";
export const MAX_POINTS = 20;
export const MAX_LENGTH = 200;

export function readPoints(scenarioId: string): Point[] {
  try {
    return pointsIn(localStorage.getItem(PREFIX + scenarioId) ?? "[]");
  } catch {
    return [];
  }
}

/** @returns whether the browser keeps it. */
export function keepPoints(scenarioId: string, points: readonly Point[]): boolean {
  try {
    if (points.length) localStorage.setItem(PREFIX + scenarioId, JSON.stringify(points));
    else localStorage.removeItem(PREFIX + scenarioId);
    return true;
  } catch {
    return false;
  }
}

/** The list with one more point; an empty line or one too many changes nothing. */
export function withPoint(points: readonly Point[], line: string): readonly Point[] {
  const text = line.trim().slice(0, MAX_LENGTH);
  return text && points.length < MAX_POINTS ? [...points, { text, isDone: false }] : points;
}

/** What was kept may be of another version of the page, or somebody's own making. */
export function pointsIn(kept: string): Point[] {
  const found: unknown = JSON.parse(kept);
  return Array.isArray(found) ? found.filter(isPoint).slice(0, MAX_POINTS) : [];
}

function isPoint(value: unknown): value is Point {
  const { text, isDone } = (value ?? {}) as Partial<Point>;
  return typeof text === "string" && typeof isDone === "boolean";
}
