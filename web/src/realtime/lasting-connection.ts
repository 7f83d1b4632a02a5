/**
 * A connection that comes back: one talk over as many websockets as the network needs.
 *
 * What is said and done while there is none is kept in order and sent when there is one again; what the service told
 * meanwhile comes then, each event and each packet of sound once (docs/protocol, Resume).
 */

import { INPUT_RATE_HZ } from "../audio/resampler";
import { type Entry, Backlog } from "./backlog";
import { Connection } from "./connection";
import type { AudioFrame } from "./frame";
import type { ClientEvent, ServerEvent } from "./wire";

export interface TalkListener {
  onEvent(event: ServerEvent): void;
  onAudio(frame: AudioFrame): void;
  /** The network is gone, and is being looked for. `isFull`: no more of what is said can be kept. Called again when that changes. */
  onBreak(isFull: boolean): void;
  /** The network is back, and nothing was lost. */
  onRestore(): void;
  /** Called once: the talk cannot go on here. */
  onClose(code: number): void;
}

export interface TalkTicket {
  ws_url: string;
  client_secret: string;
  resume_handle: string;
}

/** Server events between two acknowledgements; the server keeps what is not acknowledged for a reconnect. */
const ACK_EVERY_EVENTS = 25;
/** Waits between attempts; the last one is repeated. */
const RETRY_MS: readonly number[] = [100, 500, 1000, 2000, 4000];
const CONNECT_LIMIT_MS = 6_000;
/** The service keeps a talk for two minutes after its client left. */
const GIVE_UP_MS = 120_000;
/** An answer that is due so long ago will not come. A false alarm, on a service that is slow, costs a reconnect. */
const SILENT_LIMIT_MS = 12_000;
/** Sound is acknowledged twice a second, but not while the end of a turn is weighed. */
const DUE_SAMPLES = INPUT_RATE_HZ;
const CHECK_MS = 1_000;

const TOO_LATE = 4410;
/** The service's word that there is nothing to come back to; every other code is the network's, or passes. */
const FINAL_CODES: ReadonlySet<number> = new Set([1000, 4400, 4401, 4403, 4404, 4409, TOO_LATE]);

/** How far the loudspeaker is, and what was read: nobody needs it late. */
const PASSING: ReadonlySet<ClientEvent["type"]> = new Set(["simulator.ack", "simulator.playback", "session.resume"]);
/** What the service answers at once, in a talk without a microphone. */
const ANSWERED: ReadonlySet<ClientEvent["type"]> = new Set(["conversation.item.create", "session.update"]);

export class LastingConnection {
  private readonly backlog = new Backlog();
  private connection: Connection;
  /** What is said and done now goes straight to the service. */
  private isThere = false;
  private brokenMs: number | null = null;
  private wasFull = false;
  private tries = 0;
  private eventCount = 0;
  private lastSeq = 0;
  private acknowledgedSeq = 0;
  private lastFrameSeq = 0;
  /** Since when an answer is due; null while none is. */
  private waitingMs: number | null = null;
  private retryTimer = 0;
  private readonly checkTimer: number;

  constructor(
    private readonly ticket: TalkTicket,
    private readonly listener: TalkListener,
  ) {
    this.connection = this.open(ticket.client_secret);
    this.checkTimer = window.setInterval(() => this.check(), CHECK_MS);
    window.addEventListener("online", this.retryNow);
  }

  /** @returns the id under which an `error` speaks of it. */
  send(event: ClientEvent): string {
    this.eventCount += 1;
    const named = { ...event, event_id: `page_${this.eventCount}` };
    if (!PASSING.has(event.type)) this.backlog.addEvent(named);
    if (this.isThere) this.connection.send(named);
    if (this.isThere && ANSWERED.has(event.type)) this.waitingMs ??= performance.now();
    return named.event_id;
  }

  /** The next 16 kHz samples of the trainee. While the network is away and no more can be kept, the input clock stands still. */
  sendAudio(pcm: Int16Array<ArrayBuffer>): void {
    if (!this.isThere && this.backlog.isFull) return;
    const { firstSample } = this.backlog.addSound(pcm);
    if (!this.isThere) return this.tellFull();
    this.connection.sendAudio(pcm, firstSample);
    if (this.backlog.unconfirmedSamples > DUE_SAMPLES) this.waitingMs ??= performance.now();
  }

