/** How loud a frame is. */

/** Level of a frame in dB re full scale; digital silence is -96. */
export function levelDbfs(frame: Int16Array): number {
  let energy = 0;
  for (const sample of frame) energy += (sample / 32768) ** 2;
  return energy === 0 ? -96 : Math.max(-96, 10 * Math.log10(energy / frame.length));
}
