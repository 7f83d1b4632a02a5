import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";

import { Playback, type Sound } from "../../src/report/playback";

class FakeSound implements Sound {
  urls: string[] = [];
  is = "quiet";
  told!: Parameters<Sound["play"]>[1];
  play(url: string, told: Parameters<Sound["play"]>[1]): void {
    this.urls.push(url);
    this.is = "playing";
    this.told = told;
  }
  pause = () => void (this.is = "paused");
  resume = () => void (this.is = "playing");
  stop = () => void (this.is = "quiet");
}

const TURNS = [
  { itemId: "persona_001", text: "Dag.", url: "voice/1" },
  { itemId: "trainee_001", text: "een twee drie vier vijf zes zeven acht", url: null },
  { itemId: "persona_002", text: "Hoezo?", url: "voice/2" },
];

describe("Playback", () => {
  let sound: FakeSound;
  let playback: Playback;
  beforeEach(() => {
    vi.useFakeTimers();
    sound = new FakeSound();
    playback = new Playback(TURNS, sound, () => undefined);
  });
  afterEach(() => vi.useRealTimers());

  it("plays on from a turn to the end, and gives time to read what has no sound", () => {
    playback.toggle();
    sound.told.progress(0.5);
    expect([playback.current, playback.ratio, playback.isPlaying]).toEqual([0, 0.5, true]);
    sound.told.ended();
    expect([playback.current, playback.ratio, playback.isPlaying]).toEqual([1, 0, true]);
    vi.advanceTimersByTime(1999);
    expect(playback.current).toBe(1);
    vi.advanceTimersByTime(1);
    expect(playback.current).toBe(2);
    sound.told.ended();
    expect([playback.current, playback.isPlaying]).toEqual([2, false]);
    expect(sound.urls).toEqual(["voice/1", "voice/2"]);
    playback.toggle();
    expect(playback.current).toBe(0);
  });

  it("plays one turn and stops there", () => {
    playback.playOnly(2);
    sound.told.ended();
    expect([playback.current, playback.isPlaying]).toEqual([2, false]);
  });

  it("goes on where it was paused", () => {
    playback.playFrom(0);
    playback.toggle();
    expect([sound.is, playback.isPlaying]).toEqual(["paused", false]);
    playback.toggle();
    expect([sound.is, playback.isPlaying, sound.urls.length]).toEqual(["playing", true, 1]);
  });

  it("does not turn a page while paused", () => {
    playback.playFrom(1);
    playback.toggle();
    vi.advanceTimersByTime(60_000);
    expect([playback.current, playback.isPlaying]).toEqual([1, false]);
  });

  it("goes to a turn without playing, or on playing from it", () => {
    playback.goTo(2);
    expect([playback.current, playback.isPlaying, sound.urls]).toEqual([2, false, []]);
    playback.playFrom(0);
    playback.goTo(9);
    expect([playback.current, playback.isPlaying, sound.urls.at(-1)]).toEqual([2, true, "voice/2"]);
  });

  it("stops and says so when there is no sound", () => {
    playback.playFrom(0);
    sound.told.failed();
    expect([playback.isPlaying, playback.hasFailed, sound.is]).toEqual([false, true, "quiet"]);
    playback.playFrom(0);
    expect(playback.hasFailed).toBe(false);
  });
});
