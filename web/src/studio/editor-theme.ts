/** How the text editor looks: the page's own colours, so that dark and light follow. */

import { HighlightStyle, syntaxHighlighting } from "@codemirror/language";
import { EditorView } from "@codemirror/view";
import { tags } from "@lezer/highlight";

const MONO = "ui-monospace, 'Cascadia Mono', 'Liberation Mono', 'DejaVu Sans Mono', Menlo, monospace";

const look = EditorView.theme({
  "&": { color: "var(--ink)", backgroundColor: "var(--surface)", fontSize: "0.89rem", height: "100%" },
  "&.cm-focused": { outline: "none" }, // the element around it shows the focus
  ".cm-scroller": { fontFamily: MONO, lineHeight: "1.55" },
  ".cm-content": { caretColor: "var(--ink)", padding: "12px 0" },
  ".cm-gutters": { backgroundColor: "var(--sunken)", color: "var(--muted)", borderRight: "1px solid var(--line)" },
  ".cm-activeLine, .cm-activeLineGutter": { backgroundColor: "color-mix(in srgb, var(--accent) 8%, transparent)" },
  "&.cm-focused > .cm-scroller > .cm-selectionLayer .cm-selectionBackground, .cm-selectionBackground": {
    backgroundColor: "color-mix(in srgb, var(--accent) 26%, transparent)",
  },
  ".cm-cursor": { borderLeftColor: "var(--ink)" },
  ".cm-matchingBracket": { backgroundColor: "var(--accent-soft)", outline: "1px solid var(--accent)" },
  ".cm-tooltip": {
    backgroundColor: "var(--surface)", color: "var(--ink)", border: "1px solid var(--line-strong)", borderRadius: "10px",
    boxShadow: "var(--shadow)", maxWidth: "min(30rem, 90vw)",
  },
  ".cm-tooltip.cm-tooltip-autocomplete > ul": { fontFamily: MONO, fontSize: "0.85rem", maxHeight: "16rem" },
  ".cm-tooltip.cm-tooltip-autocomplete > ul > li": { padding: "4px 10px", lineHeight: "1.4" },
  ".cm-tooltip.cm-tooltip-autocomplete > ul > li[aria-selected]": { backgroundColor: "var(--accent)", color: "var(--on-accent)" },
  ".cm-completionInfo": { padding: "8px 12px", fontFamily: "var(--font)", fontSize: "0.85rem" },
  ".cm-diagnostic": { padding: "8px 12px", fontFamily: "var(--font)", fontSize: "0.89rem", whiteSpace: "pre-line" },
  ".cm-diagnostic-error": { borderLeft: "4px solid var(--warn)" },
  ".cm-lintRange-error": { backgroundImage: "none", textDecoration: "underline wavy var(--warn)", textUnderlineOffset: "3px" },
  ".cm-panels": { backgroundColor: "var(--sunken)", color: "var(--ink)" },
  ".cm-panel input, .cm-panel button": { font: "inherit", color: "inherit", backgroundColor: "var(--surface)", backgroundImage: "none" },
  ".cm-deletedChunk, .cm-changedLine": { paddingBlock: "1px" },
  ".cm-collapsedLines": { padding: "8px 12px", fontFamily: "var(--font)", color: "var(--muted)", background: "var(--sunken)" },
  ".cm-collapsedLines:before, .cm-collapsedLines:after": { content: "none" }, // signs that few typefaces have
  // Colour alone would not tell everybody.
  ".cm-changeGutter": { width: "1.4em", paddingLeft: "0", textAlign: "center", fontWeight: "700" },
  ".cm-deletedLineGutter": { background: "none", color: "var(--warn)" },
  "&.cm-merge-b .cm-changedLineGutter": { background: "none", color: "var(--good)" },
  ".cm-deletedLineGutter:before": { content: "'−'" },
  ".cm-changedLineGutter:before": { content: "'+'" },
  "&.cm-merge-b .cm-changedLine, .cm-insertedLine": { backgroundColor: "color-mix(in srgb, var(--good) 16%, transparent)" },
  ".cm-deletedChunk": { backgroundColor: "color-mix(in srgb, var(--warn) 14%, transparent)" },
  ".cm-deletedChunk, .cm-deletedChunk span, .cm-changedText span": { color: "var(--ink)" },
  ".cm-deletedChunk del, .cm-deletedText": { textDecoration: "none", backgroundColor: "color-mix(in srgb, var(--warn) 24%, transparent)" },
  "&.cm-merge-b .cm-changedText": { background: "color-mix(in srgb, var(--good) 26%, transparent)" },
});

const words = HighlightStyle.define([
  { tag: [tags.propertyName, tags.definition(tags.propertyName)], color: "var(--accent)", fontWeight: "600" },
  { tag: tags.comment, color: "var(--muted)", fontStyle: "italic" },
  { tag: [tags.number, tags.bool, tags.null], color: "var(--good)" },
  { tag: [tags.punctuation, tags.separator, tags.squareBracket, tags.brace], color: "var(--muted)" },
  { tag: [tags.meta, tags.keyword, tags.labelName], color: "var(--warn)" },
]);

export const editorTheme = [look, syntaxHighlighting(words)];
