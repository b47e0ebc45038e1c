import { describe, expect, test } from "vitest";
import { CHANNEL, EVENT_KINDS, KIND } from "../../types/event-table.ts";
import { WANTED_KEYWORDS } from "../../types/record-view.ts";
import { StringTable } from "../../types/string-table.ts";
import {
  channelKindOf,
  EVENT_CATALOG,
  FIRST_LEGACY_ID,
  LAST_LEGACY_ID,
  recordTitle,
  wantedEventIds,
} from "./event-catalog.ts";
import { EventClassifier } from "./event-classifier.ts";
import { describeFailure } from "./failure-text.ts";
import {
  BUILT_IN_LOGONS,
  isDesktopHelperName,
  isMachineName,
  sidClass,
  wellKnownName,
} from "./identities.ts";
import { describeKerberos, describePreAuthentication, KERBEROS_CODES } from "./kerberos-codes.ts";
import {
  LOGON_TYPES,
  logonTypeGroup,
  logonTypeMeaning,
  logonTypeName,
  logonTypePresence,
} from "./logon-types.ts";
import {
  describeFailureReason,
  describeParameter,
  expandParameters,
  FAILURE_REASON_CODES,
} from "./message-parameters.ts";
import { OTHER_TITLES } from "./other-titles.ts";
import { describeStatus, STATUS_CODES } from "./status-codes.ts";

const AUDITING = "Microsoft-Windows-Security-Auditing";
const LSM_CHANNEL = "Microsoft-Windows-TerminalServices-LocalSessionManager/Operational";

describe("events", () => {
  const strings = new StringTable();
  const classifier = new EventClassifier(strings);
  const kind = (channel: string, provider: string, id: number): string =>
    EVENT_KINDS[classifier.kind(strings.intern(channel), strings.intern(provider), id)]!;

  test("channel, provider and number decide together", () => {
    expect(kind("Security", AUDITING, 4624)).toBe("logon");
    expect(kind("System", "Microsoft-Windows-Winlogon", 7001)).toBe("winlogonLogon");
    expect(kind("System", "Service Control Manager", 7001)).toBe("none");
    expect(kind("System", "Microsoft-Windows-Kernel-General", 12)).toBe("osStart");
    expect(kind("System", "Microsoft-Windows-Hyper-V-Netvsc", 12)).toBe("none");
    expect(kind("System", "Microsoft-Windows-Kernel-General", 1)).toBe("systemClockChanged");
    expect(kind("System", "Microsoft-Windows-Power-Troubleshooter", 1)).toBe("sleepInterval");
    expect(kind("System", "Microsoft-Windows-FilterManager", 1)).toBe("none");
    expect(kind("System", "e1iexpress", 27)).toBe("none");
    expect(kind("Security", "Microsoft-Windows-Eventlog", 1102)).toBe("logCleared");
    expect(kind("System", "Microsoft-Windows-Eventlog", 104)).toBe("logCleared");
    expect(kind("Application", AUDITING, 4624)).toBe("none");
    expect(kind(LSM_CHANNEL, "Microsoft-Windows-TerminalServices-LocalSessionManager", 24)).toBe(
      "tsDisconnect",
    );
  });

  test("names compare without case", () => {
    expect(kind("System", "USER32", 1074)).toBe("shutdownRequest");
    expect(kind("System", "User32", 1074)).toBe("shutdownRequest");
    expect(kind("system", "Eventlog", 6005)).toBe("logServiceStarted");
    expect(kind("SECURITY", AUDITING.toUpperCase(), 4634)).toBe("logoff");
  });

  test("a name such as constructor is no channel", () => {
    expect(channelKindOf("constructor")).toBe(CHANNEL.other);
    expect(channelKindOf("Security")).toBe(CHANNEL.security);
  });

  test("every kind but none and other has an entry, and every entry a title", () => {
    const kinds = new Set(EVENT_CATALOG.map((entry) => entry.kind));
    for (const name of EVENT_KINDS) {
      // Told from the refusals of the same number by their outcome.
      const isSuccess = name === "ticketGranted" || name === "credentialsAccepted";
      expect(kinds.has(name), name).toBe(name !== "none" && name !== "other" && !isSuccess);
    }
    for (const { provider, id } of EVENT_CATALOG) expect(recordTitle(provider, id), `${id}`).not.toBeNull();
    expect(recordTitle("Microsoft-Windows-Eventlog", 1102)).toBe("The Security log was cleared");
    expect(recordTitle("Microsoft-Windows-Eventlog", 104)).toBe("An event log was cleared");
    expect(recordTitle("Service Control Manager", 7001)).toBeNull();
  });

  test("other events of the Security log have titles too, which make no rule read them", () => {
    expect(recordTitle("Microsoft-Windows-Security-Auditing", 4688)).toBe("A program was started");
    expect(recordTitle("Sysmon", 4688)).toBeNull();
    expect(recordTitle("Microsoft-Windows-Security-Auditing", 60_000)).toBeNull();
    const known = new Set(EVENT_CATALOG.map(({ id }) => id));
    const wanted = wantedEventIds();
    for (const id of Object.keys(OTHER_TITLES).map(Number)) {
      expect(known.has(id), `${id}`).toBe(false);
      expect(wanted[id], `${id}`).not.toBe(1);
    }
  });

  test("entries are distinct and their ids are wanted", () => {
    const keys = EVENT_CATALOG.map(({ channel, provider, id }) => `${channel}/${provider}/${id}`);
    expect(new Set(keys).size).toBe(keys.length);
    const wanted = wantedEventIds();
    expect(wanted.length).toBe(65_536);
    for (const { id, provider } of EVENT_CATALOG) {
      expect(wanted[id]).toBe(1);
      expect(provider).toBe(provider.toLowerCase());
    }
    const legacy = Array.from(
      { length: LAST_LEGACY_ID - FIRST_LEGACY_ID + 1 },
      (_, at) => FIRST_LEGACY_ID + at,
    );
    const known = new Set([...EVENT_CATALOG.map(({ id }) => id), ...legacy]);
    expect(wanted.reduce((sum, value) => sum + Number(value === 1), 0)).toBe(known.size);
    // Of the others only the outcome is looked at.
    for (const [id, value] of wanted.entries()) {
      if (value > 1) expect([value, known.has(id)]).toEqual([WANTED_KEYWORDS, false]);
    }
    expect(wanted[5156]).toBe(0);
    wanted[5156] = 1;
    expect(wantedEventIds()[5156]).toBe(0);
    expect(KIND.none).toBe(0);
  });
});

