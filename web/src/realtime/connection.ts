/** One live connection: events as JSON text, sound as binary frames. */

import { type AudioFrame, KIND_IN, decodeFrame, encodeFrame } from "./frame";
import type { ClientEvent, ServerEvent } from "./wire";

const PROTOCOL = "simulator.v1";
const SECRET_PREFIX = "simulator.secret.";

/** Server events between two acknowledgements; the server keeps what is not acknowledged for a reconnect. */
const ACK_EVERY_EVENTS = 25;

export interface ConnectionListener {
  onEvent(event: ServerEvent): void;
  onAudio(frame: AudioFrame): void;
  /** Called once; 1000 is a normal end, 44xx are the service's own (docs/protocol). */
  onClose(code: number): void;
}

export class Connection {
  private readonly socket: WebSocket;
  private inputSample = 0;
  private frameCount = 0;
  private acknowledged = 0;

  /** The secret travels in the subprotocol list, never in the URL, where logs would keep it. */
  constructor(url: string, clientSecret: string, listener: ConnectionListener) {
    this.socket = new WebSocket(sameOrigin(url), [PROTOCOL, SECRET_PREFIX + clientSecret]);
    this.socket.binaryType = "arraybuffer";
    this.socket.onmessage = (message: MessageEvent<string | ArrayBuffer>) => this.receive(message.data, listener);
    this.socket.onclose = (event) => listener.onClose(event.code);
  }

  send(event: ClientEvent): void {
    if (this.socket.readyState === WebSocket.OPEN) this.socket.send(JSON.stringify(event));
  }

  /** The next 16 kHz samples of the trainee; their place on the input clock follows from those sent before. */
  sendAudio(pcm: Int16Array<ArrayBuffer>): void {
    if (this.socket.readyState !== WebSocket.OPEN) return;
    const place = { stream: 0, seq: this.frameCount, firstSample: this.inputSample };
    this.socket.send(encodeFrame({ kind: KIND_IN, isLast: false, isDiscontinuity: false, ...place, pcm }));
    this.frameCount += 1;
    this.inputSample += pcm.length;
  }

  close(): void {
    this.socket.close(1000);
  }

  private receive(data: string | ArrayBuffer, listener: ConnectionListener): void {
    if (typeof data !== "string") {
      listener.onAudio(decodeFrame(data));
      return;
    }
    const event = JSON.parse(data) as ServerEvent;
    listener.onEvent(event);
    if (event.seq - this.acknowledged >= ACK_EVERY_EVENTS) {
      this.acknowledged = event.seq;
      this.send({ type: "simulator.ack", seq: event.seq });
    }
  }
}

/** The page's policy allows its own origin only, and the service may know itself by another name behind a proxy. */
function sameOrigin(url: string): string {
  const given = new URL(url, location.href);
  const scheme = location.protocol === "https:" ? "wss:" : "ws:";
  return `${scheme}//${location.host}${given.pathname}${given.search}`;
}
