/** How loud a room is while nobody speaks. */

/** 1.2 s of frames of 20 ms. */
const FRAMES = 60;

/** Speech lies some 20 dB above -45; a room above that hides the ends of words. Our choice. */
export const QUIET_ROOM_DBFS = -55;
export const LOUD_ROOM_DBFS = -45;

export type Room = "quiet" | "some" | "noisy";

export class NoiseFloor {
  private readonly levels: number[] = [];

  /** @param levelDb of the next frame. */
  push(levelDb: number): void {
    if (!this.isKnown) this.levels.push(levelDb);
  }

  get isKnown(): boolean {
    return this.levels.length >= FRAMES;
  }

  /** Median level in dB re full scale: a cough or a chair does not count. */
  get levelDb(): number {
    const sorted = [...this.levels].sort((a, b) => a - b);
    return sorted[Math.floor(sorted.length / 2)] ?? -96;
  }

  get room(): Room {
    if (this.levelDb < QUIET_ROOM_DBFS) return "quiet";
    return this.levelDb < LOUD_ROOM_DBFS ? "some" : "noisy";
  }
}
