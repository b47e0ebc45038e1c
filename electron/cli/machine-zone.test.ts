import { expect, test } from "vitest";
import { machineZone } from "./machine-zone.ts";

const asked = Intl.DateTimeFormat().resolvedOptions().timeZone;
const link = (target: string) => () => target;

test("UTC is known from the system's link or the environment", () => {
  for (const target of [
    "/usr/share/zoneinfo/Etc/UTC",
    "../usr/share/zoneinfo/UTC",
    "/x/zoneinfo/posix/Etc/UTC",
  ])
    expect(machineZone(undefined, link(target))).toBe("UTC");
  expect(machineZone("UTC", link("/usr/share/zoneinfo/Europe/Berlin"))).toBe("UTC");
});

test("everything else is what the platform says", () => {
  for (const target of ["", "/usr/share/zoneinfo/Europe/Berlin", "/usr/share/zoneinfo/Etc/UTC-3", "/tmp/UTC"])
    expect(machineZone(undefined, link(target))).toBe(asked);
  expect(machineZone(":Europe/Berlin", link("/usr/share/zoneinfo/Etc/UTC"))).toBe(asked);
});

test("the machine's own answer is that of the platform", () => {
  expect(machineZone()).toBe(asked);
});
