/** Line icons, 24 by 24, drawn here. Always beside a text or a label. */

import { type SVGTemplateResult, svg } from "lit";

function icon(path: string): SVGTemplateResult {
  return svg`<svg viewBox="0 0 24 24" aria-hidden="true"><path d=${path} /></svg>`;
}

export const ICONS = {
  stop: icon("M6 6h12v12H6z"),
  pause: icon("M9 5v14M15 5v14"),
  resume: icon("M8 5l11 7-11 7z"),
  hint: icon("M9 18h6M10 21h4M8 14a6 6 0 1 1 8 0c-.8.7-1 1.300-1 2H9c0-.7-.2-1.300-1-2z"),
  repeat: icon("M4 12a8 8 0 0 1 14-5.300L20 9M20 4v5h-5M20 12a8 8 0 0 1-14 5.300L4 15M4 20v-5h5"),
  rewind: icon("M9 14L4 9l5-5M4 9h10a6 6 0 0 1 0 12h-3"),
  soundOn: icon("M4 9v6h4l5 4V5L8 9zM16.500 8.500a5 5 0 0 1 0 7M19 6a8.500 8.500 0 0 1 0 12"),
  soundOff: icon("M4 9v6h4l5 4V5L8 9zM17 9l5 6M22 9l-5 6"),
  captions: icon("M3 6h18v12H3zM7 11h4M7 14.500h6M14 11h3M16 14.500h1"),
  microphone: icon("M12 3a3 3 0 0 1 3 3v5a3 3 0 0 1-6 0V6a3 3 0 0 1 3-3zM5.500 11a6.500 6.500 0 0 0 13 0M12 17.500V21"),
  keyboard: icon("M3 7h18v10H3zM7 10.500h.01M11 10.500h.01M15 10.500h.01M18 10.500h.01M8 14h8"),
  remove: icon("M7 7l10 10M17 7L7 17"),
  send: icon("M4 12l16-7-6 16-3-7z"),
} as const;