  close(): void {
    this.stop();
    this.connection.close();
  }

  private stop(): void {
    window.clearInterval(this.checkTimer);
    window.clearTimeout(this.retryTimer);
    window.removeEventListener("online", this.retryNow);
    this.isThere = false;
  }

  private open(secret: string): Connection {
    this.waitingMs = performance.now();
    return new Connection(this.ticket.ws_url, secret, {
      onOpen: () => this.greet(),
      onEvent: (event) => this.receive(event),
      onAudio: (frame) => this.hear(frame),
      onClose: (code) => this.closed(code),
    });
  }

  private greet(): void {
    if (this.brokenMs === null) return;
    const place = { last_server_seq: this.lastSeq, next_input_sample: this.backlog.nextSample };
    this.connection.send({ type: "session.resume", handle: this.ticket.resume_handle, ...place });
  }

  private receive(event: ServerEvent): void {
    this.waitingMs = null;
    if (event.seq > 0 && event.seq <= this.lastSeq) return;
    if (event.seq > 0) this.lastSeq = event.seq;
    if (event.type === "session.created") this.isThere = true;
    if (event.type === "input_audio_buffer.ack") this.backlog.confirm(event.next_sample);
    if (event.type === "session.updated" && typeof event.next_input_sample === "number") this.restore(event.next_input_sample);
    this.listener.onEvent(event);
    if (event.seq - this.acknowledgedSeq < ACK_EVERY_EVENTS) return;
    this.acknowledgedSeq = event.seq;
    this.connection.send({ type: "simulator.ack", seq: event.seq });
  }

  private hear(frame: AudioFrame): void {
    this.waitingMs = null;
    if (frame.seq <= this.lastFrameSeq) return;
    this.lastFrameSeq = frame.seq;
    this.listener.onAudio(frame);
  }

  /** Everything the service has not heard goes again, in order; the service knows an event it has done by its id. */
  private restore(nextSample: number): void {
    this.backlog.confirm(nextSample);
    this.backlog.unconfirmed.forEach((entry) => this.sendAgain(entry));
    this.isThere = true;
    this.brokenMs = null;
    this.wasFull = false;
    this.tries = 0;
    this.listener.onRestore();
  }

  private sendAgain(entry: Entry): void {
    if ("pcm" in entry) this.connection.sendAudio(entry.pcm, entry.firstSample);
    else this.connection.send(entry.event);
  }

  private closed(code: number): void {
    if (FINAL_CODES.has(code)) this.giveUp(code);
    else this.lose();
  }

  /** The connection is dead, or taken for it. */
  private lose(): void {
    this.connection.drop();
    this.isThere = false;
    this.waitingMs = null;
    if (this.brokenMs === null) this.listener.onBreak(false);
    this.brokenMs ??= performance.now();
    if (performance.now() - this.brokenMs > GIVE_UP_MS) return this.giveUp(TOO_LATE);
    window.clearTimeout(this.retryTimer);
    this.retryTimer = window.setTimeout(this.retryNow, RETRY_MS[Math.min(this.tries, RETRY_MS.length - 1)]);
    this.tries += 1;
  }

  private readonly retryNow = (): void => {
    if (this.brokenMs === null || this.isThere) return;
    window.clearTimeout(this.retryTimer);
    this.connection.drop();
    this.connection = this.open(this.ticket.resume_handle);
  };

  private check(): void {
    if (this.waitingMs === null) return;
    const limitMs = this.isThere ? SILENT_LIMIT_MS : CONNECT_LIMIT_MS;
    if (performance.now() - this.waitingMs > limitMs) this.lose();
  }

  private tellFull(): void {
    if (this.wasFull || !this.backlog.isFull || this.brokenMs === null) return;
    this.wasFull = true;
    this.listener.onBreak(true);
  }

  private giveUp(code: number): void {
    this.stop();
    this.listener.onClose(code);
  }
}
