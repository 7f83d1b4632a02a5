/** To the sign-in page, which the service serves itself, and out. */

/** Where somebody who is not signed in goes, to come back here afterwards. */
export function doorPath({ pathname, search, hash }: Pick<Location, "pathname" | "search" | "hash">): string {
  return `/sign-in?then=${encodeURIComponent(pathname + search + hash)}`;
}

export function goToTheDoor(): void {
  window.location.assign(doorPath(window.location));
}

/** This browser is signed in no more. */
export async function signOut(): Promise<void> {
  // Without an answer, too: the sign-in page then says who is in still.
  await fetch("v1/me/sign-in", { method: "DELETE", headers: { "x-rechtuit": "1" } }).catch(() => null);
  window.location.assign("/sign-in");
}
