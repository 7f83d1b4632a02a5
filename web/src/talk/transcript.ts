/** What both have said so far, line by line, as the captions show it. */

export interface Line {
  id: string;
  who: "trainee" | "colleague";
  text: string;
  /** Of a colleague, where the service has told it. */
  name?: string;
}

/** Until the service has named it. */
const TYPED = "typed-";

export class Transcript {
  lines: readonly Line[] = [];
  /** Captions of the colleague go by response, what is taken back by item. */
  private readonly responseOf = new Map<string, string>();
  private typedCount = 0;

  get hasTrainee(): boolean {
    return this.lines.some((line) => line.who === "trainee");
  }

  /** A new line, or another text for one that is there; an empty text takes it away. Returns whether anything changed. */
  show(caption: Line): boolean {
    const line = this.lines.find((one) => one.id === caption.id);
    if ((line?.text ?? "") === caption.text) return false;
    const others = this.lines.filter((one) => one !== line);
    if (!caption.text) this.lines = others;
    else this.lines = line ? this.lines.map((one) => (one === line ? caption : one)) : [...this.lines, caption];
    return true;
  }

  /** Words while they are said; the whole transcript takes their place. */
  hearMore(itemId: string, words: string): boolean {
    const before = this.lines.find((one) => one.id === itemId)?.text ?? "";
    return this.show({ id: itemId, who: "trainee", text: `${before} ${words}`.trim() });
  }

  addTyped(text: string): void {
    this.typedCount += 1;
    this.lines = [...this.lines, { id: `${TYPED}${this.typedCount}`, who: "trainee", text }];
  }

  /** The oldest typed line without a name gets the service's own, by which it can be taken back. */
  nameTyped(itemId: string): void {
    const typed = this.lines.find((line) => line.id.startsWith(TYPED));
    this.lines = this.lines.map((line) => (line === typed ? { ...line, id: itemId } : line));
  }

  /** The line of an item of the colleague goes by this response. */
  nameResponse(itemId: string, responseId: string): void {
    this.responseOf.set(itemId, responseId);
  }

  takeBack(itemId: string): void {
    const id = this.responseOf.get(itemId) ?? itemId;
    this.lines = this.lines.filter((line) => line.id !== id);
  }
}
