/** The tables of the report: columns where there is room, one row under the other on a phone. */

import { css } from "lit";

export const tableStyle = css`
  table { width: 100%; border-collapse: collapse; font-size: 0.95rem; }
  caption { text-align: left; color: var(--muted); font-size: 0.89rem; padding-bottom: 8px; }
  th, td { text-align: left; vertical-align: top; padding: 10px 16px 10px 0; border-bottom: 1px solid var(--line); overflow-wrap: anywhere; }
  thead th { color: var(--muted); font-size: 0.85rem; border-bottom: 2px solid var(--line-strong); }
  tbody th { font-weight: 650; width: 26%; }
  @media (max-width: 700px) {
    table, tbody, caption { display: block; }
    thead { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); }
    tr { display: grid; padding: 12px 0; border-bottom: 1px solid var(--line); gap: 4px; }
    th, td { border: 0; padding: 0; width: auto !important; }
  }
`;
