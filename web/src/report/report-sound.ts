/** <report-sound>: how one's own turns sounded, in numbers, beside one's other turns and what is usual. It judges nothing. */

import { LitElement, css, html, nothing, svg } from "lit";
import { customElement, property } from "lit/decorators.js";

import type { Language } from "../service/catalog";
import { controls } from "../style/controls";
import type { MeasuredSound, Quantity, Strip } from "./document";
import { reportStyle } from "./report-style";
import { tableStyle } from "./table-style";
import { points } from "./times";

const WIDTH = 150;
const LINE_Y = 11;
/** From the left and right edge to the ends of the line. */
const EDGE = 4;

@customElement("report-sound")
export class ReportSound extends LitElement {
  @property({ attribute: false }) language: Language = "nl";
  @property({ attribute: false }) sound!: MeasuredSound;

  static override styles = [
    controls, reportStyle, tableStyle,
    css`
      .drawn { width: 170px; }
      .drawn svg { display: block; width: 100%; max-width: 190px; height: auto; }
      .band { fill: color-mix(in srgb, var(--line-strong) 30%, transparent); }
      .axis { stroke: var(--line-strong); }
      .other { fill: none; stroke: var(--accent); stroke-width: 1.5; }
      .median { stroke: var(--accent); stroke-width: 2.5; }
      .news { fill: var(--ink); stroke: var(--surface); }
      text { font-size: 14px; fill: var(--muted); }
      .number { width: 110px; font-variant-numeric: tabular-nums; }
      ul { margin: 14px 0 0; padding-left: 20px; display: grid; gap: 6px; }
      @media (max-width: 1000px) { .drawn { width: 146px; } .number { width: 84px; } tbody th { width: 24%; } }
      @media (max-width: 700px) {
        .drawn { max-width: 240px; }
        .number::before { content: attr(data-column) ": "; color: var(--muted); font-size: 0.89rem; }
      }
    `,
  ];

  override render() {
    const { title, about, columns, rows, remarks } = this.sound;
    return html`<section aria-labelledby="sound">
      <h2 id="sound">${title}</h2>
      <table role="table"><caption>${about}</caption>
        <thead role="rowgroup"><tr role="row">${columns.map((column) => html`<th role="columnheader" scope="col">${column}</th>`)}</tr></thead>
        <tbody role="rowgroup">${rows.map((row) => this.row(row))}</tbody>
      </table>
      ${remarks.length ? html`<ul>${remarks.map(({ time, message }) => html`<li>${time}: ${message}</li>`)}</ul>` : nothing}
    </section>`;
  }

  private row(row: Quantity) {
    const [, , inNews, elsewhere] = this.sound.columns;
    return html`<tr role="row">
      <th role="rowheader" scope="row">${row.name}</th>
      <td role="cell" class="drawn">${row.strip ? this.drawing(row, row.strip) : nothing}</td>
      <td role="cell" class="number" data-column=${inNews}>${row.in_news}${row.why ? html` <span class="hint">${row.why}</span>` : nothing}</td>
      <td role="cell" class="number" data-column=${elsewhere}>${row.elsewhere}</td>
      <td role="cell">${row.reference}${row.source ? html`<br /><span class="hint">${this.sound.source_label} ${row.source}</span>` : nothing}</td>
    </tr>`;
  }

  /** Rings are turns, the diamond that of the news, the dash the median of the others, the band what is usual. */
  private drawing(row: Quantity, strip: Strip) {
    const [, , inNews, elsewhere] = this.sound.columns;
    const label = `${row.name}: ${inNews} ${row.in_news}, ${elsewhere} ${row.elsewhere}`;
    const { band_x, band_width, other_xs, median_x, news_x, low, high } = strip;
    return html`<svg viewBox="0 0 ${WIDTH} 38" role="img" aria-label=${label}>
      ${band_width ? svg`<rect class="band" x=${band_x} y="1" width=${band_width} height="20" />` : nothing}
      <line class="axis" x1=${EDGE} y1=${LINE_Y} x2=${WIDTH - EDGE} y2=${LINE_Y} />
      ${other_xs.map((x) => svg`<circle class="other" cx=${x} cy=${LINE_Y} r="3" />`)}
      ${median_x === null ? nothing : svg`<line class="median" x1=${median_x} y1="3" x2=${median_x} y2="19" />`}
      ${news_x === null ? nothing : svg`<path class="news" d="M${news_x},${LINE_Y - 5.5}l5.5,5.5l-5.5,5.5l-5.5,-5.5z" />`}
      <text x=${EDGE} y="35">${this.edge(low)}</text>
      <text x=${WIDTH - EDGE} y="35" text-anchor="end">${this.edge(high)}</text>
    </svg>`;
  }

  private edge(value: number): string {
    return points(value, this.language).replace("-", "\u2212");
  }
}
