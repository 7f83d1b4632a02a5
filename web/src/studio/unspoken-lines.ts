/** The lines nobody ever said in a simulation, as a trainer looks for them: per language what the colleague does, and in which moods. */

import { LANGUAGES, type Language } from "../service/catalog";
import { wordIn } from "./i18n/vocabulary";

export interface UnspokenIn {
  spokenIn: Language;
  /** "antwoordt op een vraag: verdrietig, op zijn hoede". */
  lines: string[];
}

/**
 * @param keys as the service tells them: "nl cry/sad", and "nl cry/trigger id" for a trigger's own words.
 * @param trigger what a trigger is called in the reader's language.
 */
export function unspokenLines(keys: readonly string[], reader: Language, trigger: string): UnspokenIn[] {
  return LANGUAGES.map((spokenIn) => {
    const moods = new Map<string, string[]>();
    for (const key of keys.filter((one) => one.startsWith(`${spokenIn} `))) {
      const [intent, mood] = key.slice(3).split("/") as [string, string];
      const when = mood.startsWith("trigger ") ? `${trigger} ${mood.slice("trigger ".length)}` : wordIn(mood, reader);
      moods.set(intent, [...(moods.get(intent) ?? []), when]);
    }
    return { spokenIn, lines: [...moods].map(([intent, all]) => `${wordIn(intent, reader)}${reader === "fr" ? "\u00a0" : ""}: ${all.join(", ")}`) };
  }).filter(({ lines }) => lines.length > 0);
}
