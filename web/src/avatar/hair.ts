/** Hair in front of and behind the head; the styles a persona file may name. */

import { type SVGTemplateResult, nothing, svg } from "lit";

import { darker, lighter } from "./colours";

interface Hair {
  back: SVGTemplateResult | typeof nothing;
  front: SVGTemplateResult | typeof nothing;
  coversEars?: boolean;
}

type Style = (colour: string) => Hair;

const CAP =
  "M256 190 C246 150 256 112 292 103 C322 92 366 98 380 128 C390 148 388 172 384 190 C380 178 378 166 374 157 " +
  "C356 160 318 158 298 142 C286 150 270 160 265 168 C262 174 259 182 256 190Z";
const PARTED =
  "M255 196 C240 138 262 100 312 99 C364 96 398 132 385 196 C382 178 376 164 366 152 C346 146 326 136 312 122 " +
  "C300 144 276 152 268 164 C261 174 258 184 255 196Z";
const FRINGE =
  "M254 192 C242 138 264 98 320 98 C376 98 398 138 386 192 C385 178 382 166 378 158 C350 161 296 161 264 156 " +
  "C259 166 256 180 254 192Z";

const STYLES: Record<string, Style> = {
  short: (colour) => ({ back: nothing, front: lock(CAP, colour) }),
  side: (colour) => ({ back: nothing, front: lock(PARTED, colour) }),
  long: (colour) => ({
    coversEars: true,
    back: svg`<path d="M250 180 C238 110 268 92 320 92 C372 92 402 110 390 180 C394 240 402 300 412 338 C380 356 260 356 228 338 C238 300 246 240 250 180Z" fill=${darker(colour, 0.22)} />`,
    front: svg`${lock(PARTED, colour)}
      <path d="M257 176 C246 220 242 270 232 334 C246 336 256 330 262 318 C262 270 262 230 262 204Z" fill=${colour} />
      <path d="M383 176 C394 220 398 270 408 334 C394 336 384 330 378 318 C378 270 378 230 378 204Z" fill=${colour} />`,
  }),
  bob: (colour) => ({
    coversEars: true,
    back: svg`<path d="M248 190 C236 112 268 92 320 92 C372 92 404 112 392 190 C396 226 396 258 388 282 C360 292 280 292 252 282 C244 258 244 226 248 190Z" fill=${darker(colour, 0.22)} />`,
    front: svg`${lock(FRINGE, colour)}
      <path d="M258 168 C246 206 242 244 252 282 C262 280 266 262 264 230Z" fill=${colour} />
      <path d="M382 168 C394 206 398 244 388 282 C378 280 374 262 376 230Z" fill=${colour} />`,
  }),
  bun: (colour) => ({
    back: svg`<circle cx="320" cy="88" r="27" fill=${darker(colour, 0.12)} />`,
    front: svg`${lock(PARTED, colour)}<path d="M304 76 C312 70 328 70 336 78" fill="none" stroke=${lighter(colour, 0.16)} stroke-width="2.5" stroke-linecap="round" />`,
  }),
  curly: (colour) => ({
    back: curls(darker(colour, 0.22), BACK_CURLS),
    front: curls(colour, FRONT_CURLS),
  }),
  balding: (colour) => ({
    back: nothing,
    front: svg`<path d="M256 200 C246 166 250 136 272 118 C276 134 268 152 264 166 C260 178 258 188 256 200Z M384 200 C394 166 390 136 368 118 C364 134 372 152 376 166 C380 178 382 188 384 200Z" fill=${colour} />`,
  }),
  bald: () => ({ back: nothing, front: nothing }),
};

const BACK_CURLS = [[256, 178, 24], [384, 178, 24], [252, 208, 18], [388, 208, 18], [268, 136, 28], [372, 136, 28], [320, 112, 38]] as const;
const FRONT_CURLS = [[264, 160, 16], [376, 160, 16], [276, 134, 20], [302, 120, 22], [332, 116, 22], [358, 126, 21], [318, 138, 14], [292, 146, 13], [348, 144, 14]] as const;

/** A style we do not know is drawn short: the persona must still have a face. */
export function hair(style: string, colour: string): Hair {
  return (STYLES[style] ?? STYLES["short"]!)(colour);
}

function lock(path: string, colour: string): SVGTemplateResult {
  return svg`<path d=${path} fill=${colour} />
    <path d="M284 118 C300 108 330 106 346 112" fill="none" stroke=${lighter(colour, 0.16)} stroke-width="4" stroke-linecap="round" opacity="0.7" />`;
}

function curls(colour: string, places: readonly (readonly [number, number, number])[]): SVGTemplateResult {
  return svg`${places.map(([x, y, r]) => svg`<circle cx=${x} cy=${y} r=${r} fill=${colour} />`)}`;
}
