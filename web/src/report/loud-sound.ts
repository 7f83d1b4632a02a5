/** Sound of the service through the loudspeaker. One element for the whole page: two voices never speak at once. */

import type { Sound } from "./playback";

export class LoudSound implements Sound {
  private readonly audio = new Audio();

  constructor() {
    this.audio.preload = "none";
  }

  play(url: string, told: Parameters<Sound["play"]>[1]): void {
    const { audio } = this;
    audio.ontimeupdate = () => audio.duration > 0 && Number.isFinite(audio.duration) && told.progress(audio.currentTime / audio.duration);
    audio.onended = () => told.ended();
    audio.onerror = () => told.failed();
    audio.src = url;
    this.start(told.failed);
  }

  pause(): void {
    this.audio.pause();
  }

  resume(): void {
    this.start(() => this.audio.dispatchEvent(new Event("error")));
  }

  stop(): void {
    const { audio } = this;
    audio.ontimeupdate = audio.onended = audio.onerror = null;
    audio.pause();
    if (audio.hasAttribute("src")) {
      audio.removeAttribute("src");
      audio.load();
    }
  }

  private start(failed: () => void): void {
    // A play that is cut short by the next one is no failure.
    this.audio.play().catch((problem: unknown) => (problem as DOMException).name !== "AbortError" && failed());
  }
}