describe("logon types", () => {
  test("names, groups and presence", () => {
    expect(LOGON_TYPES).toEqual([0, 2, 3, 4, 5, 7, 8, 9, 10, 11, 12, 13]);
    expect(logonTypeName(10)).toBe("RemoteInteractive");
    expect(logonTypeName(42)).toBe("type 42");
    expect(logonTypeName(255)).toBe("not given");
    expect([2, 11].map(logonTypeGroup)).toEqual(["console", "console"]);
    expect([10, 12].map(logonTypeGroup)).toEqual(["remote", "remote"]);
    expect([7, 13].map(logonTypeGroup)).toEqual(["unlock", "unlock"]);
    expect([3, 8].map(logonTypeGroup)).toEqual(["network", "network"]);
    expect([4, 5, 0, 9, 99].map(logonTypeGroup)).toEqual([
      "batch",
      "service",
      "service",
      "otherCredentials",
      "unknown",
    ]);
    expect(LOGON_TYPES.filter((type) => logonTypePresence(type) === "yes")).toEqual([2, 10, 11, 12]);
    expect(LOGON_TYPES.filter((type) => logonTypePresence(type) === "inside")).toEqual([7, 13]);
    for (const type of LOGON_TYPES) expect(logonTypeMeaning(type)).not.toBe("");
  });
});

