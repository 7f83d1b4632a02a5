/** One talk as the page sees it: who is speaking, what was said, what the face shows. No drawing here. */

import type { Direction } from "../avatar/face";
import type { Mood } from "../avatar/expression";
import type { Microphone } from "../audio/microphone";
import { LastingConnection } from "../realtime/lasting-connection";
import type { Control, ErrorEvent, ServerEvent } from "../realtime/wire";
import type { LocalText } from "../service/catalog";
import type { SessionTicket } from "../service/rest";
import { lookingAt } from "../avatar/gestures";
import { Colleague, silentDirection } from "./colleague";
import { type Line, Transcript } from "./transcript";

export type Stage = "connecting" | "listening" | "hearing" | "thinking" | "speaking" | "paused" | "ending" | "ended" | "lost";

/** Whether what is said arrives: at once, later, not any more until the network is back, at once again. */
export type Network = "there" | "away" | "full" | "back";

export interface TalkOptions {
  ticket: SessionTicket;
  /** null: the trainee types. */
  microphone: Microphone | null;
  hasVoice: boolean;
  isPushToTalk: boolean;
  /** Others talk in the room: their voices, further from the microphone, are kept out. */
  isNoisyRoom?: boolean;
}

/** How long a turn may stay without an answer before the page says it is the trainee's turn again. */
const THINKING_LIMIT_MS = 15_000;
/** The report is written within a moment; a service that hangs must not keep the trainee in the room. */
const ENDING_LIMIT_MS = 20_000;
/** Close code of a connection that a newer one took the place of. */
const TAKEN_OVER = 4409;
/** How long the page says that the network is back. */
const BACK_MS = 5_000;
/** People let go of the button on their last syllable. */
const RELEASE_MS = 200;

export class Conversation {
  stage: Stage = "connecting";
  mood: Mood = "neutral";
  intensity = 0.5;
  /** Of who sits at the table too. */
  second: { mood: Mood; intensity: number } = { mood: "neutral", intensity: 0.5 };
  hint: LocalText | null = null;
  /** The service's own sentence about what went wrong. */
  problem = "";
  wasNotHeard = false;
  isPressed = false;
  isPaused = false;
  network: Network = "there";
  /** The talk goes on in another window. */
  isElsewhere = false;

  private readonly connection: LastingConnection;
  private readonly colleague: Colleague;
  private waitTimer = 0;
  private releaseTimer = 0;
  private backTimer = 0;
  /** Id of the last end of a push-to-talk turn. */
  private commitId = "";
  private readonly transcript = new Transcript();
  /** Names of all at the table, by id; the persona of the talk comes first. */
  private names: ReadonlyMap<string, string> = new Map();

  /** @param changed called whenever something a reader sees has changed. */
  constructor(
    private readonly options: TalkOptions,
    private readonly changed: () => void,
  ) {
    this.colleague = new Colleague({
      send: (event) => this.connection.send(event),
      onCaption: (id, text) => this.transcript.show({ id, who: "colleague", text, ...this.nameIn(id) }) && this.changed(),
      onVoice: () => (this.stage === "listening" || this.stage === "thinking") && this.set("speaking"),
      onQuiet: () => (this.stage === "speaking" || this.stage === "thinking") && this.set("listening"),
    });
    this.connection = new LastingConnection(options.ticket, {
      onEvent: (event) => this.receive(event),
      onAudio: (frame) => this.colleague.hear(frame),
      onBreak: (isFull) => this.setNetwork(isFull ? "full" : "away"),
      onRestore: () => this.setNetwork("back"),
      onClose: (code) => this.closed(code),
    });
  }

  // --- what the trainee does ---

  say(text: string): void {
    this.connection.send({
      type: "conversation.item.create",
      item: { type: "message", role: "user", content: [{ type: "input_text", text }] },
    });
    this.transcript.addTyped(text);
    this.think();
  }

  /** Push-to-talk: the microphone is open while it is pressed; letting go ends the turn. */
  setPressed(isPressed: boolean): void {
    if (isPressed === this.isPressed || (isPressed && this.isPaused)) return;
    this.isPressed = isPressed;
    window.clearTimeout(this.releaseTimer);
    if (isPressed) this.listen();
    else this.releaseTimer = window.setTimeout(() => this.commit(), RELEASE_MS);
    this.changed();
  }

  setPaused(isPaused: boolean): void {
    if (isPaused) this.setPressed(false);
    this.isPaused = isPaused;
    this.colleague.setPaused(isPaused);
    this.control(isPaused ? "pause" : "resume");
    this.set(isPaused ? "paused" : "listening");
  }

  setMuted(isMuted: boolean): void {
    this.colleague.setMuted(isMuted);
  }

  control(action: Control["action"]): void {
    this.connection.send({ type: "simulator.control", action });
  }

  /** The last turn is taken back: the colleague says again what came before it, and the trainee retries. */
  rewind(): void {
    this.colleague.fallSilent();
    this.control("rewind");
    this.think();
  }

  get canRewind(): boolean {
    return this.transcript.hasTrainee;
  }

  end(): void {
    this.colleague.fallSilent();
    this.control("end");
    this.set("ending");
    this.waitTimer = window.setTimeout(() => (this.isAway ? this.set("lost") : this.finish()), ENDING_LIMIT_MS);
  }

  /** Leaves the room; what was kept stays kept. */
  close(): void {
    for (const timer of [this.waitTimer, this.releaseTimer, this.backTimer]) window.clearTimeout(timer);
    if (this.options.microphone) this.options.microphone.onFrame = null;
    this.connection.close();
    this.colleague.close();
  }

