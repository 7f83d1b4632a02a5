/** Plays a talk turn by turn: the persona's voice, one's own where it was kept, and else time to read one's own words. */

export interface Playable {
  itemId: string;
  text: string;
  /** null: there is no sound of it. */
  url: string | null;
}

/** What makes sound; `LoudSound` in the browser. */
export interface Sound {
  /** One at a time: what was playing before stops. */
  play(url: string, told: { progress(ratio: number): void; ended(): void; failed(): void }): void;
  pause(): void;
  resume(): void;
  stop(): void;
}

/** Reading goes at about 240 words a minute; never so short that the mark only flickers. */
const READING_MS_PER_WORD = 250;
const READING_LEAST_MS = 1200;

export class Playback {
  /** Index of the turn that is played or was played last. */
  current = 0;
  isPlaying = false;
  /** How much of the turn has been played, 0-1. */
  ratio = 0;
  /** The sound could not be had. */
  hasFailed = false;
  private isAll = false;
  private isHalfway = false;
  private reading: ReturnType<typeof setTimeout> | undefined;

  constructor(
    private readonly turns: readonly Playable[],
    private readonly sound: Sound,
    private readonly changed: () => void,
  ) {}

  /** From a turn to the end of the talk. */
  playFrom(index: number): void {
    this.isAll = true;
    this.begin(index);
  }

  playOnly(index: number): void {
    this.isAll = false;
    this.begin(index);
  }

  /** Goes to a turn, and goes on playing from there when it was playing. */
  goTo(index: number): void {
    if (this.isPlaying) return this.playFrom(index);
    this.stop();
    this.current = this.within(index);
    this.changed();
  }

  toggle(): void {
    if (this.isPlaying) this.pause();
    else if (this.isHalfway) this.resume();
    else this.playFrom(this.ratio >= 1 && this.current === this.turns.length - 1 ? 0 : this.current);
  }

  stop(): void {
    clearTimeout(this.reading);
    this.sound.stop();
    this.isPlaying = this.isHalfway = false;
    this.ratio = 0;
    this.changed();
  }

  /** There is no sound: what was playing stops, and the page says so. */
  fail(): void {
    this.stop();
    this.hasFailed = true;
    this.changed();
  }

  private pause(): void {
    clearTimeout(this.reading);
    this.sound.pause();
    this.isPlaying = false;
    this.isHalfway = this.turns[this.current]?.url != null;
    this.changed();
  }

  private resume(): void {
    this.isPlaying = true;
    this.sound.resume();
    this.changed();
  }

  private begin(index: number): void {
    clearTimeout(this.reading);
    this.sound.stop();
    this.current = this.within(index);
    this.isPlaying = true;
    this.isHalfway = this.hasFailed = false;
    this.ratio = 0;
    const turn = this.turns[this.current];
    if (turn?.url) this.hear(turn.url);
    else this.reading = setTimeout(() => this.next(), Math.max(READING_LEAST_MS, READING_MS_PER_WORD * (turn?.text.split(/\s+/).length ?? 0)));
    this.changed();
  }

  private hear(url: string): void {
    this.sound.play(url, {
      progress: (ratio) => {
        this.ratio = ratio;
        this.changed();
      },
      ended: () => this.next(),
      failed: () => this.fail(),
    });
  }

  private next(): void {
    if (this.isAll && this.current + 1 < this.turns.length) return this.begin(this.current + 1);
    this.isPlaying = this.isHalfway = false;
    this.ratio = 1;
    this.changed();
  }

  private within(index: number): number {
    return Math.max(0, Math.min(this.turns.length - 1, index));
  }
}
