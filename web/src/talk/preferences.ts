/** What a trainee prefers in every talk; kept in this browser. */

const CAPTIONS = "rechtuit.captions";

export function prefersCaptions(): boolean {
  try {
    return localStorage.getItem(CAPTIONS) !== "off";
  } catch {
    return true;
  }
}

export function rememberCaptions(isOn: boolean): void {
  try {
    localStorage.setItem(CAPTIONS, isOn ? "on" : "off");
  } catch {
    // A browser that keeps nothing shows them next time.
  }
}
