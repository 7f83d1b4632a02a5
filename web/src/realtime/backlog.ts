/** What was said and done and may not have arrived: kept in order, each sound at its place on the input clock. */

import { INPUT_RATE_HZ } from "../audio/resampler";
import type { ClientEvent } from "./wire";

/** Sound kept for a service that is away: a minute, 1.9 MB. It waits two minutes for a client. */
export const KEPT_SAMPLES = 60 * INPUT_RATE_HZ;
/** A trainee who types sends no sound that would tell how far the service is; this many lines and buttons are kept. */
export const KEPT_EVENTS = 100;

export type Sound = { pcm: Int16Array<ArrayBuffer>; firstSample: number };
export type Deed = { event: ClientEvent };
export type Entry = Sound | Deed;

export class Backlog {
  private entries: Entry[] = [];
  private samples = 0;
  private events = 0;
  private clock = 0;

  constructor(
    private readonly keptSamples = KEPT_SAMPLES,
    private readonly keptEvents = KEPT_EVENTS,
  ) {}

  /** Place of the next sample on the input clock. */
  get nextSample(): number {
    return this.clock;
  }

  /** No more sound can be kept. */
  get isFull(): boolean {
    return this.samples >= this.keptSamples;
  }

  /** How much sound is not known to have arrived. */
  get unconfirmedSamples(): number {
    return this.samples;
  }

  /** In order, what is not known to have arrived. */
  get unconfirmed(): readonly Entry[] {
    return this.entries;
  }

  addSound(pcm: Int16Array<ArrayBuffer>): Sound {
    const sound = { pcm, firstSample: this.clock };
    this.clock += pcm.length;
    this.samples += pcm.length;
    this.entries.push(sound);
    if (this.samples > this.keptSamples) this.forget(this.entries.findIndex((entry) => "pcm" in entry));
    return sound;
  }

  addEvent(event: ClientEvent): void {
    this.entries.push({ event });
    this.events += 1;
    if (this.events > this.keptEvents) this.forget(this.entries.findIndex((entry) => "event" in entry));
  }

  /** The service has heard everything before this sample, and so has done everything that was sent before it. */
  confirm(nextSample: number): void {
    let gone = 0;
    this.entries.forEach((entry, i) => {
      if ("pcm" in entry && entry.firstSample + entry.pcm.length <= nextSample) gone = i + 1;
    });
    for (const entry of this.entries.splice(0, gone)) this.discount(entry);
  }

  private forget(index: number): void {
    for (const entry of this.entries.splice(index, 1)) this.discount(entry);
  }

  private discount(entry: Entry): void {
    if ("pcm" in entry) this.samples -= entry.pcm.length;
    else this.events -= 1;
  }
}
