/** One talk as the page sees it: who is speaking, what was said, what the face shows. No drawing here. */

import type { Direction } from "../avatar/face";
import type { Mood } from "../avatar/expression";
import type { Microphone } from "../audio/microphone";
import { Connection } from "../realtime/connection";
import type { Control, ServerEvent } from "../realtime/wire";
import type { LocalText } from "../service/catalog";
import type { SessionTicket } from "../service/rest";
import { Colleague, silentDirection } from "./colleague";

export type Stage = "connecting" | "listening" | "hearing" | "thinking" | "speaking" | "paused" | "ending" | "ended" | "lost";

export interface Line {
  id: string;
  who: "trainee" | "colleague";
  text: string;
}

export interface TalkOptions {
  ticket: SessionTicket;
  /** null: the trainee types. */
  microphone: Microphone | null;
  hasVoice: boolean;
  isPushToTalk: boolean;
}

const TYPED = "typed-";
/** How long a turn may stay without an answer before the page says it is the trainee's turn again. */
const THINKING_LIMIT_MS = 15_000;
/** The report is written within a moment; a service that hangs must not keep the trainee in the room. */
const ENDING_LIMIT_MS = 10_000;

export class Conversation {
  stage: Stage = "connecting";
  lines: Line[] = [];
  mood: Mood = "neutral";
  intensity = 0.5;
  hint: LocalText | null = null;
  /** The service's own sentence about what went wrong. */
  problem = "";
  wasNotHeard = false;
  isPressed = false;
  isPaused = false;

  private readonly connection: Connection;
  private readonly colleague: Colleague;
  private waitTimer = 0;
  /** Captions of the colleague go by response, what is taken back by item. */
  private readonly responseOf = new Map<string, string>();

  /** @param changed called whenever something a reader sees has changed. */
  constructor(
    private readonly options: TalkOptions,
    private readonly changed: () => void,
  ) {
    this.colleague = new Colleague({
      send: (event) => this.connection.send(event),
      onCaption: (id, text) => this.showCaption({ id, who: "colleague", text }),
      onVoice: () => (this.stage === "listening" || this.stage === "thinking") && this.set("speaking"),
      onQuiet: () => (this.stage === "speaking" || this.stage === "thinking") && this.set("listening"),
    });
    const { ws_url: url, client_secret: secret } = options.ticket;
    this.connection = new Connection(url, secret, {
      onEvent: (event) => this.receive(event),
      onAudio: (frame) => this.colleague.hear(frame),
      onClose: (code) => this.closed(code),
    });
  }

  // --- what the trainee does ---

  say(text: string): void {
    this.connection.send({
      type: "conversation.item.create",
      item: { type: "message", role: "user", content: [{ type: "input_text", text }] },
    });
    this.addLine({ id: `${TYPED}${this.lines.length}`, who: "trainee", text });
    this.think();
  }

  /** Push-to-talk: the first press opens the microphone, the second ends the turn. */
  press(): void {
    this.isPressed = !this.isPressed;
    if (this.isPressed) this.set("hearing");
    else this.connection.send({ type: "input_audio_buffer.commit" });
    this.changed();
  }

  setPaused(isPaused: boolean): void {
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
    return this.lines.some((line) => line.who === "trainee");
  }

  end(): void {
    this.colleague.fallSilent();
    this.control("end");
    this.set("ending");
    window.setTimeout(() => this.finish(), ENDING_LIMIT_MS);
  }

  /** Leaves the room; what was kept stays kept. */
  close(): void {
    window.clearTimeout(this.waitTimer);
    if (this.options.microphone) this.options.microphone.onFrame = null;
    this.connection.close();
    this.colleague.close();
  }

  // --- what the face asks, at every picture ---

  direct(): Direction {
    return this.colleague.direct() ?? silentDirection(this.stage !== "thinking", this.colleague.listeningGesture());
  }

  // --- what the service tells ---

  private receive(event: ServerEvent): void {
    switch (event.type) {
      case "session.created":
        return this.start();
      case "input_audio_buffer.speech_started":
        return this.listen();
      case "input_audio_buffer.speech_stopped":
        return this.stage === "hearing" && !this.isPressed ? this.set("listening") : undefined;
      case "input_audio_buffer.committed":
        return this.think();
      case "conversation.item.input_audio_transcription.delta":
        return this.hearMore(event.item_id, event.delta);
      case "conversation.item.input_audio_transcription.completed":
        return this.hear(event.item_id, event.transcript);
      case "conversation.item.input_audio_transcription.failed":
        return this.hear(event.item_id, "");
      case "conversation.item.added":
        return event.item.role === "user" ? this.name(event.item.id) : undefined;
      case "conversation.item.deleted":
        return this.takeBack(event.item_id);
      case "simulator.persona.state":
        this.mood = event.mood;
        this.intensity = event.intensity;
        return this.changed();
      case "simulator.feedback.turn":
        this.hint = event.one_line;
        return this.changed();
      case "simulator.feedback.final":
        return this.finish();
      case "error":
        this.problem = event.error.message;
        return this.changed();
      case "response.output_item.added":
        this.responseOf.set(event.item.id, event.response_id);
        return this.colleague.receive(event);
      default:
        return this.colleague.receive(event);
    }
  }

  private start(): void {
    const { microphone, hasVoice, isPushToTalk } = this.options;
    this.connection.send({
      type: "session.update",
      session: {
        audio: { input: { turn_detection: { type: isPushToTalk ? "push_to_talk" : "semantic_vad" } } },
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
    const isOpen = !this.options.isPushToTalk || this.isPressed;
    this.connection.sendAudio(isOpen ? frame : new Int16Array(frame.length));
  }

  private listen(): void {
    this.wasNotHeard = false;
    this.set("hearing");
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
    this.showCaption({ id: itemId, who: "trainee", text: transcript.trim() });
    if (transcript.trim()) return;
    this.wasNotHeard = true;
    this.set("listening");
  }

  /** Words while they are said; the whole transcript takes their place. */
  private hearMore(itemId: string, words: string): void {
    const before = this.lines.find((one) => one.id === itemId)?.text ?? "";
    this.showCaption({ id: itemId, who: "trainee", text: `${before} ${words}`.trim() });
  }

  private finish(): void {
    if (this.stage === "ended") return;
    this.set("ended");
  }

  private closed(code: number): void {
    if (this.stage === "ended") return;
    this.colleague.fallSilent();
    console.debug("connection closed", code);
    this.set(this.stage === "ending" ? "ended" : "lost");
  }

  // --- what a reader sees ---

  private showCaption(caption: Line): void {
    const line = this.lines.find((one) => one.id === caption.id);
    if (line ? line.text === caption.text : !caption.text) return;
    if (line && caption.text) line.text = caption.text;
    else if (line) this.lines = this.lines.filter((one) => one !== line);
    else this.lines = [...this.lines, caption];
    this.changed();
  }

  /** A typed line gets the service's own name for it, by which it can be taken back. */
  private name(itemId: string): void {
    const typed = this.lines.find((line) => line.id.startsWith(TYPED));
    if (typed) typed.id = itemId;
  }

  private takeBack(itemId: string): void {
    const id = this.responseOf.get(itemId) ?? itemId;
    this.lines = this.lines.filter((line) => line.id !== id);
    this.changed();
  }

  private addLine(line: Line): void {
    this.lines = [...this.lines, line];
    this.changed();
  }

  private set(stage: Stage): void {
    if (this.stage === "ended" || (this.stage === "ending" && stage !== "ended" && stage !== "lost")) return;
    this.stage = stage;
    this.changed();
  }
}
