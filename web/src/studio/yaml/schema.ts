/** What the JSON Schema of a file says about one place in it. */

import type { Path } from "./edit";

export interface Schema {
  $ref?: string;
  $defs?: Record<string, Schema>;
  type?: string;
  enum?: (string | number)[];
  anyOf?: Schema[];
  properties?: Record<string, Schema>;
  required?: string[];
  propertyNames?: Schema;
  additionalProperties?: Schema | boolean;
  items?: Schema;
  description?: string;
  default?: unknown;
  minimum?: number;
  maximum?: number;
  exclusiveMinimum?: number;
  /** Beside the ids of personas: who they are. */
  "x-cast"?: Cast;
}

export type Cast = Record<string, { name: string; languages: string[] }>;

/** The schema at a place; null where the file has no such place. */
export function schemaAt(whole: Schema, path: Path): Schema | null {
  let node: Schema | null = whole;
  for (const step of path) {
    const at: Schema | null = node && resolved(whole, node);
    if (!at) return null;
    if (typeof step === "number") node = at.items ?? null;
    else node = at.properties?.[step] ?? (typeof at.additionalProperties === "object" ? at.additionalProperties : null);
  }
  return node && resolved(whole, node);
}

/** Names that fields may have there, with what each is for. */
export function keysAt(whole: Schema, path: Path): { name: string; description: string; isRequired: boolean }[] {
  const at = schemaAt(whole, path);
  if (!at) return [];
  const named = Object.entries(at.properties ?? {}).map(([name, schema]) => {
    const description = schema.description ?? resolved(whole, schema)?.description ?? "";
    return { name, description, isRequired: at.required?.includes(name) ?? false };
  });
  const others = (at.propertyNames?.enum ?? []).map((name) => ({ name: String(name), description: "", isRequired: false }));
  return [...named, ...others];
}

/** What the fields there are when nobody writes them; a field that has no such value is left out. */
export function defaultsAt(whole: Schema, path: Path): Record<string, unknown> {
  const fields = Object.entries(schemaAt(whole, path)?.properties ?? {});
  return Object.fromEntries(fields.flatMap(([name, schema]) => (schema.default === undefined ? [] : [[name, schema.default]])));
}

/** Words that may stand there; of a list, those of its items. */
export function wordsAt(whole: Schema, path: Path): string[] {
  const at = schemaAt(whole, path);
  if (at?.enum) return at.enum.map(String);
  if (at?.type === "boolean") return ["true", "false"];
  return [];
}

function resolved(whole: Schema, schema: Schema): Schema | null {
  if (schema.$ref) {
    const target = whole.$defs?.[schema.$ref.split("/").at(-1)!];
    return target ? resolved(whole, { ...target, ...(schema.description ? { description: schema.description } : {}) }) : null;
  }
  const options = (schema.anyOf ?? []).filter((option) => option.type !== "null");
  if (options.length === 0) return schema;
  if (options.length === 1) return resolved(whole, { ...options[0]!, ...(schema.description ? { description: schema.description } : {}) });
  const words = options.flatMap((option) => resolved(whole, option)?.enum ?? []);
  return { ...schema, enum: [...new Set(words)] };
}