  // --- what the face asks, at every picture ---

  /** @param towards where the other sits, for who looks at them while they speak: 1 to the viewer's right, -1 left. */
  direct(personaId: string, towards: number): Direction {
    const direction = this.colleague.direct();
    const speaker = direction ? this.colleague.speaker : undefined;
    if (speaker !== undefined && speaker !== personaId) return silentDirection(true, lookingAt(towards));
    return direction ?? silentDirection(this.stage !== "thinking", this.colleague.listeningGesture());
  }

  /** Name of who speaks now, if anybody does. */
  get speakerName(): string | undefined {
    return this.names.get(this.colleague.speaker ?? "");
  }

  private nameIn(responseId: string): { name?: string } {
    const name = this.names.get(this.colleague.speakerOf(responseId) ?? "");
    return name === undefined ? {} : { name };
  }

  // --- what the service tells ---

  private receive(event: ServerEvent): void {
    switch (event.type) {
      case "session.created":
        this.names = new Map(event.personas.map(({ id, name }) => [id, name]));
        return this.start();
      case "input_audio_buffer.speech_started":
        return this.listen();
      case "input_audio_buffer.speech_stopped":
        return this.stage === "hearing" && !this.isPressed ? this.set("listening") : undefined;
      case "input_audio_buffer.committed":
        return this.think();
      case "conversation.item.input_audio_transcription.delta":
        return this.transcript.hearMore(event.item_id, event.delta) ? this.changed() : undefined;
      case "conversation.item.input_audio_transcription.completed":
        return this.hear(event.item_id, event.transcript);
      case "conversation.item.input_audio_transcription.failed":
        return this.hear(event.item_id, "");
      case "conversation.item.added":
        return event.item.role === "user" ? this.transcript.nameTyped(event.item.id) : undefined;
      case "conversation.item.deleted":
        this.transcript.takeBack(event.item_id);
        return this.changed();
      case "simulator.persona.state":
        this.mood = event.mood;
        this.intensity = event.intensity;
        if (event.second) this.second = event.second;
        return this.changed();
      case "simulator.feedback.turn":
        this.hint = event.one_line;
        return this.changed();
      case "simulator.feedback.final":
        return this.finish();
      case "error":
        return this.fail(event);
      case "response.output_item.added":
        this.transcript.nameResponse(event.item.id, event.response_id);
        return this.colleague.receive(event);
      default:
        return this.colleague.receive(event);
    }
  }

  private start(): void {
    const { microphone, hasVoice, isPushToTalk, isNoisyRoom = false } = this.options;
    this.connection.send({
      type: "session.update",
      session: {
        audio: { input: { turn_detection: { type: isPushToTalk ? "push_to_talk" : "semantic_vad" }, noisy_room: isNoisyRoom } },
        output_modalities: [hasVoice ? "audio" : "text"],
        animation: { outputs: ["viseme_id"], viseme_set: "OPENXR15" },
        barge_in: "hold",
      },
    });
    if (microphone) microphone.onFrame = (frame) => this.sendFrame(frame);
    this.set("listening");
  }

  /** Between two presses silence is sent: the input clock must go on. While paused it stands still. */
  private sendFrame(frame: Int16Array<ArrayBuffer>): void {
    if (this.isPaused || this.stage === "ending") return;
    const isOpen = !this.options.isPushToTalk || this.isPressed || this.releaseTimer > 0;
    this.connection.sendAudio(isOpen ? frame : new Int16Array(frame.length));
  }

  private listen(): void {
    this.wasNotHeard = false;
    this.set("hearing");
  }

  private commit(): void {
    this.releaseTimer = 0;
    this.commitId = this.connection.send({ type: "input_audio_buffer.commit" });
  }

  /** A turn in which nothing was said is no error to who pressed the button. */
  private fail({ error }: ErrorEvent): void {
    if (this.commitId && error.event_id === this.commitId) return this.missHearing();
    this.problem = error.message;
    this.changed();
  }

  private think(): void {
    window.clearTimeout(this.waitTimer);
    this.waitTimer = window.setTimeout(() => this.stage === "thinking" && this.set("listening"), THINKING_LIMIT_MS);
    this.hint = null;
    this.problem = "";
    this.wasNotHeard = false;
    this.set("thinking");
  }

  private hear(itemId: string, transcript: string): void {
    if (this.transcript.show({ id: itemId, who: "trainee", text: transcript.trim() })) this.changed();
    if (!transcript.trim()) this.missHearing();
  }

  private missHearing(): void {
    this.wasNotHeard = true;
    this.set("listening");
  }

  private finish(): void {
    if (this.stage === "ended") return;
    this.set("ended");
  }

  get isAway(): boolean {
    return this.network === "away" || this.network === "full";
  }

  private setNetwork(network: Network): void {
    this.network = network;
    window.clearTimeout(this.backTimer);
    if (network === "back") this.backTimer = window.setTimeout(() => this.setNetwork("there"), BACK_MS);
    this.changed();
  }

  private closed(code: number): void {
    if (this.stage === "ended") return;
    this.colleague.fallSilent();
    this.isElsewhere = code === TAKEN_OVER;
    console.debug("connection closed", code);
    this.set(this.stage === "ending" && !this.isAway ? "ended" : "lost");
  }

  // --- what a reader sees ---

  get lines(): readonly Line[] {
    return this.transcript.lines;
  }

  private set(stage: Stage): void {
    if (this.stage === "ended" || (this.stage === "ending" && stage !== "ended" && stage !== "lost")) return;
    this.stage = stage;
    this.changed();
  }
}
