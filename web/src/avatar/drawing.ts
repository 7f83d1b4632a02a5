/**
 * The colleague as SVG, in a space of 640 by 480: head around (320, 195), table from 420 down. Parts that move carry a
 * `data-part`; face.ts moves them. Nothing is styled in place: the page's policy allows no inline style.
 */

import { type SVGTemplateResult, nothing, svg } from "lit";

import type { Look } from "../service/catalog";
import { darker, mix } from "./colours";
import { hair } from "./hair";
import { outfits } from "./outfits";

const HEAD =
  "M258 178 C256 122 282 106 320 106 C358 106 384 122 382 178 C382 226 370 262 346 281 C331 292 309 292 294 281 " +
  "C270 262 258 226 258 178Z";
const TORSO =
  "M150 500 C152 420 164 366 206 346 C236 332 268 326 288 312 L352 312 C372 326 404 332 434 346 C476 366 488 420 490 500Z";

/** @param uid makes clip ids unique on a page with several faces. */
export function drawColleague(look: Look, uid: string): SVGTemplateResult {
  const locks = hair(look.hair_style, look.hair);
  return svg`
    <g data-part="body">
      <g data-part="hair-back">${locks.back}</g>
      ${torso(look)}
      <g data-part="head">
        ${locks.coversEars ? nothing : ears(look.skin)}
        <path d=${HEAD} fill=${look.skin} />
        ${features(look, uid)}
        ${locks.front}
        ${look.glasses ? glasses(variant(look, GLASSES.length)) : nothing}
      </g>
    </g>`;
}

function torso(look: Look): SVGTemplateResult {
  const seam = darker(look.clothes, 0.25);
  const neck = outfits(look.clothes)[variant(look, 3)]!;
  return svg`
    <g data-part="shoulders">
      <path d=${TORSO} fill=${look.clothes} />
      <path d="M214 500 C216 450 214 412 206 388 M426 500 C424 450 426 412 434 388" fill="none" stroke=${seam} stroke-width="3" stroke-linecap="round" />
      ${neck.under}
      <path d="M288 260 L288 312 C298 336 312 348 320 352 C328 348 342 336 352 312 L352 260Z" fill=${darker(look.skin, 0.1)} />
      <path d="M288 262 C298 296 342 296 352 262 L352 286 C338 308 302 308 288 286Z" fill=${darker(look.skin, 0.24)} />
      ${neck.over}
    </g>`;
}

function ears(skin: string): SVGTemplateResult {
  const inner = darker(skin, 0.18);
  return svg`
    <ellipse cx="257" cy="203" rx="10" ry="17" fill=${darker(skin, 0.06)} />
    <ellipse cx="383" cy="203" rx="10" ry="17" fill=${darker(skin, 0.06)} />
    <path d="M253 196 C257 200 258 206 256 212 M387 196 C383 200 382 206 384 212" fill="none" stroke=${inner} stroke-width="2" stroke-linecap="round" />`;
}

function features(look: Look, uid: string): SVGTemplateResult {
  const blush = mix(look.skin, "#c0392b", 0.22);
  return svg`
    <g data-part="features">
      <g data-part="blush" opacity="0.28">
        <ellipse cx="284" cy="226" rx="15" ry="10" fill=${blush} /><ellipse cx="356" cy="226" rx="15" ry="10" fill=${blush} />
      </g>
      ${look.beard ? beard(look.hair) : nothing}
      ${eye("left", uid, look)}
      ${eye("right", uid, look)}
      <path data-part="brow-left" fill="none" stroke=${browColour(look)} stroke-width="5" stroke-linecap="round" stroke-linejoin="round" />
      <path data-part="brow-right" fill="none" stroke=${browColour(look)} stroke-width="5" stroke-linecap="round" stroke-linejoin="round" />
      <path d="M318 198 C316 212 310 221 311 227 C313 232 327 232 330 227" fill="none" stroke=${darker(look.skin, 0.24)} stroke-width="2.6" stroke-linecap="round" stroke-linejoin="round" />
      ${mouth(look, uid)}
      ${tears()}
    </g>`;
}

