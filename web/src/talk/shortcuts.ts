/** The keys of the talk. Alt goes with each letter: a letter alone would be typed, or pressed by accident (WCAG 2.1.4). */

export type Deed = "pause" | "repeat" | "rewind" | "hint" | "sound" | "captions" | "stop";

/** Letters that lie on the same key of a Belgian and an American keyboard. */
export const KEYS: Readonly<Record<Deed, string>> = {
  pause: "P", repeat: "R", rewind: "B", hint: "H", sound: "G", captions: "C", stop: "X",
};

type Pressed = Pick<KeyboardEvent, "key" | "code" | "altKey" | "ctrlKey" | "metaKey">;

/** What a key asks for; null for every other key. */
export function deedOf(event: Pressed): Deed | null {
  if (!event.altKey || event.ctrlKey || event.metaKey) return null;
  // With Option a Mac types a sign of its own: there the place of the key tells.
  const letter = /^[a-z]$/i.test(event.key) ? event.key.toUpperCase() : event.code.replace("Key", "");
  const found = Object.entries(KEYS).find(([, key]) => key === letter);
  return found ? (found[0] as Deed) : null;
}

/** As `aria-keyshortcuts` wants it, and as people read it. */
export function keysOf(deed: Deed): string {
  return `Alt+${KEYS[deed]}`;
}

/** Elements that do something of their own with the space bar. */
const OWN_SPACE = "input, textarea, select, button, a, summary, [contenteditable]";

/** The space bar speaks, unless it means something where the focus is; on the button for speaking it speaks, too. */
export function isSpeakKey(event: Pressed & Pick<KeyboardEvent, "composedPath">): boolean {
  if (event.code !== "Space" || event.altKey || event.ctrlKey || event.metaKey) return false;
  const [target] = event.composedPath();
  return !(target instanceof Element) || target.matches(".speak") || !target.matches(OWN_SPACE);
}
