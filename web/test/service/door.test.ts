import { expect, it } from "vitest";

import { doorPath } from "../../src/service/door";
import { fileName } from "../../src/service/saving";

it("takes the whole address along to the door", () => {
  expect(doorPath({ pathname: "/", search: "?a=1&b=2", hash: "#hr/log" })).toBe("/sign-in?then=%2F%3Fa%3D1%26b%3D2%23hr%2Flog");
});

it("saves a file by the name that the service gave", () => {
  expect(fileName('inline; filename="rechtuit-1234.pdf"')).toBe("rechtuit-1234.pdf");
  expect(fileName("")).toBe("rechtuit");
});
