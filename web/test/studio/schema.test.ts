import { expect, it } from "vitest";

import persona from "../../../schemas/persona.schema.json?raw";
import { type Schema, defaultsAt } from "../../src/studio/yaml/schema";

const PERSONA = JSON.parse(persona) as Schema;

it("knows the look that a persona has when its file has none: the form draws it", () => {
  const colour = expect.stringMatching(/^#[0-9a-f]{6}$/) as unknown;
  expect(defaultsAt(PERSONA, ["look"])).toEqual({ skin: colour, hair: colour, clothes: colour, hair_style: "short", glasses: false, beard: false });
});

it("has no defaults where the schema says nothing", () => {
  expect(defaultsAt(PERSONA, ["personality"])).toEqual({});
  expect(defaultsAt({}, ["look"])).toEqual({});
});
