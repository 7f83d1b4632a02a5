/** The colleague's voice: packets on the output clock, placed on the sound card's clock. Lips follow the same clock. */

import type { AudioFrame } from "../realtime/frame";
import type { Playback } from "../realtime/wire";

export const OUTPUT_RATE_HZ = 24_000;

/** Waited before the first packet, so that a late second one is not heard as a gap. */
const LEAD_S = 0.06;
const FADE_S = 0.03;
const PROGRESS_MS = 500;

export type PlaybackState = Playback["state"];
export type PlaybackListener = (responseId: string, playedMs: number, state: PlaybackState) => void;

/** One response on the sound card's clock. */
interface Playing {
  id: string;
  /** Context time at which sample 0 of the response is played; null until its first packet. */
  startS: number | null;
  /** Samples scheduled so far, from the start of the response. */
  endSample: number;
  isComplete: boolean;
  isStarted: boolean;
  reportedMs: number;
}

export class Player {
  onPlayback: PlaybackListener | null = null;
  private readonly context: AudioContext;
  private readonly gain: GainNode;
  private readonly sources = new Set<AudioBufferSourceNode>();
  /** Responses in the order they are heard; the first is heard now. */
  private queue: Playing[] = [];
  private freeS = 0;
  private isMuted = false;
  private isHeldBack = false;
  private isPaused = false;
  private holdTimer = 0;

  /** To be made inside a click, or the browser keeps it silent. */
  constructor() {
    this.context = new AudioContext({ sampleRate: OUTPUT_RATE_HZ, latencyHint: "interactive" });
    this.gain = this.context.createGain();
    this.gain.connect(this.context.destination);
    void this.context.resume();
  }

  /** A new response, heard after what is still playing. */
  begin(responseId: string): void {
    this.queue.push({ id: responseId, startS: null, endSample: 0, isComplete: false, isStarted: false, reportedMs: 0 });
  }

  /** Schedules a packet of the response that was begun last. */
  push(frame: AudioFrame): void {
    const playing = this.queue.at(-1);
    if (!playing || playing.isComplete) return;
    const offsetS = frame.firstSample / OUTPUT_RATE_HZ;
    const now = this.context.currentTime;
    playing.startS ??= Math.max(now + LEAD_S, this.freeS);
    const lateS = now - (playing.startS + offsetS);
    if (lateS > 0) {
      // A packet that comes too late moves the rest of the response, lips included.
      playing.startS += lateS + LEAD_S;
      this.onPlayback?.(playing.id, offsetS * 1000, "underrun");
    }
    this.schedule(frame, playing.startS + offsetS);
    playing.endSample = frame.firstSample + frame.pcm.length;
    playing.isComplete = frame.isLast;
  }

  /** The response that was begun last is over: no more packets come. One without sound lasts `durationMs` of silence. */
  complete(responseId: string, durationMs: number): void {
    const playing = this.queue.find((one) => one.id === responseId);
    if (!playing) return;
    playing.isComplete = true;
    if (playing.startS !== null) return;
    playing.startS = Math.max(this.context.currentTime, this.freeS);
    playing.endSample = Math.round((durationMs * OUTPUT_RATE_HZ) / 1000);
    this.freeS = playing.startS + durationMs / 1000;
  }

  /** Forgets everything that is queued, at once. Returns what was heard of the response that was playing. */
  drop(): { responseId: string; heardMs: number } | null {
    const playing = this.queue[0];
    const heardMs = playing ? (this.positionIn(playing) ?? 0) : 0;
    for (const source of this.sources) source.stop();
    this.sources.clear();
    this.queue = [];
    this.freeS = 0;
    this.setHeld(false);
    return playing ? { responseId: playing.id, heardMs } : null;
  }

  /** The response that is heard now and how far the trainee's ear is in it; null in silence. */
  get position(): { responseId: string; ms: number } | null {
    const playing = this.queue[0];
    const ms = playing ? this.positionIn(playing) : null;
    return playing && ms !== null ? { responseId: playing.id, ms } : null;
  }

  /** The voice has stopped in the middle of a response. */
  get isHeld(): boolean {
    return this.isHeldBack;
  }

  /** Stops the voice where it is, faded so that it does not click; `false` goes on from there. */
  setHeld(isHeld: boolean): void {
    if (this.isHeldBack === isHeld) return;
    this.isHeldBack = isHeld;
    this.applyGain();
    window.clearTimeout(this.holdTimer);
    if (isHeld) this.holdTimer = window.setTimeout(() => this.applyPause(), 1000 * FADE_S);
    else this.applyPause();
  }

  setMuted(isMuted: boolean): void {
    this.isMuted = isMuted;
    this.applyGain();
  }

  setPaused(isPaused: boolean): void {
    this.isPaused = isPaused;
    this.applyPause();
  }

  /** To be called once per picture: tells the listener how far the loudspeaker is, and goes on to the next response. */
  tick(): void {
    const playing = this.queue[0];
    const ms = playing ? this.positionIn(playing) : null;
    if (!playing || ms === null) return;
    const state = stateAt(playing, ms);
    if (!state) return;
    playing.isStarted = true;
    playing.reportedMs = ms;
    if (state === "ended") this.queue.shift();
    this.onPlayback?.(playing.id, ms, state);
  }

  close(): void {
    this.drop();
    void this.context.close();
  }

  private positionIn(playing: Playing): number | null {
    if (playing.startS === null) return null;
    // currentTime runs ahead of the loudspeaker by the device's latency (0 where the browser does not know it).
    const heardS = this.context.currentTime - (this.context.outputLatency || 0) - playing.startS;
    return Math.max(0, Math.min(1000 * heardS, endMs(playing)));
  }

  private schedule(frame: AudioFrame, startS: number): void {
    const buffer = this.context.createBuffer(1, frame.pcm.length, OUTPUT_RATE_HZ);
    buffer.copyToChannel(Float32Array.from(frame.pcm, (sample) => sample / 32768), 0);
    const source = this.context.createBufferSource();
    source.buffer = buffer;
    source.connect(this.gain);
    source.onended = () => this.sources.delete(source);
    source.start(startS);
    this.sources.add(source);
    this.freeS = startS + buffer.duration;
  }

  /** A suspended context stands still with all that is scheduled in it. */
  private applyPause(): void {
    void (this.isPaused || this.isHeldBack ? this.context.suspend() : this.context.resume());
  }

  private applyGain(): void {
    const wanted = this.isMuted || this.isHeldBack ? 0 : 1;
    this.gain.gain.setTargetAtTime(wanted, this.context.currentTime, FADE_S / 3);
  }
}

function endMs(playing: Playing): number {
  return (1000 * playing.endSample) / OUTPUT_RATE_HZ;
}

function stateAt(playing: Playing, ms: number): PlaybackState | null {
  if (playing.isComplete && ms >= endMs(playing)) return "ended";
  if (!playing.isStarted) return ms > 0 ? "started" : null;
  return ms - playing.reportedMs >= PROGRESS_MS ? "progress" : null;
}
