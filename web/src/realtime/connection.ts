/** One websocket: events as JSON text, sound as binary frames. What survives a broken one: lasting-connection.ts. */

import { type AudioFrame, KIND_IN, decodeFrame, encodeFrame } from "./frame";
import type { ClientEvent, ServerEvent } from "./wire";

const PROTOCOL = "simulator.v1";
const SECRET_PREFIX = "simulator.secret.";

export interface ConnectionListener {
  onOpen(): void;
  onEvent(event: ServerEvent): void;
  onAudio(frame: AudioFrame): void;
  /** Called once, and not after `drop`; 1000 is a normal end, 44xx are the service's own (docs/protocol). */
  onClose(code: number): void;
}

export class Connection {
  private readonly socket: WebSocket;
  private frameCount = 0;

  /** The secret travels in the subprotocol list, never in the URL, where logs would keep it. */
  constructor(url: string, secret: string, listener: ConnectionListener) {
    this.socket = new WebSocket(sameOrigin(url), [PROTOCOL, SECRET_PREFIX + secret]);
    this.socket.binaryType = "arraybuffer";
    this.socket.onopen = () => listener.onOpen();
    this.socket.onmessage = ({ data }: MessageEvent<string | ArrayBuffer>) =>
      typeof data === "string" ? listener.onEvent(JSON.parse(data) as ServerEvent) : listener.onAudio(decodeFrame(data));
    this.socket.onclose = (event) => listener.onClose(event.code);
  }

  send(event: ClientEvent): void {
    if (this.socket.readyState === WebSocket.OPEN) this.socket.send(JSON.stringify(event));
  }

  /** @param firstSample place of the 16 kHz samples on the input clock. */
  sendAudio(pcm: Int16Array<ArrayBuffer>, firstSample: number): void {
    if (this.socket.readyState !== WebSocket.OPEN) return;
    const place = { stream: 0, seq: this.frameCount, firstSample };
    this.socket.send(encodeFrame({ kind: KIND_IN, isLast: false, isDiscontinuity: false, ...place, pcm }));
    this.frameCount += 1;
  }

  close(): void {
    this.socket.close(1000);
  }

  /** For a connection that is taken for dead: whatever it may still bring is not heard. */
  drop(): void {
    this.socket.onopen = this.socket.onmessage = this.socket.onclose = null;
    this.socket.close();
  }
}

/** The page's policy allows its own origin only, and the service may know itself by another name behind a proxy. */
function sameOrigin(url: string): string {
  const given = new URL(url, location.href);
  const scheme = location.protocol === "https:" ? "wss:" : "ws:";
  return `${scheme}//${location.host}${given.pathname}${given.search}`;
}
