/** The keys of the talk, told on request. */

import { css, html, nothing } from "lit";

import type { MessageKey, Translate } from "../i18n";
import { ICONS } from "../style/icons";
import { type Deed, keysOf } from "../talk/shortcuts";

const TOLD: readonly [Deed, MessageKey][] = [
  ["pause", "talk.pause"], ["repeat", "talk.repeat"], ["rewind", "talk.rewind"], ["hint", "talk.hint"],
  ["sound", "talk.sound"], ["captions", "talk.captions"], ["stop", "talk.stop"],
];

export const keyHelpStyle = css`
  .keys { border: 1px solid var(--line); border-radius: var(--radius); background: var(--surface); color: var(--ink); padding: 20px; box-shadow: var(--shadow); }
  .keys dl { display: grid; grid-template-columns: auto 1fr; gap: 8px 20px; margin: 14px 0 0; }
  .keys dt { font-weight: 650; white-space: nowrap; }
  .keys dd { margin: 0; color: var(--muted); }
  /* Who has no keyboard needs no keys. */
  @media (hover: none), (max-width: 859px) { .keys-open { display: none; } }
`;

/** A button and what it shows. */
export function keyHelp(t: Translate, has: { speakKey: boolean; sound: boolean }) {
  const rows = TOLD.filter(([deed]) => deed !== "sound" || has.sound);
  return html`
    <button class="quiet icon keys-open" type="button" popovertarget="keys" aria-label=${t("talk.keys")} title=${t("talk.keys")}>${ICONS.keyboard}</button>
    <div class="keys" id="keys" popover role="dialog" aria-label=${t("talk.keys")}>
      <h2>${t("talk.keys")}</h2>
      <dl>
        ${has.speakKey ? html`<dt>${t("talk.keys.space")}</dt><dd>${t("talk.keys.speak")}</dd>` : nothing}
        ${rows.map(([deed, key]) => html`<dt>${keysOf(deed)}</dt><dd>${t(key)}</dd>`)}
      </dl>
    </div>`;
}
