import { parseDocument, visit } from "yaml";
import { describe, expect, it } from "vitest";

import { type Path, type Step, edited } from "../../src/studio/yaml/edit";

const SCENARIOS = import.meta.glob<string>("../../../scenarios/*.yaml", { query: "?raw", import: "default", eager: true });
const PERSONA = import.meta.glob<string>("../../../personas/roger.yaml", { query: "?raw", import: "default", eager: true });
/** Every scenario; of the personas, which are long and alike, one. */
const FILES = Object.entries({ ...SCENARIOS, ...PERSONA }).map(([path, text]) => [path.split("/").at(-1)!, text] as const);

function comments(text: string): string[] {
  return text.split("\n").flatMap((line) => /(?:^|\s)#\s.*$/.exec(line)?.[0].trim() ?? []).sort();
}

function linesChanged(before: string, after: string): number {
  const old = new Set(before.split("\n"));
  return after.split("\n").filter((line) => !old.has(line)).length;
}

/** Every scalar of a text with the way to it. */
function scalars(text: string): [Path, unknown][] {
  const document = parseDocument(text);
  const found: [Path, unknown][] = [];
  visit(document, {
    Scalar(key, node, ancestors) {
      if (key === "key") return;
      const path: Step[] = [];
      const chain = [...ancestors, node];
      for (let place = 1; place < chain.length; place += 1) {
        const parent = chain[place - 1] as { items?: unknown[]; key?: { value: string }; value?: unknown };
        if (Array.isArray(parent.items) && !("key" in (chain[place] as object))) path.push(parent.items.indexOf(chain[place]));
        else if (parent.key && parent.value === chain[place]) path.push(parent.key.value);
      }
      found.push([path, node.value]);
    },
  });
  return found;
}

function withValue(data: unknown, path: Path, value: unknown): unknown {
  const copy = structuredClone(data) as Record<Step, unknown>;
  let at = copy;
  for (const step of path.slice(0, -1)) at = at[step] as Record<Step, unknown>;
  at[path.at(-1)!] = value;
  return copy;
}

describe.each(FILES)("a value changed in %s", (_file, text) => {
  const data = parseDocument(text).toJS() as unknown;
  const every = scalars(text);
  const stride = Math.max(1, Math.floor(every.length / 3));

  it.each(every.filter((_, place) => place % stride === 0).map(([path, value]) => [path.join("."), path, value] as const))(
    "%s: only that, and no comment is lost",
    (_name, path, value) => {
      for (const wanted of ["met: dubbelpunt, #hekje en 'quotes'", "Een zin die niet op één regel past. ".repeat(5).trim()]) {
        const after = edited(text, path, wanted);
        expect(parseDocument(after).toJS()).toEqual(withValue(data, path, wanted));
        expect(comments(after)).toEqual(comments(text));
        const most = typeof value === "string" ? 8 : 5;
        expect(linesChanged(text, after)).toBeLessThanOrEqual(most);
      }
    },
  );
});

const TEXT = `# top
id: x # the id
title:
  nl: Een
  # between
  fr: Deux
phases:
  # the first
  - id: a
    goal: { nl: x, fr: y }
    acts: [one, two] # two acts
  - id: b
    # why
    until_s: 30
  # the end

# next block
rubric:
  criteria:
    - id: c
      weight: 100
lines: {}
`;

function after(path: Path, value: Parameters<typeof edited>[2]): string {
  return edited(TEXT, path, value);
}

describe("a structure changed", () => {
  it("gets a field at the end of its block", () => {
    expect(after(["title", "en"], "One")).toBe(TEXT.replace("  fr: Deux\n", "  fr: Deux\n  en: One\n"));
  });

  it("gets an item at the end of its list, before the comment of what follows", () => {
    const text = after(["phases", 2], { id: "c", goal: { nl: "z" } });
    expect(text).toContain("    until_s: 30\n  - id: c\n    goal:\n      nl: z\n  # the end\n");
    expect(comments(text)).toEqual(comments(TEXT));
  });

  it("loses an item with its fields and leaves the others", () => {
    const text = after(["phases", 0], undefined);
    expect(text).toContain("phases:\n  # the first\n  - id: b\n");
    expect(text).not.toContain("id: a");
  });

  it("loses a field", () => {
    expect(after(["phases", 1, "until_s"], undefined)).toBe(TEXT.replace("    until_s: 30\n", ""));
  });

  it("is replaced on its own line when it is written in flow style", () => {
    expect(after(["phases", 0, "acts"], ["one", "three"])).toBe(TEXT.replace("[one, two]", "[one, three]"));
    expect(after(["phases", 0, "goal", "nl"], "a, b")).toBe(TEXT.replace("{ nl: x, fr: y }", '{ nl: "a, b", fr: y }'));
  });

  it("grows out of an empty one", () => {
    const text = after(["lines", "nl"], { greet: { neutral: ["Dag."] } });
    expect(parseDocument(text).toJS()).toMatchObject({ lines: { nl: { greet: { neutral: ["Dag."] } } } });
    expect(comments(text)).toEqual(comments(TEXT));
  });

  it("makes the way to a field that is not there yet", () => {
    expect(parseDocument(after(["dynamics", "patience"], 0.4)).toJS()).toMatchObject({ dynamics: { patience: 0.4 } });
  });

  it("becomes empty when its last item goes", () => {
    expect(after(["rubric", "criteria", 0], undefined)).toContain("rubric:\n  criteria: []\n");
  });
});

it("leaves a text that cannot be read alone", () => {
  expect(edited("a: [1\nb", ["a"], 2)).toBe("a: [1\nb");
});
