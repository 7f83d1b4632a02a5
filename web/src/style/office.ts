/** Places of a section, fields, lists and badges, as the pages of HR and of administrators share them. */

import { css } from "lit";

export const officeStyle = css`
  .places { display: flex; flex-wrap: wrap; gap: 4px; margin: 0 0 20px -10px; }
  .places a { color: var(--accent); font-weight: 600; text-decoration: none; padding: 9px 12px; border-radius: 10px; }
  .places a:hover { background: var(--sunken); }
  @media (max-width: 500px) { .places { gap: 0; margin-left: -5px; } .places a { padding: 9px 5px; font-size: 0.95rem; } }
  .places a[aria-current] { color: var(--ink); background: var(--accent-soft); }

  .below { display: grid; gap: 20px; margin-top: 24px; }
  [role="status"]:empty { margin-top: -20px; }
  form { display: grid; gap: 14px; }
  label.field { display: grid; gap: 4px; }
  label.field > span { font-weight: 600; font-size: 0.89rem; color: var(--muted); }
  input:not([type="checkbox"]), select {
    font: inherit; color: var(--ink); background: var(--surface); border: 1px solid var(--line-strong); border-radius: 10px;
    padding: 9px 12px; min-height: 44px; width: 100%; min-width: 0;
  }
  .fields { display: grid; gap: 14px; grid-template-columns: repeat(auto-fit, minmax(min(100%, 220px), 1fr)); align-items: start; }

  .list { list-style: none; margin: 0; padding: 0; display: grid; gap: 12px; }
  .head { display: flex; flex-wrap: wrap; justify-content: space-between; align-items: center; gap: 12px; }
  .badges { display: flex; flex-wrap: wrap; gap: 6px; }
  .badge { font-size: 0.8rem; font-weight: 600; line-height: 1.3; padding: 3px 10px; border-radius: 999px; background: var(--sunken); color: var(--muted); }
  .badge.role { background: var(--accent-soft); color: var(--accent); }
  .badge.out { background: var(--warn-soft); color: var(--warn); }
  .done { border-left: 4px solid var(--good); background: color-mix(in srgb, var(--good) 10%, var(--surface)); border-radius: 8px; padding: 12px 16px; }
  .alert, .done { display: grid; gap: 12px; justify-items: start; overflow-wrap: anywhere; }
  .name { font-weight: 650; overflow-wrap: anywhere; }
  .secret { font: 600 1.02rem/1.4 ui-monospace, "DejaVu Sans Mono", monospace; background: var(--surface); border: 1px dashed var(--line-strong); border-radius: 8px; padding: 8px 12px; overflow-wrap: anywhere; user-select: all; }
  code { font: 0.92em/1.5 ui-monospace, "DejaVu Sans Mono", monospace; overflow-wrap: anywhere; }
`;
