/** The total of each attempt as a small line, with the goal across it. Colours come from the page's style. */

import { type SVGTemplateResult, svg } from "lit";

const WIDTH = 360;
const HEIGHT = 120;
const LEFT = 10;
const RIGHT = 78;
const TOP = 16;
const BOTTOM = 10;
/** Points further apart than this look like another story than a few attempts are. */
const STEP_MAX = 90;
const SAME_LINE = 15;
/** Between a dot and the end of the lines, so that the last one stands clear of the goal's name. */
const INSET = 6;

export interface TotalChart {
  /** Oldest first, 0-100; one at least. */
  totals: readonly number[];
  goal: number;
  goalName: string;
  /** All of it in words. */
  told: string;
  write: (total: number) => string;
}

export function totalChart({ totals, goal, goalName, told, write }: TotalChart): SVGTemplateResult {
  const step = Math.min(STEP_MAX, (WIDTH - LEFT - RIGHT - 2 * INSET) / Math.max(1, totals.length - 1));
  const dots = totals.map((total, number) => ({ x: LEFT + INSET + step * number, y: height(total) }));
  const last = dots.at(-1)!;
  const goalY = height(goal);
  return svg`<svg class="totals" viewBox="0 0 ${WIDTH} ${HEIGHT}" role="img" aria-label=${told}>
    <path class="frame" d="M${LEFT},${height(0)}H${WIDTH - RIGHT}" />
    <path class="goal" d="M${LEFT},${goalY}H${WIDTH - RIGHT}" />
    <text class="goal-name" x=${WIDTH - RIGHT + 6} y=${goalY + 4}>${goalName}</text>
    <polyline class="line" points=${dots.map(({ x, y }) => `${x.toFixed(1)},${y.toFixed(1)}`).join(" ")} />
    ${dots.map(({ x, y }, number) => svg`<circle class=${number === dots.length - 1 ? "now" : "then"} cx=${x.toFixed(1)} cy=${y.toFixed(1)} r=${number === dots.length - 1 ? 5 : 3.5} />`)}
    <text class="value" text-anchor="middle" x=${last.x.toFixed(1)} y=${beside(last.y, goalY).toFixed(1)}>${write(totals.at(-1)!)}</text>
  </svg>`;
}

/** Above the dot, or below it where the goal's line would go through the number. */
function beside(y: number, goalY: number): number {
  const isInTheWay = goalY < y && y - goalY < SAME_LINE + 6;
  return isInTheWay || y < TOP + 4 ? y + SAME_LINE + 4 : y - 10;
}

function height(total: number): number {
  return TOP + (HEIGHT - TOP - BOTTOM) * (1 - total / 100);
}
