/** Dutch: the source of the keys. {curly} words are filled in. */

export const nl = {
  "coach.title": "Begeleiden",
  "coach.lead": "Gesprekken die mensen met trainers delen. Wie deelt, kan dat ook terugnemen; dan verdwijnt het gesprek hier.",
  "coach.loading": "Even laden…",
  "coach.failed": "Dat lukte niet: {reason}",
  "coach.none": "Niemand deelt nu een gesprek.",
  "coach.somebody": "Iemand op deze machine",
  "coach.held": "gehouden op {at}",
  "coach.shared": "gedeeld op {at}",
  "coach.all": "Alle gedeelde gesprekken",
  "coach.gone": "Dit gesprek wordt niet (meer) met u gedeeld.",
  "talk.lead": "{name}, met {persona}. Wat u hier schrijft, komt naast de berekende punten te staan voor wie het gesprek voerde. Dat u het gesprek las, staat in het logboek ervan.",
  "talk.report": "Open het verslag",
  "talk.whole": "Over het hele gesprek",
  "talk.words": "Het gesprek",
  "talk.trainee": "Medewerker",
  "remark.add": "Opmerking bij deze zin",
  "remark.words": "Uw opmerking",
  "remark.save": "Bewaar",
  "remark.cancel": "Toch niet",
  "remark.saved": "Uw opmerking is bewaard.",
  "remark.by": "{name}, {day}",
  "remark.trainer": "Trainer",
  "points.title": "Punten",
  "points.lead": "De berekende punten blijven staan; die van u komen ernaast, met uw reden.",
  "points.total": "Totaal, berekend",
  "points.computed": "{value} op {max}",
  "points.yours": "trainer: {value} op {max}",
  "points.give": "Geef andere punten",
  "points.give.for": "Geef andere punten voor: {part}",
  "points.value": "Punten (0 tot {max})",
  "points.reason": "Waarom",
  "points.saved": "Uw punten zijn bewaard. Het totaal met uw punten staat in het verslag.",
} as const;

export type CoachKey = keyof typeof nl;
export type CoachMessages = Record<CoachKey, string>;
