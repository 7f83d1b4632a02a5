/** The frame around every page: the header with its ways and languages, and the room that a page gets. */

import { css } from "lit";

export const roomStyle = css`
  :host { min-height: 100dvh; display: flex; flex-direction: column; }
  .skip { position: absolute; left: -999px; }
  .skip:focus { left: 12px; top: 12px; z-index: 1; background: var(--surface); padding: 10px; }
  header { display: flex; flex-wrap: wrap; gap: 8px 24px; align-items: center; justify-content: flex-end; padding: 14px 20px; border-bottom: 1px solid var(--line); background: var(--surface); }
  .brand { display: flex; align-items: center; gap: 10px; font-family: var(--heading); font-weight: 600; font-size: 1.15rem; letter-spacing: -0.01em; }
  .brand img { width: 28px; height: 28px; display: block; }
  ol { display: none; list-style: none; margin: 0; padding: 0; gap: 6px; font-size: 0.9rem; color: var(--muted); }
  li + li::before { content: "›"; margin: 0 8px 0 2px; color: var(--line-strong); }
  li[aria-current] { color: var(--ink); font-weight: 650; }
  .steps, header:not(:has(.steps)) .brand { margin-right: auto; }
  .languages { display: flex; gap: 2px; }
  .languages button { min-height: 40px; padding: 8px 10px; border-color: transparent; background: transparent; color: var(--muted); font-size: 0.9rem; text-transform: uppercase; }
  .languages button:hover { background: var(--sunken); }
  .languages button[aria-pressed="true"] { color: var(--accent); background: var(--accent-soft); }
  .ways { display: flex; flex-wrap: wrap; gap: 2px; }
  .ways a { color: var(--accent); font-weight: 600; text-decoration: none; padding: 10px; border-radius: 10px; }
  .ways a:hover { background: var(--sunken); }
  .ways a[aria-current] { color: var(--ink); background: var(--accent-soft); }
  .who { display: flex; align-items: center; gap: 2px 10px; color: var(--muted); font-size: 0.9rem; }
  .who button { min-height: 40px; padding: 8px 10px; font-size: 0.9rem; }
  :host([step="studio"]) main { max-width: 1500px; }
  main { flex: 1; width: 100%; max-width: 1180px; margin: 0 auto; padding: 28px 20px 48px; }
  :host([step="talk"]) { height: 100dvh; }
  :host([step="talk"]) main { padding: 16px 20px; max-width: 1400px; min-height: 0; }
  .astray { margin-bottom: 24px; }
  .waiting { padding: 15vh 0; text-align: center; display: grid; gap: 16px; justify-items: center; }
  @media (min-width: 760px) { ol { display: flex; } header, main { padding-inline: 32px; } }
  @media (max-width: 999px) {
  /* Two rows, always the same: where one is and the languages; the ways and the way out. */
  header:has(.ways, .who) { display: grid; grid-template: "brand steps languages" auto "ways ways who" auto / auto 1fr auto; padding-bottom: 8px; reading-flow: grid-rows; }
  .languages { grid-area: languages; }
  .who { grid-area: who; justify-self: end; }
  .ways { grid-area: ways; margin-left: -10px; flex-wrap: nowrap; overflow-x: auto; scrollbar-width: none; padding-right: 20px; mask-image: linear-gradient(to right, #000 calc(100% - 24px), transparent); }
  .ways a { white-space: nowrap; }
  header:not(:has(.who)) .ways { grid-column: 1 / -1; }
  }
  @media (max-width: 500px) { header { gap: 4px 8px; padding-inline: 14px; } .ways { margin-left: -6px; } .who span { display: none; } .ways a { padding-inline: 6px; } .languages button { padding-inline: 8px; } :host([step="talk"]) header { padding-block: 6px; } :host([step="talk"]) main { padding: 10px 12px; } }
`;
