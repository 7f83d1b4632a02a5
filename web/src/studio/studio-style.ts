/** Fields, badges and tabs, as the studio's pages share them. */

import { css } from "lit";

export const fieldStyle = css`
  input[type="text"], input[type="number"], textarea, select {
    font: inherit; color: var(--ink); background: var(--surface); border: 1px solid var(--line-strong); border-radius: 10px;
    padding: 9px 12px; min-height: 44px; width: 100%; min-width: 0;
  }
  textarea { resize: vertical; line-height: 1.45; field-sizing: content; max-height: 26rem; }
  input[type="color"] { width: 100%; height: 44px; padding: 4px; border: 1px solid var(--line-strong); border-radius: 10px; background: var(--surface); }
`;

export const studioStyle = css`
  .badges { display: flex; flex-wrap: wrap; gap: 6px; }
  .badge { font-size: 0.8rem; font-weight: 600; line-height: 1.3; padding: 3px 10px; border-radius: 999px; background: var(--sunken); color: var(--muted); }
  .badge.published { background: color-mix(in srgb, var(--good) 16%, var(--surface)); color: var(--good); }
  .badge.draft { background: var(--accent-soft); color: var(--accent); }
  .badge.errors { background: var(--warn-soft); color: var(--warn); }
  .busy { padding: 10vh 0; text-align: center; color: var(--muted); }
`;
