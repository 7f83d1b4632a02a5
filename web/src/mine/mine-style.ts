/** Badges, fields and tables, as one's own pages and the trainer's share them. */

import { css } from "lit";

export const mineStyle = css`
  .badges { display: flex; flex-wrap: wrap; gap: 6px; }
  .badge { font-size: 0.8rem; font-weight: 600; line-height: 1.3; padding: 3px 10px; border-radius: 999px; background: var(--sunken); color: var(--muted); white-space: nowrap; }
  .badge.good { background: color-mix(in srgb, var(--good) 16%, var(--surface)); color: var(--good); }
  .badge.shared { background: var(--accent-soft); color: var(--accent); }
  .busy { padding: 10vh 0; text-align: center; color: var(--muted); }
  .back { display: inline-block; padding: 10px 0; color: var(--accent); font-weight: 600; text-decoration: none; }
  .back:hover { text-decoration: underline; }
  input[type="text"], input[type="number"], input[type="date"], textarea {
    font: inherit; color: var(--ink); background: var(--surface); border: 1px solid var(--line-strong); border-radius: 10px;
    padding: 9px 12px; min-height: 44px; min-width: 0;
  }
  textarea { width: 100%; min-height: 6em; resize: vertical; line-height: 1.45; }
  .field > span { display: block; font-weight: 600; font-size: 0.89rem; color: var(--muted); margin-bottom: 4px; }
  .scroll { overflow-x: auto; }
  table { border-collapse: collapse; width: 100%; font-variant-numeric: tabular-nums; }
  th, td { text-align: left; vertical-align: top; padding: 8px 12px 8px 0; border-bottom: 1px solid var(--line); font-weight: 400; }
  thead th { color: var(--muted); font-size: 0.85rem; font-weight: 600; }
  .num { text-align: right; white-space: nowrap; }
  .done { color: var(--good); font-weight: 600; }
  p[role="status"]:empty { position: absolute; } /* still heard when it is filled in, and takes no room before */
  section.card h2, form.card h2 { font-size: 1.25rem; }
`;
