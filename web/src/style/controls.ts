/** What every page is built from: headings, cards, buttons, choices. Colours come from page.css. */

import { css } from "lit";

export const controls = css`
  * { box-sizing: border-box; }
  :host { display: block; }
  h1 { margin: 0; font-family: var(--heading); font-size: clamp(1.6rem, 1.2rem + 1.8vw, 2.35rem); line-height: 1.15; letter-spacing: -0.012em; font-weight: 600; text-wrap: balance; }
  h2 { margin: 0; font-size: 1.06rem; line-height: 1.3; letter-spacing: -0.005em; font-weight: 650; }
  p { margin: 0; }
  .lead { color: var(--muted); font-size: 1.06rem; max-width: 70ch; margin-top: 8px; }
  .hint { color: var(--muted); font-size: 0.89rem; line-height: 1.45; }
  .card { background: var(--surface); border: 1px solid var(--line); border-radius: var(--radius); padding: 20px; }
  .stack { display: grid; gap: 16px; align-content: start; }
  .row { display: flex; flex-wrap: wrap; gap: 12px; align-items: center; }

  button, .button {
    font: inherit; font-weight: 600; line-height: 1.2; color: var(--ink); background: var(--surface);
    border: 1px solid var(--line-strong); border-radius: 10px; padding: 11px 18px; min-height: 44px;
    cursor: pointer; text-decoration: none; display: inline-flex; align-items: center; justify-content: center; gap: 8px;
  }
  button:hover, .button:hover { background: var(--sunken); }
  button.primary { background: var(--accent); border-color: var(--accent); color: var(--on-accent); }
  button.primary:hover { background: var(--accent-hover); border-color: var(--accent-hover); }
  button.danger { color: var(--warn); border-color: var(--warn); }
  button.danger:hover { background: var(--warn-soft); }
  button.quiet { background: transparent; border-color: transparent; color: var(--muted); padding-inline: 10px; }
  button.quiet:hover { color: var(--ink); background: var(--sunken); }
  button[disabled], button[aria-disabled="true"] { opacity: 0.5; cursor: default; }
  button svg, .button svg { flex: none; width: 20px; height: 20px; fill: none; stroke: currentColor; stroke-width: 2; stroke-linecap: round; stroke-linejoin: round; }

  :focus-visible { outline: 3px solid var(--accent); outline-offset: 2px; }
  /* A new page begins at its heading: a line under its words, for it is read and not pressed. */
  h1:focus { outline: none; }
  h1:focus-visible { text-decoration: underline 3px var(--accent); text-underline-offset: 0.22em; }

  fieldset { border: 0; margin: 0; padding: 0; min-width: 0; }
  legend { padding: 0; margin-bottom: 10px; font-size: 1.06rem; font-weight: 650; }
  label { display: block; }
  .choice { position: relative; display: block; cursor: pointer; border: 1px solid var(--line); border-radius: var(--radius); background: var(--surface); overflow: hidden; }
  .choice:hover { border-color: var(--line-strong); }
  .choice:has(input:checked) { border-color: var(--accent); box-shadow: inset 0 0 0 1px var(--accent); background: var(--accent-soft); }
  .choice:has(input:focus-visible) { outline: 3px solid var(--accent); outline-offset: 2px; }
  .choice input { position: absolute; opacity: 0; inset: 0; width: 100%; height: 100%; margin: 0; cursor: pointer; }
  .pills { display: flex; flex-wrap: wrap; gap: 8px; }
  .pills .choice { border-radius: 999px; padding: 9px 16px; font-weight: 600; }
  .tick { display: grid; grid-template-columns: 24px 1fr; gap: 2px 12px; align-items: start; cursor: pointer; padding: 6px 0; }
  .tick input { width: 20px; height: 20px; margin: 3px 0 0; accent-color: var(--accent); }
  .tick .hint { grid-column: 2; }
  .alert { border-left: 4px solid var(--warn); background: var(--warn-soft); border-radius: 8px; padding: 12px 16px; }
  .visually-hidden { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); white-space: nowrap; }
`;
