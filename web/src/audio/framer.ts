/** Cuts a stream of samples into frames of 20 ms as 16-bit integers, as the wire wants them. */

import { INPUT_RATE_HZ } from "./resampler";

export const FRAME_SAMPLES = INPUT_RATE_HZ / 50;

export class Framer {
  private frame = new Int16Array(FRAME_SAMPLES);
  private filled = 0;

  /** Whole frames, in order; what is left waits for the next block. */
  push(samples: Float32Array): Int16Array<ArrayBuffer>[] {
    const frames: Int16Array<ArrayBuffer>[] = [];
    for (const sample of samples) {
      this.frame[this.filled] = toPcm16(sample);
      this.filled += 1;
      if (this.filled === FRAME_SAMPLES) {
        frames.push(this.frame);
        this.frame = new Int16Array(FRAME_SAMPLES);
        this.filled = 0;
      }
    }
    return frames;
  }
}

/** Full scale [-1, 1] to a 16-bit integer; louder is clipped, as a converter does. */
export function toPcm16(sample: number): number {
  return Math.max(-32768, Math.min(32767, Math.round(sample * 32768)));
}
