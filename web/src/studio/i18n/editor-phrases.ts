/** What the text editor says by itself (search, completion, findings), in the reader's language. */

import type { Language } from "../../service/catalog";

const NL: Record<string, string> = {
  Find: "Zoek", Replace: "Vervang door", next: "volgende", previous: "vorige", all: "alle", "match case": "hoofdletters", "by word": "hele woorden",
  regexp: "patroon", replace: "vervang", "replace all": "vervang alle", close: "sluit", "current match": "deze vondst", "on line": "op regel",
  "replaced $ matches": "$ keer vervangen", "replaced match on line $": "vervangen op regel $", "Go to line": "Naar regel", go: "ga",
  Completions: "Voorstellen", Diagnostics: "Bevindingen", "No diagnostics": "Geen bevindingen", "Control character": "Stuurteken",
  "Selection deleted": "Selectie gewist", "$ unchanged lines": "$ regels zonder verschil",
};
const FR: Record<string, string> = {
  Find: "Chercher", Replace: "Remplacer par", next: "suivant", previous: "précédent", all: "tous", "match case": "majuscules", "by word": "mots entiers",
  regexp: "motif", replace: "remplacer", "replace all": "tout remplacer", close: "fermer", "current match": "ce résultat", "on line": "à la ligne",
  "replaced $ matches": "remplacé $ fois", "replaced match on line $": "remplacé à la ligne $", "Go to line": "Aller à la ligne", go: "aller",
  Completions: "Propositions", Diagnostics: "Constats", "No diagnostics": "Aucun constat", "Control character": "Caractère de contrôle",
  "Selection deleted": "Sélection effacée", "$ unchanged lines": "$ lignes sans différence",
};

export function phrasesFor(language: Language): Record<string, string> {
  return { nl: NL, fr: FR, en: {} }[language];
}
