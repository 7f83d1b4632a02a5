/** The mouth of each of the 15 OpenXR visemes. */

/** Where the muscles of the mouth are; 0 is at rest, 1 as far as speech goes. */
export interface MouthShape {
  /** Jaw down. */
  open: number;
  /** Corners apart (1) or together (-1). */
  width: number;
  /** Lips pushed forward and rounded. */
  round: number;
  /** Lower lip under the upper teeth. */
  tuck: number;
  /** Lips pressed together. */
  press: number;
  /** Teeth shown. */
  teeth: number;
  /** Tongue raised into view. */
  tongue: number;
}

export const REST: MouthShape = { open: 0, width: 0, round: 0, tuck: 0, press: 0, teeth: 0, tongue: 0 };

function shape(parts: Partial<MouthShape>): MouthShape {
  return { ...REST, ...parts };
}

/** Index is the id on the wire. Proportions after the OpenXR/Oculus reference pictures; drawn by eye. */
export const VISEME_SHAPES: readonly MouthShape[] = [
  REST, // 0 sil
  shape({ press: 1, width: -0.05 }), // 1 PP: p b m
  shape({ open: 0.1, tuck: 1, teeth: 0.8 }), // 2 FF: f v w
  shape({ open: 0.22, tongue: 0.9, teeth: 0.6, width: 0.1 }), // 3 TH
  shape({ open: 0.22, tongue: 0.6, teeth: 0.5, width: 0.15 }), // 4 DD: t d
  shape({ open: 0.3, teeth: 0.2, width: 0.05 }), // 5 kk: k g x
  shape({ open: 0.18, round: 0.55, teeth: 0.8, width: -0.2 }), // 6 CH: sj tsj
  shape({ open: 0.1, width: 0.45, teeth: 1 }), // 7 SS: s z
  shape({ open: 0.2, tongue: 0.7, teeth: 0.3, width: 0.1 }), // 8 nn: n l
  shape({ open: 0.22, round: 0.3, tongue: 0.3 }), // 9 RR
  shape({ open: 1, width: 0.1, teeth: 0.35 }), // 10 aa
  shape({ open: 0.55, width: 0.45, teeth: 0.45 }), // 11 E
  shape({ open: 0.3, width: 0.65, teeth: 0.5 }), // 12 ih
  shape({ open: 0.65, round: 0.65, width: -0.35 }), // 13 oh
  shape({ open: 0.3, round: 1, width: -0.7 }), // 14 ou
];

/** Weighted sum of shapes; what the weights leave of 1 is the mouth at rest. */
export function blend(parts: readonly { shape: MouthShape; weight: number }[]): MouthShape {
  const total = parts.reduce((sum, part) => sum + part.weight, 0);
  const scale = total > 1 ? 1 / total : 1;
  const mixed = { ...REST };
  for (const name of Object.keys(REST) as (keyof MouthShape)[]) {
    for (const part of parts) mixed[name] += part.shape[name] * part.weight * scale;
  }
  return mixed;
}
