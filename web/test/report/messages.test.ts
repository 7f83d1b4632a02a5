import { describe, expect, it } from "vitest";

import labels from "../../../src/simulator/flow/labels.py?raw";
import { betterWording } from "../../src/report/advice";
import { MESSAGES } from "../../src/report/i18n";
import { KNOWN_CODES, codeIn } from "../../src/report/i18n/codes";
import { clockTime } from "../../src/report/times";

const places = (sentence: string) => [...sentence.matchAll(/\{(\w+)\}/g)].map(([, name]) => name).sort();

describe("the texts of the report", () => {
  it("exist in three languages with the same places to fill in", () => {
    for (const [key, dutch] of Object.entries(MESSAGES.nl)) {
      for (const language of ["fr", "en"] as const) {
        const other = MESSAGES[language][key as keyof typeof MESSAGES.nl];
        expect(other, `${language} ${key}`).toBeTruthy();
        expect(places(other), `${language} ${key}`).toEqual(places(dutch));
      }
    }
  });

  it("name every kind of vagueness of the service", () => {
    const declared = /VaguenessCode = Literal\[([^\]]*)\]/.exec(labels)![1]!.match(/\w+(?=")/g)!;
    expect([...KNOWN_CODES].sort()).toEqual([...declared].sort());
    expect(codeIn("new_code", "nl")).toBe("new code");
  });
});

describe("betterWording", () => {
  it("leaves out the words with which the page begins itself", () => {
    const text = (words: string) => ({ nl: words, fr: words, en: words });
    expect(betterWording(text('Zeg liever: "Wij stoppen."'), "nl")).toBe('"Wij stoppen."');
    expect(betterWording(text("Dites plutôt : « Nous arrêtons. »"), "fr")).toBe("« Nous arrêtons. »");
    expect(betterWording(text("Wacht, en zwijg."), "nl")).toBe("Wacht, en zwijg.");
  });
});

describe("clockTime", () => {
  it("is minutes and seconds", () => {
    expect([0, 65_000, 3_599_999].map(clockTime)).toEqual(["0:00", "1:05", "59:59"]);
  });
});
