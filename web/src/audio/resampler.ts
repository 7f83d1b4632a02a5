/** Band-limited change of sample rate for the microphone: a windowed-sinc polyphase filter that runs in the worklet. */

/** Rate of the input audio clock (docs/protocol). */
export const INPUT_RATE_HZ = 16_000;

/** Kaiser window for about 80 dB of stopband (Kaiser 1974: beta = 0.1102 (A - 8.7)). */
const STOPBAND_DB = 80;
const KAISER_BETA = 0.1102 * (STOPBAND_DB - 8.7);

/** The filter falls between 7.2 and 8 kHz (at a 16 kHz output): speech measures need nothing above. */
const TRANSITION_RATIO = 0.1;

/**
 * Streams samples from one rate to another; the output does not depend on how the input is cut into blocks.
 *
 * The delay of the filter is taken off at the start, so output sample n stands at time n / outputRateHz of the input.
 */
export class Resampler {
  private readonly up: number;
  private readonly down: number;
  private readonly taps: number;
  private readonly phases: Float32Array[];
  private history: Float32Array;
  /** Input index of `history[0]`. */
  private historyStart: number;
  private nextOutput = 0;

  constructor(inputRateHz: number, outputRateHz: number = INPUT_RATE_HZ) {
    if (!(Number.isInteger(inputRateHz) && Number.isInteger(outputRateHz) && inputRateHz > 0 && outputRateHz > 0)) {
      throw new RangeError(`sample rates must be whole and positive, got ${inputRateHz} and ${outputRateHz}`);
    }
    const divisor = greatestCommonDivisor(inputRateHz, outputRateHz);
    this.up = outputRateHz / divisor;
    this.down = inputRateHz / divisor;
    const half = halfLength(inputRateHz, outputRateHz);
    this.taps = 2 * half;
    this.phases = polyphase(this.up, half, Math.min(1, outputRateHz / inputRateHz));
    // Zeros before the first sample let the filter be centred on it.
    this.history = new Float32Array(half - 1);
    this.historyStart = -(half - 1);
  }

  /** Takes in the next block (any length, full scale [-1, 1]) and returns every output sample that is now certain. */
  push(block: Float32Array): Float32Array {
    const input = joined(this.history, block);
    const end = this.historyStart + input.length;
    const output: number[] = [];
    for (;;) {
      const position = this.nextOutput * this.down;
      const first = Math.floor(position / this.up) - this.taps / 2 + 1;
      if (first + this.taps > end) {
        this.history = input.slice(Math.max(0, first - this.historyStart));
        this.historyStart = end - this.history.length;
        return Float32Array.from(output);
      }
      output.push(dot(this.phases[position % this.up]!, input, first - this.historyStart));
      this.nextOutput += 1;
    }
  }
}

/** Kaiser's estimate of the length for the wanted stopband and transition, in input samples to one side. */
function halfLength(inputRateHz: number, outputRateHz: number): number {
  const narrower = Math.min(inputRateHz, outputRateHz);
  const transitionRad = (2 * Math.PI * TRANSITION_RATIO * (narrower / 2)) / inputRateHz;
  return Math.ceil((STOPBAND_DB - 7.95) / (2.285 * transitionRad) / 2);
}

/** One filter per fraction of an input sample; each is normalised, so that a constant stays what it was. */
function polyphase(count: number, half: number, bandRatio: number): Float32Array[] {
  const cutoff = bandRatio * (1 - TRANSITION_RATIO / 2);
  return Array.from({ length: count }, (_, phase) => {
    const fraction = phase / count;
    const taps = Float64Array.from({ length: 2 * half }, (_, k) => {
      const distance = k - half + 1 - fraction;
      return cutoff * sinc(cutoff * distance) * kaiser(distance / half);
    });
    const sum = taps.reduce((total, tap) => total + tap, 0);
    return Float32Array.from(taps, (tap) => tap / sum);
  });
}

function sinc(x: number): number {
  return x === 0 ? 1 : Math.sin(Math.PI * x) / (Math.PI * x);
}

function kaiser(x: number): number {
  return Math.abs(x) > 1 ? 0 : besselI0(KAISER_BETA * Math.sqrt(1 - x * x)) / besselI0(KAISER_BETA);
}

function besselI0(x: number): number {
  let term = 1;
  let sum = 1;
  for (let k = 1; term > sum * 1e-12; k += 1) {
    term *= (x / (2 * k)) ** 2;
    sum += term;
  }
  return sum;
}

function dot(taps: Float32Array, input: Float32Array, start: number): number {
  let sum = 0;
  for (let k = 0; k < taps.length; k += 1) sum += taps[k]! * input[start + k]!;
  return sum;
}

function joined(first: Float32Array, second: Float32Array): Float32Array {
  const both = new Float32Array(first.length + second.length);
  both.set(first);
  both.set(second, first.length);
  return both;
}

function greatestCommonDivisor(a: number, b: number): number {
  return b === 0 ? a : greatestCommonDivisor(b, a % b);
}
