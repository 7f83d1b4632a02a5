/** The persona's side of the talk: its responses as sound, lips and captions, all on the loudspeaker's clock. */

import { type Expression, added } from "../avatar/expression";
import type { Direction } from "../avatar/face";
import { type TimedCue, gesturesAt } from "../avatar/gestures";
import { REST } from "../avatar/viseme-shapes";
import { Player, type PlaybackState } from "../audio/player";
import type { AudioFrame } from "../realtime/frame";
import type { ClientEvent, PersonaCue, ResponseDone, ServerEvent, VisemeDelta } from "../realtime/wire";
import { Performance } from "./performance";

export interface ColleagueListener {
  send(event: ClientEvent): void;
  /** What of a response has begun to be said; an empty text takes the caption away. */
  onCaption(responseId: string, text: string): void;
  /** The voice is heard from now on. */
  onVoice(): void;
  /** The last response that was waiting has been heard to its end. */
  onQuiet(): void;
}

export class Colleague {
  private readonly player = new Player();
  private readonly performances = new Map<string, Performance>();
  private readonly itemOf = new Map<string, string>();
  /** Id of the persona who says a response. */
  private readonly speakers = new Map<string, string>();
  /** What is done while listening, on the page's clock. */
  private listening: TimedCue[] = [];

  constructor(private readonly listener: ColleagueListener) {
    this.player.onPlayback = (id, ms, state) => this.follow(id, ms, state);
  }

  /** Events that are about no response are left to others. */
  receive(event: ServerEvent): void {
    switch (event.type) {
      case "response.created":
        this.performances.set(event.response.id, new Performance());
        if (event.response.speaker) this.speakers.set(event.response.id, event.response.speaker);
        return this.player.begin(event.response.id);
      case "response.output_audio_transcript.delta":
      case "response.output_text.delta":
        this.itemOf.set(event.response_id, event.item_id);
        return this.performances.get(event.response_id)?.addText(event.delta);
      case "response.animation_viseme.delta":
        return this.performances.get(event.response_id)?.addViseme(timedViseme(event));
      case "simulator.persona.cue":
        return this.addCue(event);
      case "simulator.response.held":
        return this.player.setHeld(true);
      case "simulator.response.resumed":
        return this.player.setHeld(false);
      case "response.done":
        return this.complete(event);
    }
  }

  hear(frame: AudioFrame): void {
    this.player.push(frame);
  }

  /** What the face shows now; to be asked at every picture, because time passes here. */
  direct(): Direction | null {
    this.player.tick();
    const position = this.player.position;
    const performance = position && this.performances.get(position.responseId);
    if (!position || !performance) return null;
    const { ms, responseId } = position;
    if (this.player.isHeld) return silentDirection(true, this.listeningGesture());
    this.listener.onCaption(responseId, performance.captionAt(ms));
    const isVoiced = performance.isVoicedAt(ms);
    if (isVoiced) this.listener.onVoice();
    const gesture = added(performance.gestureAt(ms), this.listeningGesture());
    return { mouth: performance.mouthAt(ms), gesture, isListening: !isVoiced };
  }

  /** Id of the persona who says this response, if the service told it. */
  speakerOf(responseId: string): string | undefined {
    return this.speakers.get(responseId);
  }

  /** Whose response is under way, from its first silence to its last word. */
  get speaker(): string | undefined {
    const position = this.player.position;
    return position ? this.speakerOf(position.responseId) : undefined;
  }

  /** Nods and breaths between replies. */
  listeningGesture(): Expression {
    const now = window.performance.now();
    this.listening = this.listening.filter((cue) => now <= cue.startMs + cue.durationMs);
    return gesturesAt(this.listening, now);
  }

  setPaused(isPaused: boolean): void {
    this.player.setPaused(isPaused);
  }

  setMuted(isMuted: boolean): void {
    this.player.setMuted(isMuted);
  }

  fallSilent(): void {
    this.player.drop();
  }

  close(): void {
    this.player.close();
  }

  private addCue(event: PersonaCue): void {
    if (event.response_id === null) this.listening.push(timedCue(event, window.performance.now()));
    else this.performances.get(event.response_id)?.addCue(timedCue(event));
  }

  private complete({ response }: ResponseDone): void {
    if (response.status === "cancelled") this.cutOff(response.id, response.spoken_text ?? "");
    else this.player.complete(response.id, response.audio_end_ms ?? 0);
  }

  /** The trainee took the turn: the caption keeps what was heard. */
  private cutOff(responseId: string, spokenText: string): void {
    const dropped = this.player.drop();
    const itemId = dropped && this.itemOf.get(dropped.responseId);
    if (itemId) {
      const audioEndMs = Math.round(dropped.heardMs);
      this.listener.send({ type: "conversation.item.truncate", item_id: itemId, content_index: 0, audio_end_ms: audioEndMs });
    }
    this.performances.delete(responseId);
    this.listener.onCaption(responseId, spokenText ? `${spokenText} …` : "");
  }

  private follow(responseId: string, playedMs: number, state: PlaybackState): void {
    this.listener.send({ type: "simulator.playback", response_id: responseId, played_ms: Math.round(playedMs), state });
    if (state !== "ended") return;
    this.listener.onCaption(responseId, this.performances.get(responseId)?.text ?? "");
    this.performances.delete(responseId);
    if (!this.player.position) this.listener.onQuiet();
  }
}

/** The face of somebody who has nothing to say now. */
export function silentDirection(isListening: boolean, gesture: Expression): Direction {
  return { mouth: REST, gesture, isListening };
}

function timedViseme(event: VisemeDelta) {
  const { viseme_id: visemeId, audio_offset_ms: startMs, duration_ms: durationMs, weight } = event;
  return { visemeId, startMs, durationMs, weight };
}

function timedCue(event: PersonaCue, fromMs = 0): TimedCue {
  return { name: event.name, startMs: fromMs + event.t_out_ms, durationMs: event.dur_ms };
}
