/** The trainee's microphone as 16 kHz frames. */

import captureUrl from "./capture-worklet?worker&url";

export type FrameListener = (frame: Int16Array<ArrayBuffer>) => void;

/** Why there is no microphone; each has its own text in i18n. */
export type MicrophoneProblem = "denied" | "absent" | "insecure" | "busy";

export class MicrophoneError extends Error {
  constructor(readonly problem: MicrophoneProblem) {
    super(problem);
  }
}

/**
 * Level measures need the voice as it is: no automatic gain, no noise suppression. Echo cancellation stays, or the
 * colleague's own voice would interrupt the colleague.
 */
const CONSTRAINTS: MediaTrackConstraints = {
  echoCancellation: true,
  noiseSuppression: false,
  autoGainControl: false,
  channelCount: 1,
};

export class Microphone {
  /** Called for every 20 ms; null while nobody listens. */
  onFrame: FrameListener | null = null;

  private constructor(
    private readonly context: AudioContext,
    private readonly stream: MediaStream,
    node: AudioWorkletNode,
  ) {
    node.port.onmessage = (event: MessageEvent<Int16Array<ArrayBuffer>>) => this.onFrame?.(event.data);
  }

  /**
   * Asks for permission and starts.
   *
   * @param deviceId the microphone that is wanted; where it is not there any more, or empty, the browser's own choice.
   * @throws MicrophoneError that says why it cannot.
   */
  static async open(deviceId = ""): Promise<Microphone> {
    const stream = await openStream(deviceId);
    console.debug("microphone", stream.getAudioTracks()[0]?.getSettings());
    // The device's own rate: a 16 kHz context breaks Firefox, and the worklet resamples better than the device.
    const context = new AudioContext({ latencyHint: "interactive" });
    await context.audioWorklet.addModule(captureUrl);
    const node = new AudioWorkletNode(context, "capture", { numberOfOutputs: 0, channelCount: 1, channelCountMode: "explicit" });
    context.createMediaStreamSource(stream).connect(node);
    await context.resume();
    return new Microphone(context, stream, node);
  }

  /** Which microphone it is. */
  get deviceId(): string {
    return this.stream.getAudioTracks()[0]?.getSettings().deviceId ?? "";
  }

  /** Plays a sound on the loudspeaker. */
  play(samples: Float32Array<ArrayBuffer>, rateHz: number): void {
    const buffer = this.context.createBuffer(1, samples.length, rateHz);
    buffer.copyToChannel(samples, 0);
    const source = this.context.createBufferSource();
    source.buffer = buffer;
    source.connect(this.context.destination);
    source.start();
  }

  close(): void {
    this.onFrame = null;
    for (const track of this.stream.getTracks()) track.stop();
    void this.context.close();
  }
}

/** The microphones there are; the browser names them only once one may be used. */
export async function microphones(): Promise<MediaDeviceInfo[]> {
  const devices = await navigator.mediaDevices.enumerateDevices();
  return devices.filter((device) => device.kind === "audioinput" && device.deviceId !== "");
}

async function openStream(deviceId: string): Promise<MediaStream> {
  // Browsers hide the microphone from pages that are not served over https or from this machine.
  if (!navigator.mediaDevices) throw new MicrophoneError("insecure");
  try {
    return await navigator.mediaDevices.getUserMedia({ audio: { ...CONSTRAINTS, ...(deviceId ? { deviceId: { ideal: deviceId } } : {}) } });
  } catch (error) {
    throw new MicrophoneError(problemOf(error));
  }
}

function problemOf(error: unknown): MicrophoneProblem {
  const name = error instanceof DOMException ? error.name : "";
  if (name === "NotAllowedError" || name === "SecurityError") return "denied";
  return name === "NotFoundError" || name === "OverconstrainedError" ? "absent" : "busy";
}
