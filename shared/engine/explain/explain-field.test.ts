import fc from "fast-check";
import { expect, test } from "vitest";
import { EXPLAINED } from "./words.ts";

const { explainField } = EXPLAINED;

test.each([
  [4624, "LogonType", "10", /^RemoteInteractive: /],
  [4625, "SubStatus", "0xc000006a", /password/i],
  [4625, "SubStatus", "0xC000006A", /password/i],
  [4771, "Status", "0x18", /password/i],
  [4771, "PreAuthType", "2", /password/],
  [4625, "FailureReason", "%%2313", /wrong password/],
  [4624, "ElevatedToken", "%%1842", /^Yes$/],
  [4624, "TargetLogonId", "0x3e7", /^SYSTEM$/],
  [4624, "SubjectUserSid", "S-1-5-18", /^SYSTEM$/],
  [4624, "TargetUserSid", "S-1-5-21-1-2-3-500", /^Administrator$/],
  [4624, "IpAddress", "::1", /itself/],
] as const)("event %i: %s %s is explained", (eventId, name, value, words) => {
  expect(explainField(eventId, name, value)).toMatch(words);
});

test.each([
  [4624, "LogonType", "99"],
  [4624, "LogonType", "two"],
  [4625, "Status", "0x12345"],
  [4625, "Status", "-1"],
  [4624, "TargetUserName", "anna"],
  [4624, "TargetLogonId", "0x12345"],
  [4624, "IpAddress", "10.0.0.1"],
  [4624, "ElevatedToken", "%%9"],
  [4624, "IpAddress", "-"],
])("event %i: %s %s speaks for itself or is not known", (eventId, name, value) => {
  expect(explainField(eventId, name, value)).toBeNull();
});

test("the same number means another thing in a Kerberos event", () => {
  expect(explainField(4771, "Status", "0x6")).not.toBe(explainField(4625, "Status", "0x6"));
});

test("nothing in a record makes it fail", () => {
  const names = fc.oneof(fc.constantFrom("LogonType", "Status", "PreAuthType", "IpAddress"), fc.string());
  fc.assert(
    fc.property(fc.nat(10_000), names, fc.string(), (eventId, name, value) => {
      const words = explainField(eventId, name, value);
      expect(words === null || typeof words === "string").toBe(true);
    }),
  );
});
