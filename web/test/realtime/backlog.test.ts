import { describe, expect, it } from "vitest";

import { Backlog, type Entry } from "../../src/realtime/backlog";
import type { ClientEvent } from "../../src/realtime/wire";

const FRAME = 320;
const COMMIT: ClientEvent = { type: "input_audio_buffer.commit" };

function frames(backlog: Backlog, count: number): void {
  for (let i = 0; i < count; i += 1) backlog.addSound(new Int16Array(FRAME));
}

function shape(entry: Entry): number | string {
  return "pcm" in entry ? entry.firstSample / FRAME : entry.event.type;
}

describe("what may not have arrived", () => {
  it("keeps sound and deeds in order, each sound at its place", () => {
    const backlog = new Backlog();
    frames(backlog, 2);
    backlog.addEvent(COMMIT);
    frames(backlog, 1);
    expect(backlog.unconfirmed.map(shape)).toEqual([0, 1, COMMIT.type, 2]);
    expect(backlog.nextSample).toBe(3 * FRAME);
  });

  it("forgets what the service has heard, and what was done before that", () => {
    const backlog = new Backlog();
    frames(backlog, 1);
    backlog.addEvent(COMMIT);
    frames(backlog, 2);
    backlog.confirm(2 * FRAME);
    expect(backlog.unconfirmed.map(shape)).toEqual([2]);
    expect(backlog.unconfirmedSamples).toBe(FRAME);
  });

  it("keeps a deed until the sound after it has been heard", () => {
    const backlog = new Backlog();
    frames(backlog, 1);
    backlog.addEvent(COMMIT);
    frames(backlog, 1);
    backlog.confirm(FRAME);
    expect(backlog.unconfirmed.map(shape)).toEqual([COMMIT.type, 1]);
  });

  it("keeps a frame of which only a part was heard", () => {
    const backlog = new Backlog();
    frames(backlog, 1);
    backlog.confirm(FRAME - 1);
    expect(backlog.unconfirmed.map(shape)).toEqual([0]);
  });

  it("says when it is full, and then loses the oldest", () => {
    const backlog = new Backlog(2 * FRAME);
    frames(backlog, 1);
    expect(backlog.isFull).toBe(false);
    frames(backlog, 1);
    expect(backlog.isFull).toBe(true);
    frames(backlog, 1);
    expect(backlog.unconfirmed.map(shape)).toEqual([1, 2]);
  });

  it("keeps no more deeds than asked", () => {
    const backlog = new Backlog(FRAME, 2);
    for (let i = 0; i < 3; i += 1) backlog.addEvent({ ...COMMIT, event_id: String(i) });
    expect(backlog.unconfirmed.map((entry) => "event" in entry && entry.event.event_id)).toEqual(["1", "2"]);
  });
});
