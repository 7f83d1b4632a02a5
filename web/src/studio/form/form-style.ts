/** Layout of the form: sections that open, fields in a grid that folds on a phone. */

import { css } from "lit";

export const formStyle = css`
  :host { display: block; }
  .section { border: 1px solid var(--line); border-radius: var(--radius); background: var(--surface); margin-bottom: 12px; }
  .section > summary { cursor: pointer; padding: 14px 18px; display: flex; gap: 10px; align-items: center; list-style: none; border-radius: var(--radius); }
  .section > summary::-webkit-details-marker { display: none; }
  .section > summary::before { content: "›"; font-size: 1.2rem; line-height: 1; color: var(--muted); }
  .section[open] > summary::before { transform: rotate(90deg); }
  .fields { display: grid; gap: 16px; padding: 4px 18px 18px; }
  .field, .tongue { display: grid; gap: 4px; }
  .field > span, legend, .ticks summary > span:first-child { font-size: 0.89rem; font-weight: 600; color: var(--muted); }
  legend { margin-bottom: 6px; }
  .local { display: grid; gap: 6px; }
  .tongue { grid-template-columns: 26px minmax(0, 1fr); align-items: start; }
  .tongue > span { font-size: 0.78rem; font-weight: 700; text-transform: uppercase; color: var(--muted); padding-top: 13px; }
  .grid { display: grid; gap: 12px 16px; grid-template-columns: repeat(auto-fit, minmax(min(100%, 150px), 1fr)); align-items: end; }
  .grid:has(.hint, .problems) { align-items: start; }
  .fields, .box, .group, .condition, .item > div, .step { grid-template-columns: minmax(0, 1fr); }
  .box { display: grid; gap: 6px; min-width: 0; }
  .group { display: grid; gap: 16px; }
  .condition { display: grid; gap: 14px; }
  .item > summary { cursor: pointer; padding: 10px 14px; min-height: 44px; }
  .item > summary h3 { display: inline; overflow-wrap: anywhere; }
  .brief { color: var(--muted); font-size: 0.89rem; }
  .wrong { display: inline-block; font-size: 0.8rem; font-weight: 600; line-height: 1.3; padding: 3px 10px; border-radius: 999px; background: var(--warn-soft); color: var(--warn); }
  .problems { border-left: 4px solid var(--warn); background: var(--warn-soft); border-radius: 8px; padding: 8px 12px; display: grid; gap: 6px; font-size: 0.89rem; line-height: 1.45; overflow-wrap: anywhere; }
  .code { font-weight: 700; font-variant-numeric: tabular-nums; }
  [aria-invalid="true"] { border-color: var(--warn); }
  .item > div { display: grid; gap: 14px; padding: 4px 14px 14px; }
  .item { border: 1px solid var(--line); border-radius: 10px; background: color-mix(in srgb, var(--sunken) 40%, var(--surface)); }
  .step { border-left: 3px solid var(--line-strong); padding-left: 14px; display: grid; gap: 8px; }
  h3 { margin: 0; font-size: 0.95rem; font-weight: 650; }
  .small { min-height: 40px; padding: 8px 14px; font-size: 0.92rem; }
  .condition { border: 1px solid var(--line); border-radius: 10px; padding: 10px 14px 14px; background: var(--surface); }
  .condition > legend { padding: 0 6px; margin: 0 0 0 -6px; }
  .part { position: relative; }
  .part > .box > .field > span, .part > .box > legend, .part > .box > .ticks > summary { padding-right: 40px; }
  .cross { position: absolute; top: -10px; right: 0; width: 36px; min-height: 34px; padding: 0; font-size: 1.25rem; line-height: 1; }
  .part:has(> .box > .ticks) > .cross { top: 4px; right: 4px; }
  .part:has(> .condition) > .cross { top: -6px; right: 8px; min-height: 28px; background: var(--surface); }
  .part > .condition > legend { padding-right: 6px; }
  .several { gap: 12px; }
  .adder { display: flex; flex-wrap: wrap; gap: 8px; }
  .adder select { flex: 1 1 170px; width: auto; }
  .tick + .hint { padding-left: 36px; }
  .brief::before { content: "→ "; }
  .sum { font-weight: 600; }
  .sum.good { color: var(--good); }
  .sum.wrong { color: var(--warn); }
  .ticks { border: 1px solid var(--line); border-radius: 10px; background: var(--surface); }
  .ticks > summary { cursor: pointer; padding: 10px 14px; min-height: 44px; }
  .chosen { display: block; font-size: 0.92rem; }
  .words { display: grid; gap: 2px 12px; grid-template-columns: repeat(auto-fill, minmax(160px, 1fr)); padding: 4px 14px 12px; font-size: 0.92rem; }
  .words label { min-height: 32px; display: flex; gap: 8px; align-items: center; }
  .words input { width: 18px; height: 18px; accent-color: var(--accent); flex: none; }
  .face { width: 120px; height: 120px; border-radius: 50%; overflow: hidden; flex: none; }
  .with-face { display: flex; gap: 18px; flex-wrap: wrap; align-items: center; }
  .with-face .grid { flex: 1 1 260px; }
  table { border-collapse: collapse; width: 100%; }
  th { text-align: left; font-size: 0.89rem; font-weight: 600; color: var(--muted); padding: 4px 8px 4px 0; }
  td { padding: 4px 8px 4px 0; }
  td input { width: 100%; min-width: 62px; }
  @media (max-width: 600px) {
    .item > div, .item > summary, .fields { padding-inline: 10px; }
    .condition { padding-inline: 10px; }
  }
`;
