/** Layout of one talk or colleague: text and form side by side where there is room, one at a time where there is not. */

import { css } from "lit";

export const contentPageStyle = css`
  .back { display: inline-flex; align-items: center; min-height: 44px; color: var(--accent); font-weight: 600; text-decoration: none; }
  .back:hover { text-decoration: underline; }
  .top { display: flex; flex-wrap: wrap; gap: 14px 24px; justify-content: space-between; align-items: start; }
  .top > div:first-child { flex: 1 1 320px; }
  .top .badges { margin-top: 10px; }
  .told { min-height: 1.6em; margin: 6px 0; color: var(--good); font-weight: 600; }
  sure-question { margin-bottom: 14px; }
  play-panel { margin-bottom: 16px; }
  .tabs { display: flex; flex-wrap: wrap; gap: 6px; margin-bottom: 14px; }
  .tab { padding: 9px 16px; border-radius: 999px; border-color: var(--line); }
  .tab[aria-pressed="true"] { background: var(--accent-soft); border-color: var(--accent); color: var(--accent); }
  .panes { display: flex; flex-direction: column; gap: 16px 24px; }
  .panes > * { min-width: 0; }
  .left { display: none; }
  .panes[data-view="text"] .left { display: block; }
  .panes[data-view="text"] .right { display: none; }
  yaml-editor { height: min(62vh, 640px); }
  .left .hint { margin: 8px 0 16px; }
  .findings h2 { margin-bottom: 8px; }
  @media (min-width: 1080px) {
    .panes { display: grid; grid-template-columns: minmax(0, 1fr) minmax(0, 1fr); }
    .panes .left, .panes[data-view="text"] .right { display: block; }
    .written { position: sticky; top: 16px; align-self: start; height: calc(100dvh - 32px); display: grid; grid-template-rows: minmax(0, 1fr) auto; gap: 12px; }
    .panes .left, .panes[data-view="text"] .left { display: grid; grid-template-rows: minmax(0, 1fr) auto; min-height: 0; }
    yaml-editor { height: auto; }
    .left .hint { margin: 8px 0 0; }
    .findings { max-height: 34dvh; overflow: auto; }
    .tab.text { display: none; }
  }
`;
