/** The kinds of vagueness by name (src/simulator/flow/labels.py, docs/glossary.md); a code that is not here is shown as it is. */

import codes from "../../../../src/simulator/authoring/vocabulary/codes.json";
import type { Language } from "../../service/catalog";

const CODES: Record<string, Record<Language, string>> = codes;

export function codeIn(code: string, language: Language): string {
  return CODES[code]?.[language] ?? code.replaceAll("_", " ");
}

export const KNOWN_CODES: readonly string[] = Object.keys(CODES);
