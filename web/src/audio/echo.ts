/** Does the microphone hear the loudspeaker? A short sound is played and looked for in what comes in. */

import { INPUT_RATE_HZ } from "./resampler";

/** Compared at half the rate of the input clock: the probe has nothing above 3 kHz. */
const RATE_HZ = INPUT_RATE_HZ / 2;
const PROBE_S = 0.3;
const FROM_HZ = 500;
const TO_HZ = 3_000;
/** About -20 dB re full scale: to be heard, not to startle. */
const PROBE_PEAK = 0.12;
/** Loudspeakers by radio are up to 0.3 s late, and the page itself some 0.1 s. */
const LISTEN_S = 0.9;
/** Share of the sound's shape that must be found: noise of this length gives 0.08, an echo as loud as the noise 0.7. */
const HEARD_SHARE = 0.25;
/** Energy of a stretch below which there is nothing to compare: a microphone that is switched off. */
const SILENCE = 1e-7;

/** A rising tone that fades in and out: nothing in a room sounds like it. */
export function probe(rateHz: number = INPUT_RATE_HZ): Float32Array<ArrayBuffer> {
  const count = Math.round(PROBE_S * rateHz);
  return Float32Array.from({ length: count }, (_, i) => {
    const s = i / rateHz;
    const phase = 2 * Math.PI * (FROM_HZ * s + ((TO_HZ - FROM_HZ) * s * s) / (2 * PROBE_S));
    return PROBE_PEAK * Math.sin(Math.PI * (i / count)) * Math.sin(phase);
  });
}

/** Takes in the microphone from the moment the probe is played. */
export class EchoListener {
  private readonly heard: number[] = [];
  private readonly wanted = Math.round((PROBE_S + LISTEN_S) * RATE_HZ);

  push(frame: Int16Array): void {
    for (let i = 0; i + 1 < frame.length && !this.isDone; i += 2) this.heard.push((frame[i]! + frame[i + 1]!) / 65_536);
  }

  get isDone(): boolean {
    return this.heard.length >= this.wanted;
  }

  get hasEcho(): boolean {
    return likeness(Float32Array.from(this.heard), probe(RATE_HZ)) >= HEARD_SHARE;
  }
}

/** How much of the best matching stretch of `heard` has the shape of `wanted`: 0-1 (normalised cross-correlation). */
export function likeness(heard: Float32Array, wanted: Float32Array): number {
  const wantedEnergy = wanted.reduce((sum, sample) => sum + sample ** 2, 0);
  let energy = heard.subarray(0, wanted.length).reduce((sum, sample) => sum + sample ** 2, 0);
  let best = 0;
  for (let lag = 0; lag + wanted.length <= heard.length; lag += 1) {
    let product = 0;
    for (let i = 0; i < wanted.length; i += 1) product += wanted[i]! * heard[lag + i]!;
    if (energy > SILENCE) best = Math.max(best, Math.abs(product) / Math.sqrt(wantedEnergy * energy));
    energy += (heard[lag + wanted.length] ?? 0) ** 2 - heard[lag]! ** 2;
  }
  return best;
}
