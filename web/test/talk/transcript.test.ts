import { describe, expect, it } from "vitest";

import { Transcript } from "../../src/talk/transcript";

function texts(transcript: Transcript): string[] {
  return transcript.lines.map((line) => line.text);
}

describe("the captions", () => {
  it("show words as they are said, then the whole in their place", () => {
    const transcript = new Transcript();
    transcript.hearMore("trainee_1", "Ik heb");
    transcript.hearMore("trainee_1", "slecht nieuws");
    expect(texts(transcript)).toEqual(["Ik heb slecht nieuws"]);
    expect(transcript.show({ id: "trainee_1", who: "trainee", text: "Ik heb slecht nieuws." })).toBe(true);
    expect(texts(transcript)).toEqual(["Ik heb slecht nieuws."]);
  });

  it("say whether anything changed, and take a line away that is empty", () => {
    const transcript = new Transcript();
    const line = { id: "response_1", who: "colleague", text: "Dag." } as const;
    expect(transcript.show({ ...line, text: "" })).toBe(false);
    expect(transcript.show(line)).toBe(true);
    expect(transcript.show(line)).toBe(false);
    expect(transcript.show({ ...line, text: "" })).toBe(true);
    expect(texts(transcript)).toEqual([]);
  });

  it("name typed lines in the order in which they were typed, so that they can be taken back", () => {
    const transcript = new Transcript();
    transcript.addTyped("Een");
    transcript.addTyped("Twee");
    transcript.nameTyped("trainee_001");
    transcript.nameTyped("trainee_002");
    transcript.nameTyped("trainee_003");
    transcript.takeBack("trainee_001");
    expect(transcript.lines).toEqual([{ id: "trainee_002", who: "trainee", text: "Twee" }]);
    expect(transcript.hasTrainee).toBe(true);
  });

  it("take back a line of the colleague by its item", () => {
    const transcript = new Transcript();
    transcript.show({ id: "response_1", who: "colleague", text: "Dag." });
    transcript.nameResponse("persona_001", "response_1");
    transcript.takeBack("persona_001");
    expect(texts(transcript)).toEqual([]);
  });
});
