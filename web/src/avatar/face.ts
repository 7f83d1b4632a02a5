/** <colleague-face>: the drawn colleague, moved at every picture by mouth, mood, gestures and idle life. */

import { LitElement, css, html, svg } from "lit";
import { customElement, property } from "lit/decorators.js";

import type { Look } from "../service/catalog";
import { drawColleague } from "./drawing";
import { type Expression, type Mood, NEUTRAL, added, eased, moodExpression } from "./expression";
import { blink, breath, idleExpression, tearFall } from "./idle";
import { mouthPaths } from "./mouth";
import { type Seat, drawRoom, drawTable, sceneStyle } from "./scene";
import { type MouthShape, REST } from "./viseme-shapes";

/** A mood settles in about a second: faster looks like a switch, slower like nobody is home. */
const MOOD_MS = 350;

/** What the talk asks of the face at one moment. */
export interface Direction {
  mouth: MouthShape;
  gesture: Expression;
  isListening: boolean;
}

const STILL: Direction = { mouth: REST, gesture: NEUTRAL, isListening: true };

let faces = 0;

@customElement("colleague-face")
export class ColleagueFace extends LitElement {
  @property({ attribute: false }) look!: Look;
  @property() mood: Mood = "neutral";
  @property({ type: Number }) intensity = 0.5;
  /** Only the head, not moving: for a card. */
  @property({ type: Boolean }) portrait = false;
  /** Beside whom: the room goes on there. */
  @property() seat: Seat = "";
  /** Name for who cannot see the drawing; without it the drawing is decoration. */
  @property() label = "";

  /** Asked at every picture. */
  direct: (() => Direction) | null = null;

  private readonly uid = `face${(faces += 1)}`;
  private readonly isCalm = matchMedia("(prefers-reduced-motion: reduce)");
  private parts = new Map<string, SVGElement>();
  private shown: Expression = NEUTRAL;
  private picture = 0;
  private lastMs = 0;

  static override styles = [
    sceneStyle,
    css`
      :host { display: block; overflow: hidden; background: var(--wall-bottom); }
      svg { display: block; width: 100%; height: 100%; }
    `,
  ];

  override render() {
    // The room is drawn wider than its box: the colleague stays whole in any stage, wide or tall.
    const [box, fit] = this.portrait ? ["222 76 196 196", "slice"] : ["120 30 400 450", "meet"];
    return html`<svg viewBox=${box} preserveAspectRatio="xMidYMax ${fit}" role=${this.label ? "img" : "presentation"} aria-label=${this.label}>
      ${drawRoom(this.seat)} ${drawColleague(this.look, this.uid)} ${this.portrait ? "" : svg`${drawTable()}`}
    </svg>`;
  }

  override firstUpdated(): void {
    for (const part of this.renderRoot.querySelectorAll<SVGElement>("[data-part]")) {
      this.parts.set(part.dataset["part"]!, part);
    }
    this.shown = moodExpression(this.mood, this.intensity);
    this.show(STILL, 0);
    if (!this.portrait) this.picture = requestAnimationFrame((now) => this.drawNext(now));
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    cancelAnimationFrame(this.picture);
  }

  private drawNext(nowMs: number): void {
    const direction = this.direct?.() ?? STILL;
    const goal = moodExpression(this.mood, this.intensity);
    this.shown = eased(this.shown, goal, Math.min(100, nowMs - this.lastMs), MOOD_MS);
    this.lastMs = nowMs;
    this.show(direction, nowMs);
    this.picture = requestAnimationFrame((next) => this.drawNext(next));
  }

  /** Draws one picture. Reduced motion keeps lips and mood, and drops what only fills the time. */
  private show({ mouth, gesture, isListening }: Direction, nowMs: number): void {
    const moves = !this.isCalm.matches && !this.portrait;
    const idle = moves ? idleExpression(nowMs, isListening) : NEUTRAL;
    const sum = added(this.shown, gesture, idle);
    const face = { ...sum, gazeX: within(sum.gazeX), gazeY: within(sum.gazeY) };
    this.showBody(face, moves ? breath(nowMs) : 0);
    this.showBrow("left", face);
    this.showBrow("right", face);
    const shut = moves ? blink(nowMs) : 0;
    this.showEye("left", face, shut);
    this.showEye("right", face, shut);
    this.showMouth({ ...mouth, open: Math.min(1, mouth.open + face.jaw) }, face.smile);
    this.showFlushAndTears(face, moves ? tearFall(nowMs) : 0.6);
  }

