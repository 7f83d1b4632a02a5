import { describe, expect, it } from "vitest";

import { KEYS, deedOf, keysOf } from "../../src/talk/shortcuts";

function pressed(key: string, code: string, held: Partial<KeyboardEvent> = {}) {
  return { key, code, altKey: false, ctrlKey: false, metaKey: false, ...held };
}

describe("the keys of the talk", () => {
  it("asks for Alt, so that a letter can be typed", () => {
    expect(deedOf(pressed("p", "KeyP"))).toBeNull();
    expect(deedOf(pressed("p", "KeyP", { altKey: true }))).toBe("pause");
    expect(deedOf(pressed("P", "KeyP", { altKey: true }))).toBe("pause");
  });

  it("goes by the letter, not by its place, where the keyboard says which letter it is", () => {
    expect(deedOf(pressed("r", "KeyE", { altKey: true }))).toBe("repeat");
    expect(deedOf(pressed("e", "KeyR", { altKey: true }))).toBeNull();
  });

  it("goes by the place on a Mac, where Option types a sign", () => {
    expect(deedOf(pressed("π", "KeyP", { altKey: true }))).toBe("pause");
  });

  it("leaves AltGr and the browser's own keys alone", () => {
    expect(deedOf(pressed("p", "KeyP", { altKey: true, ctrlKey: true }))).toBeNull();
    expect(deedOf(pressed("ArrowLeft", "ArrowLeft", { altKey: true }))).toBeNull();
  });

  it("has a key of its own for everything", () => {
    expect(new Set(Object.values(KEYS)).size).toBe(Object.keys(KEYS).length);
    expect(keysOf("stop")).toBe("Alt+X");
  });
});
