/** What a colleague wears at the neck: under it and over it. */

import { type SVGTemplateResult, svg } from "lit";

import { darker, lighter } from "./colours";

interface Outfit {
  under: SVGTemplateResult;
  over: SVGTemplateResult;
}

/** A pullover over a shirt, a jacket over a shirt that is open, a round neck. */
export function outfits(colour: string): readonly [Outfit, Outfit, Outfit] {
  const shirt = lighter(colour, 0.9);
  const collar = svg`<path d="M288 300 L276 318 L302 352 L316 350 C302 338 292 322 288 300Z M352 300 L364 318 L338 352 L324 350 C338 338 348 322 352 300Z" fill=${shirt} />`;
  const pullover = {
    under: svg`<path d="M281 315 L320 384 L359 315 L344 304 L296 304Z" fill=${lighter(colour, 0.82)} />`,
    over: svg`${collar}<path d="M276 318 L262 330 L320 420 L378 330 L364 318 L320 384Z" fill=${darker(colour, 0.12)} />`,
  };
  const jacket = {
    under: svg`<path d="M276 316 L300 500 L340 500 L364 316 L344 304 L296 304Z" fill=${shirt} />`,
    over: svg`${collar}
      <path d="M320 352 L320 500" stroke=${darker(shirt, 0.16)} stroke-width="2" />
      <path d="M277 316 L250 330 L262 372 L248 384 L306 500 L330 500 C306 440 286 380 277 316Z M363 316 L390 330 L378 372 L392 384 L334 500 L310 500 C334 440 354 380 363 316Z" fill=${darker(colour, 0.16)} />`,
  };
  const roundNeck = {
    under: svg`<path d="M276 312 C284 348 356 348 364 312 L352 300 L288 300Z" fill=${darker(colour, 0.2)} />`,
    over: svg`<path d="M281 308 C280 366 360 366 359 308 L367 314 C370 384 270 384 273 314Z" fill=${darker(colour, 0.14)} />`,
  };
  return [pullover, jacket, roundNeck];
}