function tears(): SVGTemplateResult {
  return svg`
    <g data-part="wet" opacity="0" fill="none" stroke="#d8ecf7" stroke-width="2" stroke-linecap="round">
      <path data-part="wet-left" /><path data-part="wet-right" />
    </g>
    <path data-part="tear" opacity="0" d="M285 202 C290 209 290 215 285 216 C280 215 280 209 285 202Z" fill="#d8ecf7" stroke="#9cc4d8" stroke-width="0.8" />`;
}

function eye(side: "left" | "right", uid: string, look: Look): SVGTemplateResult {
  const x = side === "left" ? 294 : 346;
  return svg`
    <clipPath id="${uid}-eye-${side}"><path data-part="eye-${side}-clip" /></clipPath>
    <path data-part="eye-${side}" fill="#fbf9f4" />
    <g clip-path="url(#${uid}-eye-${side})">
      <g data-part="iris-${side}">
        <circle cx=${x} cy="193" r="6.6" fill="#4a3a2c" />
        <circle cx=${x} cy="193" r="3.1" fill="#17110d" />
        <circle cx=${x + 2.2} cy="190.600" r="1.700" fill="#ffffff" />
      </g>
    </g>
    <path data-part="lash-${side}" fill="none" stroke=${darker(look.skin, 0.72)} stroke-width="2.6" stroke-linecap="round" />`;
}

function mouth(look: Look, uid: string): SVGTemplateResult {
  const lips = mix(darker(look.skin, 0.16), "#b0413e", 0.34);
  return svg`
    <clipPath id="${uid}-mouth"><path data-part="mouth-clip" /></clipPath>
    <path data-part="lips" fill=${lips} />
    <path data-part="opening" fill="#4a1c20" stroke=${darker(lips, 0.35)} stroke-width="1.4" stroke-linejoin="round" />
    <g clip-path="url(#${uid}-mouth)">
      <rect data-part="teeth" x="296" y="200" width="48" height="30" rx="3" fill="#f7f3ec" />
      <ellipse data-part="tongue" cx="320" cy="290" rx="15" ry="12" fill="#b8575a" />
    </g>
    <path d="M311 273 C317 275.500 323 275.500 329 273" data-part="chin" fill="none" stroke=${darker(look.skin, 0.14)} stroke-width="2" stroke-linecap="round" />`;
}

function beard(colour: string): SVGTemplateResult {
  return svg`<path d="M259 196 C262 246 276 268 294 281 C309 292 331 292 346 281 C364 268 378 246 381 196 C374 224 362 236 346 238 C332 232 308 232 294 238 C278 236 266 224 259 196Z" fill=${colour} opacity="0.92" />`;
}

/** Corner radius, height, thickness and colour of the frame: soft, round, narrow. */
const GLASSES = [
  { radius: 13, height: 32, stroke: 3, colour: "#2b2f33" },
  { radius: 18, height: 36, stroke: 2.4, colour: "#7a4a2a" },
  { radius: 5, height: 25, stroke: 2, colour: "#4d5963" },
] as const;

function glasses(kind: number): SVGTemplateResult {
  const { radius, height, stroke, colour } = GLASSES[kind]!;
  const y = 194 - height / 2;
  return svg`
    <g fill="#ffffff" fill-opacity="0.12" stroke=${colour} stroke-width=${stroke}>
      <rect x="274" y=${y} width="40" height=${height} rx=${radius} />
      <rect x="326" y=${y} width="40" height=${height} rx=${radius} />
      <path d="M314 190 C317 187 323 187 326 190 M274 189 L258 186 M366 189 L382 186" fill="none" />
    </g>`;
}

/** A number that is always the same for the same look: two personas alike in the file need not dress alike. */
function variant(look: Look, count: number): number {
  const letters = `${look.clothes}${look.hair}${look.skin}`;
  return [...letters].reduce((sum, letter, i) => sum + letter.charCodeAt(0) * (i + 1), 0) % count;
}

/** Grey hair keeps darker brows, or the face loses its expression. */
function browColour(look: Look): string {
  return darker(look.hair, 0.28);
}
