/** A table of records: columns where there is room, one record under the other on a phone. */

import { type TemplateResult, css, html } from "lit";

export type Cell = string | TemplateResult;

/**
 * @param label what the table is of, for who does not see it
 * @param columns their headings
 * @param rows cells in the order of the columns; the first one is not broken over lines
 */
export function recordTable(label: string, columns: readonly string[], rows: readonly (readonly Cell[])[]): TemplateResult {
  // Roles are written out because a browser forgets what a table is when its rows are laid out otherwise.
  return html`<table role="table" aria-label=${label}>
    <thead role="rowgroup"><tr role="row">${columns.map((column) => html`<th role="columnheader" scope="col">${column}</th>`)}</tr></thead>
    <tbody role="rowgroup">${rows.map((row) => html`<tr role="row">${row.map((cell, index) => html`<td role="cell" data-column=${columns[index]!}>${cell}</td>`)}</tr>`)}</tbody>
  </table>`;
}

export const recordTableStyle = css`
  table { width: 100%; border-spacing: 0; font-size: 0.95rem; border: 1px solid var(--line); border-radius: var(--radius); background: var(--surface); overflow: hidden; }
  th, td { text-align: left; padding: 10px 16px; vertical-align: top; overflow-wrap: anywhere; }
  thead th { color: var(--muted); font-size: 0.85rem; font-weight: 600; }
  td { border-top: 1px solid var(--line); }
  td:first-child { white-space: nowrap; }
  @media (max-width: 640px) {
    table, tbody, tr, td { display: block; }
    thead { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); }
    tr { padding: 10px 0; border-top: 1px solid var(--line); }
    tr:first-child { border-top: 0; }
    td { display: grid; grid-template-columns: 6.5rem 1fr; gap: 10px; padding: 2px 16px; border-top: 0; }
    td::before { content: attr(data-column); color: var(--muted); font-size: 0.89rem; }
  }
`;