  /** What rises into a face: colour, and tears. */
  private showFlushAndTears({ flush, tears }: Expression, fall: number): void {
    this.set("blush", "opacity", f(Math.max(0.05, 0.28 + 0.4 * flush)));
    this.set("wet", "opacity", f(Math.min(0.8, 2 * tears)));
    // The drop grows out of the lid and fades where it ends.
    this.set("tear", "opacity", f(tears > 0.5 ? Math.min(1, 6 * fall, 4 * (1 - fall)) : 0));
    this.move("tear", `translate(0 ${f(32 * fall)})`);
  }

  private showBody(face: Expression, breathing: number): void {
    const scale = 1 + 0.035 * face.lean;
    this.move("body", `translate(320 430) scale(${f(scale)}) translate(-320 -430)`);
    this.move("shoulders", `translate(0 ${f(-7 * face.shoulders - 1.3 * breathing)})`);
    const head = `translate(${f(3 * face.headTurn)} ${f(5 * face.headNod - 0.8 * breathing)}) rotate(${f(face.headTilt)} 320 290)`;
    this.move("head", head);
    this.move("hair-back", head);
    this.move("features", `translate(${f(8 * face.headTurn)} ${f(4 * face.headNod)})`);
  }

  private showBrow(side: "left" | "right", face: Expression): void {
    const [outer, middle, inner] = side === "left" ? [278, 291, 307] : [362, 349, 333];
    const y = 172 - 7 * face.browRaise;
    const innerY = y + 1 - 7 * face.browTilt;
    const outerY = y + 3 + 2.5 * face.browTilt;
    this.set(`brow-${side}`, "d", `M${outer} ${f(outerY)} Q${middle} ${f(y - 5 - face.browTilt)} ${inner} ${f(innerY)}`);
  }

  private showEye(side: "left" | "right", face: Expression, shut: number): void {
    const x = side === "left" ? 294 : 346;
    const open = Math.max(0, 1 + face.eyeOpen - 0.16 * Math.max(0, face.gazeY)) * (1 - shut);
    const [left, right, y] = [x - 13, x + 13, 194];
    const upperY = y + 3 - 20 * open;
    const lowerY = y + 3 + 7 * Math.min(1, open);
    const lash = `M${left} ${y} Q${x} ${f(upperY)} ${right} ${y}`;
    const almond = `${lash} Q${x} ${f(lowerY)} ${left} ${y}Z`;
    this.set(`eye-${side}`, "d", almond);
    this.set(`eye-${side}-clip`, "d", almond);
    this.set(`lash-${side}`, "d", lash);
    this.set(`wet-${side}`, "d", `M${left + 3} ${f(lowerY - 2.5)} Q${x} ${f(lowerY + 1)} ${right - 3} ${f(lowerY - 2.5)}`);
    this.move(`iris-${side}`, `translate(${f(5 * face.gazeX)} ${f(3.5 * face.gazeY - 0.5)})`);
  }

  private showMouth(shape: MouthShape, smile: number): void {
    const paths = mouthPaths(shape, smile);
    this.set("lips", "d", paths.lips);
    this.set("opening", "d", paths.opening);
    this.set("mouth-clip", "d", paths.opening);
    this.set("teeth", "y", f(paths.teethY - 30));
    this.set("tongue", "cy", f(paths.tongueY + 12));
    this.move("chin", `translate(0 ${f(10 * shape.open)})`);
  }

  private move(part: string, transform: string): void {
    this.set(part, "transform", transform);
  }

  private set(part: string, attribute: string, value: string): void {
    this.parts.get(part)?.setAttribute(attribute, value);
  }
}

/** A mood and a cue may look the same way; the eye has an end. */
function within(gaze: number): number {
  return Math.max(-1, Math.min(1, gaze));
}

/** Two decimals are finer than a pixel, also for a scale. */
function f(value: number): string {
  return value.toFixed(2);
}

declare global {
  interface HTMLElementTagNameMap {
    "colleague-face": ColleagueFace;
  }
}
