/** What one response looks like on its own clock: captions, lips, gestures. Arrives ahead of the sound, waits for it. */

import type { Expression } from "../avatar/expression";
import { type TimedCue, gesturesAt } from "../avatar/gestures";
import { type TimedViseme, mouthAt } from "../avatar/lips";
import type { MouthShape } from "../avatar/viseme-shapes";

const SILENCE = 0;

interface Sentence {
  text: string;
  /** Where its first sound is; null until a mouth shape says so. */
  startMs: number | null;
}

export class Performance {
  private readonly sentences: Sentence[] = [];
  private readonly visemes: TimedViseme[] = [];
  private readonly cues: TimedCue[] = [];

  addText(text: string): void {
    if (text.trim()) this.sentences.push({ text: text.trim(), startMs: null });
  }

  /** Mouth shapes follow the sentence they speak. */
  addViseme(viseme: TimedViseme): void {
    this.visemes.push(viseme);
    const sentence = this.sentences.at(-1);
    if (sentence && viseme.visemeId !== SILENCE) sentence.startMs ??= viseme.startMs;
  }

  addCue(cue: TimedCue): void {
    this.cues.push(cue);
  }

  /** The sentences that have begun by `ms`: a caption never tells what the voice has not begun to say. */
  captionAt(ms: number): string {
    return this.sentences
      .filter((sentence) => (sentence.startMs ?? 0) <= ms)
      .map((sentence) => sentence.text)
      .join(" ");
  }

  /** Everything this response says. */
  get text(): string {
    return this.captionAt(Infinity);
  }

  /** The voice is heard at `ms` (and not only the silence before it). */
  isVoicedAt(ms: number): boolean {
    return this.sentences.some((sentence) => (sentence.startMs ?? 0) <= ms);
  }

  mouthAt(ms: number): MouthShape {
    return mouthAt(this.visemes, ms);
  }

  gestureAt(ms: number): Expression {
    return gesturesAt(this.cues, ms);
  }
}
