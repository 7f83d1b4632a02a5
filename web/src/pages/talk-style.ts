/** Layout of the talk: the colleague beside the captions on a laptop, above them on a phone; Stop is always in view. */

import { css } from "lit";

export const talkStyle = css`
  :host { height: 100%; }
  .room { display: grid; gap: 14px; height: 100%; grid-template: minmax(180px, 1.25fr) minmax(120px, 1fr) auto / minmax(0, 1fr); }
  .room.no-captions { grid-template-rows: minmax(180px, 1fr) auto; }
  .stage { position: relative; border-radius: 18px; overflow: hidden; border: 1px solid var(--line); box-shadow: var(--shadow); min-height: 0; }
  colleague-face { position: absolute; inset: 0; }
  .name, .status, .cue { position: absolute; background: var(--surface); color: var(--ink); border-radius: 999px; padding: 6px 14px; font-size: 0.92rem; box-shadow: var(--shadow); }
  .name { left: 14px; bottom: 14px; font-weight: 650; }
  .status { right: 14px; bottom: 14px; display: flex; align-items: center; gap: 8px; }
  .cue { left: 50%; top: 14px; transform: translateX(-50%); width: max-content; max-width: calc(100% - 28px); border-radius: 14px; }
  .cue.network { border: 2px solid var(--warn); font-weight: 600; }
  .cue.network.back { border-color: var(--good); }
  /* Two at the table, each in a half of the same room. */
  .of-two colleague-face.left { right: 50%; }
  .of-two colleague-face.right { left: 50%; }
  .of-two .name.right { left: auto; right: 14px; }
  .of-two .name.speaks { background: var(--accent); color: var(--surface); }
  .of-two .status { bottom: auto; top: 14px; right: auto; left: 50%; transform: translateX(-50%); width: max-content; }
  .of-two .cue { top: 58px; }
  .or-key { font-weight: 400; font-size: 0.89rem; opacity: 0.85; }
  @media (hover: none) { .or-key { display: none; } }
  .dot { width: 10px; height: 10px; border-radius: 50%; background: var(--line-strong); }
  .listening .dot { background: var(--good); }
  .hearing .dot { background: var(--good); animation: pulse 1.2s ease-in-out infinite; }
  .thinking .dot { background: var(--line-strong); animation: pulse 1.2s ease-in-out infinite; }
  .speaking .dot { background: var(--accent); }
  @keyframes pulse { 50% { transform: scale(1.5); opacity: 0.5; } }

  .captions { display: grid; grid-template-rows: minmax(0, 1fr) auto; gap: 8px; min-height: 0; }
  .lines { overflow-y: auto; display: flex; flex-direction: column; gap: 12px; padding: 4px; min-height: 0; border-radius: 10px; }
  .lines > :first-child { margin-top: auto; }
  .line { max-width: 92%; }
  .line .who { display: block; font-size: 0.8rem; color: var(--muted); margin: 0 0 2px 2px; }
  .line .said { display: inline-block; padding: 10px 14px; border-radius: 4px 16px 16px 16px; background: var(--surface); border: 1px solid var(--line); font-size: 1.06rem; line-height: 1.45; overflow-wrap: anywhere; }
  .line.trainee { align-self: flex-end; text-align: right; }
  .line.trainee .said { border-radius: 16px 4px 16px 16px; background: var(--accent-soft); border-color: transparent; text-align: left; }

  .bar { display: grid; gap: 10px; grid-template-columns: minmax(0, 1fr); }
  .buttons { display: flex; gap: clamp(0px, 0.6vw, 4px); align-items: center; justify-content: space-between; }
  .icon { min-width: 40px; padding: 10px; font-size: 0.89rem; }
  .icon span { display: none; }
  .stop { margin-left: auto; padding-inline: clamp(10px, 3vw, 18px); }
  .speak { min-height: 56px; font-size: 1.06rem; white-space: nowrap; flex-wrap: wrap; row-gap: 0; }
  .speak[aria-pressed="true"] { background: var(--warn); border-color: var(--warn); color: var(--surface); }
  .type { display: grid; grid-template-columns: 1fr auto; gap: 8px; }
  .type input { font: inherit; min-width: 0; color: inherit; background: var(--surface); border: 1px solid var(--line-strong); border-radius: 10px; padding: 11px 14px; }
  .alert { display: grid; gap: 10px; }

  @media (min-width: 860px) {
    .room { grid-template: minmax(0, 1fr) auto / minmax(0, 1.7fr) minmax(300px, 1fr); gap: 16px 24px; }
    .room.no-captions { grid-template: minmax(0, 1fr) auto / minmax(0, 1fr); }
    .bar, .room > .alert { grid-column: 1 / -1; }
    .bar { grid-template-columns: minmax(210px, 1fr) auto; align-items: center; gap: 16px; }
    .or-key { width: 100%; }
    .buttons { grid-column: 2; gap: 6px; }
    .icon span { display: inline; }
  }
  @media (min-width: 860px) and (max-width: 1250px) { .icon span { display: none; } }
  @media (max-width: 400px) { .icon { min-width: 38px; padding-inline: 8px; } }
  /* A phone on its side: the colleague beside the captions, the rest in one line below. */
  @media (max-height: 520px) and (orientation: landscape) {
    .room { grid-template: minmax(0, 1fr) auto / minmax(0, 1.2fr) minmax(0, 1fr); gap: 8px 14px; }
    .room.no-captions { grid-template: minmax(0, 1fr) auto / minmax(0, 1fr); }
    .bar { grid-column: 1 / -1; grid-template-columns: minmax(0, 1fr) auto; align-items: center; }
    .buttons { grid-column: 2; }
    .speak { min-height: 44px; }
    .icon span { display: none; }
  }
  @media (prefers-reduced-motion: reduce) { .dot { animation: none !important; } }
`;
