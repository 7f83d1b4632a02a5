/** A file that the service makes once, kept by the browser until the page is left. */

import { send } from "./rest";

export interface TakenFile {
  name: string;
  /** A `blob:` address on this page: what was taken once can be saved again without asking again. */
  url: string;
}

/** Asks for a file and hands it to the browser to save. */
export async function takeFile(method: string, path: string, body?: unknown): Promise<TakenFile> {
  const response = await send(method, path, body);
  const file = { name: fileName(response.headers.get("content-disposition") ?? ""), url: URL.createObjectURL(await response.blob()) };
  save(file);
  return file;
}

export function save({ name, url }: TakenFile): void {
  const link = document.createElement("a");
  link.href = url;
  link.download = name;
  link.click();
}

/** The name that the service gave, by RFC 6266. */
export function fileName(disposition: string): string {
  return /filename="([^"]+)"/.exec(disposition)?.[1] ?? "rechtuit";
}
