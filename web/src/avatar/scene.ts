/** The room: a wall, a window, a plant, a table with a cup and a paper. Colours come from the page's palette, so that it darkens along. */

import { type SVGTemplateResult, css, nothing, svg } from "lit";

export const sceneStyle = css`
  .wall { fill: url(#wall); }
  .wall-top { stop-color: var(--wall-top); }
  .wall-bottom { stop-color: var(--wall-bottom); }
  .frame { fill: var(--surface); opacity: 0.7; }
  .pane { fill: var(--pane); }
  .far { fill: var(--pane-far); }
  .wood { fill: var(--wood); }
  .edge { fill: var(--wood-edge); }
  .leaf { fill: #4f7f62; }
  .leaf.dark { fill: #3c664e; }
  .pot { fill: #b6694a; }
  .cup { fill: var(--china); }
  .shade { fill: #1b272c; opacity: 0.12; }
  .paper { fill: var(--china); }
  .rule { stroke: var(--wood); opacity: 0.6; }
`;

/** Where somebody sits who does not sit alone: on the left is the window, on the right the plant. */
export type Seat = "left" | "right" | "";

export function drawRoom(seat: Seat = ""): SVGTemplateResult {
  return svg`
    <linearGradient id="wall" x1="0" y1="0" x2="0" y2="1">
      <stop offset="0" class="wall-top" /><stop offset="1" class="wall-bottom" />
    </linearGradient>
    <rect class="wall" x="-800" y="-600" width="2240" height="1100" />
    ${seat === "right" ? nothing : view()} ${seat === "left" ? nothing : plant()}`;
}

function view(): SVGTemplateResult {
  return svg`
    <rect class="frame" x="34" y="20" width="150" height="230" rx="6" />
    <rect class="pane" x="44" y="30" width="130" height="210" rx="3" />
    <path class="far" d="M44 190 L44 150 L66 150 L66 120 L92 120 L92 160 L112 160 L112 104 L134 104 L134 146 L174 146 L174 240 L44 240Z" />
    <rect class="frame" x="106" y="30" width="6" height="210" /><rect class="frame" x="44" y="122" width="130" height="6" />`;
}

function plant(): SVGTemplateResult {
  return svg`
    <g>
      <path class="leaf dark" d="M556 352 C522 316 514 262 524 226 C548 258 560 300 560 352Z" />
      <path class="leaf" d="M562 352 C562 296 574 240 604 206 C614 254 602 310 568 352Z" />
      <path class="leaf dark" d="M566 352 C582 316 606 292 638 282 C632 316 606 344 572 354Z" />
      <path class="leaf" d="M556 354 C540 330 516 314 490 310 C500 336 522 352 550 358Z" />
      <path class="pot" d="M526 350 L600 350 L590 430 L536 430Z" />
    </g>`;
}

export function drawTable(): SVGTemplateResult {
  return svg`
    <rect class="wood" x="-800" y="424" width="2240" height="600" />
    <rect class="edge" x="-800" y="424" width="2240" height="5" />
    <ellipse class="shade" cx="478" cy="449" rx="34" ry="7" />
    <path class="cup" d="M452 406 L500 406 L496 440 C495 446 457 446 456 440Z M500 412 C516 410 516 430 497 430 L498 425 C507 425 507 417 499 418Z" />
    <path class="paper" d="M132 440 L226 436 L244 466 L130 472Z" />
    <path class="rule" d="M146 447 L216 444 M146 455 L222 452" stroke-width="2" />`;
}
