/** On the audio thread: microphone at its own rate → 16 kHz frames of 20 ms, posted to the page. */

import { Framer } from "./framer";
import { Resampler } from "./resampler";

class CaptureProcessor extends AudioWorkletProcessor {
  private readonly resampler = new Resampler(sampleRate);
  private readonly framer = new Framer();

  override process(inputs: Float32Array[][]): boolean {
    const mono = inputs[0]?.[0];
    // A device that is just being opened gives no channel yet: no time has passed for the trainee.
    if (mono) {
      for (const frame of this.framer.push(this.resampler.push(mono))) this.port.postMessage(frame, [frame.buffer]);
    }
    return true;
  }
}

registerProcessor("capture", CaptureProcessor);
