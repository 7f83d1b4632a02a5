import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";

import { INPUT_RATE_HZ } from "../../src/audio/resampler";
import { KEPT_SAMPLES } from "../../src/realtime/backlog";
import { decodeFrame, encodeFrame } from "../../src/realtime/frame";
import { LastingConnection } from "../../src/realtime/lasting-connection";
import type { ClientEvent } from "../../src/realtime/wire";

/** The network: sockets that open, break and fall silent when the test says so. */
class Socket {
  static made: Socket[] = [];
  static readonly OPEN = 1;
  static get last(): Socket {
    return Socket.made.at(-1)!;
  }

  readyState = 0;
  readonly sent: (string | ArrayBuffer)[] = [];
  onopen: (() => void) | null = null;
  onmessage: ((message: { data: string | ArrayBuffer }) => void) | null = null;
  onclose: ((event: { code: number }) => void) | null = null;

  constructor(
    readonly url: string,
    readonly protocols: string[],
  ) {
    Socket.made.push(this);
  }

  send(data: string | ArrayBuffer): void {
    this.sent.push(data);
  }

  close(): void {
    this.readyState = 3;
  }

  open(): void {
    this.readyState = Socket.OPEN;
    this.onopen?.();
  }

  tell(event: object): void {
    this.onmessage?.({ data: JSON.stringify(event) });
  }

  play(seq: number): void {
    const frame = { kind: 2, isLast: false, isDiscontinuity: false, stream: 0, seq, firstSample: 0, pcm: new Int16Array(2) };
    this.onmessage?.({ data: encodeFrame(frame) });
  }

  break(code = 1006): void {
    this.readyState = 3;
    this.onclose?.({ code });
  }

  /** Types of events, and places of sound in frames of 20 ms. */
  get told(): (string | number)[] {
    return this.sent.map((data) => (typeof data === "string" ? JSON.parse(data).type : decodeFrame(data).firstSample / 320));
  }
}

const TICKET = { ws_url: "ws://here/v1/realtime?session_id=1", client_secret: "once", resume_handle: "again" };
const LINE: ClientEvent = { type: "conversation.item.create", item: { type: "message", role: "user", content: [{ type: "input_text", text: "Dag." }] } };

function talk() {
  const heard = { events: [] as number[], frames: [] as number[], network: [] as string[] };
  const line = new LastingConnection(TICKET, {
    onEvent: (event) => heard.events.push(event.seq),
    onAudio: (frame) => heard.frames.push(frame.seq),
    onBreak: (isFull) => heard.network.push(isFull ? "full" : "away"),
    onRestore: () => heard.network.push("back"),
    onClose: (code) => heard.network.push(`closed ${code}`),
  });
  Socket.last.open();
  Socket.last.tell({ type: "session.created", seq: 1 });
  return { line, heard };
}

function restored(seq: number, nextSample: number): object {
  return { type: "session.updated", seq, next_input_sample: nextSample };
}

function speak(line: LastingConnection, frames: number): void {
  for (let i = 0; i < frames; i += 1) line.sendAudio(new Int16Array(320));
}

beforeEach(() => {
  vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout", "setInterval", "clearInterval", "performance"] });
  Socket.made = [];
  vi.stubGlobal("WebSocket", Socket);
  vi.stubGlobal("location", { href: "http://here/", protocol: "http:", host: "here" });
  vi.stubGlobal("window", Object.assign(new EventTarget(), { setTimeout, clearTimeout, setInterval, clearInterval }));
});

afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

describe("a connection that breaks", () => {
  it("comes back with the handle, says what it has, and sends what was said meanwhile at its place", () => {
    const { line, heard } = talk();
    speak(line, 2);
    Socket.last.tell({ type: "input_audio_buffer.ack", seq: 2, next_sample: 320 });
    Socket.last.break();
    speak(line, 1);
    line.send({ type: "input_audio_buffer.commit" });
    speak(line, 1);
    vi.advanceTimersByTime(150);
    Socket.last.open();
    expect(Socket.last.protocols.at(-1)).toBe("simulator.secret.again");
    expect(JSON.parse(Socket.last.sent[0] as string)).toMatchObject({ type: "session.resume", handle: "again", last_server_seq: 2, next_input_sample: 4 * 320 });
    Socket.last.tell(restored(3, 320));
    expect(Socket.last.told).toEqual(["session.resume", 1, 2, "input_audio_buffer.commit", 3]);
    speak(line, 1);
    expect(Socket.last.told.at(-1)).toBe(4);
    expect(heard.network).toEqual(["away", "back"]);
  });

  it("hears an event and a packet that come twice once", () => {
    const { heard } = talk();
    Socket.last.play(1);
    Socket.last.tell({ type: "response.created", seq: 2 });
    Socket.last.break();
    vi.advanceTimersByTime(150);
    Socket.last.open();
    Socket.last.tell({ type: "response.created", seq: 2 });
    Socket.last.play(1);
    Socket.last.play(2);
    Socket.last.tell(restored(3, 0));
    expect(heard.events).toEqual([1, 2, 3]);
    expect(heard.frames).toEqual([1, 2]);
  });

  it("sends a typed line again under the same id", () => {
    const { line } = talk();
    line.send(LINE);
    const id = JSON.parse(Socket.last.sent[0] as string).event_id;
    Socket.last.break();
    vi.advanceTimersByTime(150);
    Socket.last.open();
    Socket.last.tell(restored(2, 0));
    const again = Socket.last.sent.map((data) => JSON.parse(data as string)).filter((event) => event.type === LINE.type);
    expect(again.map((event) => event.event_id)).toEqual([id]);
  });

  it("keeps a minute of sound, says so, and then lets the clock stand still", () => {
    const { line, heard } = talk();
    Socket.last.break();
    speak(line, KEPT_SAMPLES / 320 + 5);
    expect(heard.network).toEqual(["away", "full"]);
    vi.advanceTimersByTime(150);
    Socket.last.open();
    expect(JSON.parse(Socket.last.sent[0] as string).next_input_sample).toBe(60 * INPUT_RATE_HZ);
  });

  it("finds a connection dead that brings no answer to sound", () => {
    const { line, heard } = talk();
    speak(line, 60);
    vi.advanceTimersByTime(11_000);
    expect(heard.network).toEqual([]);
    vi.advanceTimersByTime(2_500);
    expect(heard.network).toEqual(["away"]);
    expect(Socket.made).toHaveLength(2);
  });

  it("does not take a trainee who thinks, or a pause, for a dead network", () => {
    const { line, heard } = talk();
    speak(line, 20);
    line.send({ type: "simulator.control", action: "pause" });
    vi.advanceTimersByTime(60_000);
    expect(heard.network).toEqual([]);
  });

  it("gives up on a connection that does not open, tries again, and in the end says that it is too late", () => {
    const { heard } = talk();
    Socket.last.break();
    vi.advanceTimersByTime(30_000);
    expect(Socket.made.length).toBeGreaterThan(3);
    vi.advanceTimersByTime(120_000);
    expect(heard.network).toEqual(["away", "closed 4410"]);
    const count = Socket.made.length;
    vi.advanceTimersByTime(60_000);
    expect(Socket.made).toHaveLength(count);
  });

  it.each([4404, 4401, 4409])("does not come back after %i", (code) => {
    const { heard } = talk();
    Socket.last.break(code);
    vi.advanceTimersByTime(60_000);
    expect(heard.network).toEqual([`closed ${code}`]);
    expect(Socket.made).toHaveLength(1);
  });
});