describe("codes", () => {
  test("every documented code of 4625 and 4776 has words", () => {
    const codes =
      `0 22 5e 5f 64 6a 6c 6d 6e 6f 70 71 72 9a bb dc e5 133 15b 18a 18b 18c 18d 190 192 193 198 199 19a
      203 224 225 233 234 2ee 320 371 380 381 388 413 418`
        .split(/\s+/)
        .map((text) => (text === "0" ? 0 : 0xc0000000 + Number.parseInt(text, 16)));
    expect([...STATUS_CODES].sort((a, b) => a - b)).toEqual(codes.sort((a, b) => a - b));
    for (const code of codes) expect(describeStatus(code)?.text).toMatch(/^[A-Z].+[^.]$/);
    expect(describeStatus(0xc000006a)?.text).toBe("Wrong password");
    // A signed 32-bit number means the same code.
    expect(describeStatus(0xc000006a | 0)).toEqual(describeStatus(0xc000006a));
    expect(describeStatus(0xc0001234)).toBeNull();
  });

  test("every documented Kerberos code has words", () => {
    const codes = `0 1 2 6 7 8 9 b c d e 10 12 17 18 19 1b 1f 20 21 22 23 24 25 28 29 3c 3e 44`
      .split(" ")
      .map((text) => Number.parseInt(text, 16));
    expect(KERBEROS_CODES).toEqual(codes);
    expect(describeKerberos(0x18)?.text).toBe("Wrong password");
    expect(describeKerberos(0x99)).toBeNull();
    for (const type of [0, 2, 11, 15, 16, 17, 19, 138])
      expect(describePreAuthentication(type)).not.toBeNull();
    expect(describePreAuthentication(3)).toBeNull();
  });

  test("message parameters", () => {
    expect(FAILURE_REASON_CODES).toEqual(Array.from({ length: 12 }, (_, i) => `%%${2304 + i}`));
    expect(describeFailureReason("%%2313")?.text).toBe("Unknown user name or wrong password");
    expect(describeFailureReason("constructor")).toBeNull();
    for (const code of [1831, 1832, 1833, 1840, 1842, 1843, 1936, 1937, 1938, 8448, 8449, 8450, 8451]) {
      expect(describeParameter(`%%${code}`)).not.toBeNull();
    }
    expect(expandParameters("%%8449, %%8451, %%99999")).toBe("Success added, Failure added, %%99999");
  });

  test("the reason of a failed logon", () => {
    expect(describeFailure(0xc000006d, 0xc000006a, "%%2313")).toMatchObject({
      key: "0xc000006a",
      text: "Wrong password",
    });
    expect(describeFailure(0xc000015b, 0, "%%2308").key).toBe("0xc000015b");
    // A code without a cause gives way to a specific reason, but not to a vague one.
    expect(describeFailure(0xc000006e, 0, "%%2310").key).toBe("%%2310");
    expect(describeFailure(0xc000006d, 0, "%%2313").key).toBe("0xc000006d");
    expect(describeFailure(0, 0, "%%2313").key).toBe("%%2313");
    expect(describeFailure(0, 0, "")).toEqual({ key: "unknown", text: "No reason was recorded", advice: "" });
    expect(describeFailure(0xc0001234, 0, "")).toMatchObject({ key: "0xc0001234" });
    expect(describeFailure(0xc0001234, 0, "%%2304").key).toBe("%%2304");
  });
});

test("well-known identities", () => {
  expect(BUILT_IN_LOGONS.map(({ logonId }) => logonId)).toEqual([0x3e7, 0x3e5, 0x3e4, 0x3e3, 0x3e6]);
  for (const { account, sid } of BUILT_IN_LOGONS) expect(wellKnownName(sid)).toBe(account);
  expect(wellKnownName("S-1-5-21-1-2-3-500")).toBe("Administrator");
  expect(wellKnownName("S-1-5-21-1-2-3-501")).toBe("Guest");
  expect(wellKnownName("S-1-5-21-1-2-3-1500")).toBeNull();
  expect(sidClass("S-1-5-90-0-1")).toBe("windowManager");
  expect(sidClass("S-1-5-96-0-1")).toBe("fontDriver");
  expect(sidClass("S-1-5-111-3847866527")).toBe("virtualUser");
  expect(sidClass("S-1-12-1-5")).toBe("entraAccount");
  expect(sidClass("S-1-5-21-1-2-3-1001")).toBe("account");
  for (const sid of ["S-1-5-80-1", "S-1-5-82-1", "S-1-5-83-1"]) expect(sidClass(sid)).toBe("virtualService");
  expect(["", "S-1-0-0", "S-1-5-7", "S-1-5-18", "constructor"].map(sidClass)).toEqual([
    "none",
    "none",
    "anonymous",
    "system",
    "other",
  ]);
  expect(isMachineName("PC1$")).toBe(true);
  expect(isDesktopHelperName("UMFD-0") && isDesktopHelperName("dwm-12")).toBe(true);
  expect(isDesktopHelperName("DWM-x")).toBe(false);
});
