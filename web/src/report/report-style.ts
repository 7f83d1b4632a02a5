/** What the parts of the report share: the marks and the blocks of the PDF, in the colours of the page. */

import { css } from "lit";

export const reportStyle = css`
  h2 { font-family: var(--heading); font-weight: 600; font-size: 1.3rem; margin: 0 0 6px; }
  h3, h2.label { margin: 0; font-family: inherit; font-size: 0.89rem; font-weight: 650; color: var(--muted); }
  blockquote { margin: 8px 0; font-size: 1.06rem; line-height: 1.45; overflow-wrap: anywhere; }
  cite { display: block; font-style: normal; font-size: 0.89rem; color: var(--muted); }
  .block { padding-left: 16px; border-left: 4px solid var(--line-strong); display: grid; gap: 6px; justify-items: start; align-content: start; }
  .block.keep { border-color: var(--good); }
  .block.change { border-color: var(--warn); }
  .block.next { border-color: var(--accent); }
  .better { color: var(--ink); }
  .better b { color: var(--good); }
  .mark { border-radius: 3px; padding: 1px 0; box-decoration-break: clone; -webkit-box-decoration-break: clone; }
  .mark.fault { background: var(--warn-soft); border-bottom: 2px dotted var(--warn); }
  .mark.good { background: color-mix(in srgb, var(--good) 13%, var(--surface)); border-bottom: 2px solid var(--good); }
  /* No outline: that is what shows the focus. */
  .mark.core { box-shadow: 0 0 0 2px var(--ink); }
  .kind { font-size: 0.8rem; font-weight: 650; border-radius: 999px; padding: 2px 10px; background: var(--sunken); color: var(--ink); }
  .kind.fault { background: var(--warn-soft); color: var(--warn); }
  .kind.good { color: var(--good); background: color-mix(in srgb, var(--good) 13%, var(--surface)); }
  .kind.core { outline: 1px solid var(--ink); }
`;
