import { expect, it } from "vitest";

import { ServiceError, reasonOf } from "../../src/service/rest";

it("tells in the reader's language what needs no detail of the service", () => {
  const gone = new ServiceError("no session 'x'. It was never made, or it was erased.", 404);
  expect(reasonOf(gone, "nl")).toBe("dit bestaat niet, of het is gewist.");
  expect(reasonOf(gone, "fr")).toBe("ceci n’existe pas, ou a été effacé.");
  expect(reasonOf(new ServiceError("TypeError: Failed to fetch", 0, "offline"), "nl")).toBe("er is geen verbinding.");
  expect(reasonOf(new ServiceError("this asks for the role 'hr'.", 403), "en")).toBe("you have no access to it.");
});

it("keeps the service's words where they name what is wrong in what was sent", () => {
  expect(reasonOf(new ServiceError("title: too long.", 422), "nl")).toBe("title: too long.");
  expect(reasonOf(new Error("x"), "nl")).toBe("x");
});
