import type { EventDefinition, FieldDefinition, Provider } from "./event-definition.ts";

/*
 * The System log as Windows 10 and 11 write it (41, version 8, and 6008 from published descriptions of these events),
 * and the log of the terminal services session manager.
 */
const GENERAL: Provider = {
  name: "Microsoft-Windows-Kernel-General",
  guid: "{A68CA8B7-004F-D7B6-A698-07E2DE0F1F5D}",
};
const BOOT: Provider = {
  name: "Microsoft-Windows-Kernel-Boot",
  guid: "{15CA44FF-4D7A-4BAA-BBA5-0998955E531E}",
};
const POWER: Provider = {
  name: "Microsoft-Windows-Kernel-Power",
  guid: "{331C3B3A-2005-44C2-AC5E-77220C37D6B4}",
};
const TROUBLESHOOTER: Provider = {
  name: "Microsoft-Windows-Power-Troubleshooter",
  guid: "{CDC05E28-C449-49C6-B9D2-88CF761644DF}",
};
const WINLOGON: Provider = {
  name: "Microsoft-Windows-Winlogon",
  guid: "{DBE9B383-7CF3-4331-91CC-A3CB16A3B538}",
};
const USER32: Provider = {
  name: "User32",
  guid: "{b0aa8734-56f7-41cc-b2f4-de228e98b946}",
  eventSourceName: "User32",
};
const EVENTLOG: Provider = { name: "EventLog", guid: null };
const SESSION_MANAGER: Provider = {
  name: "Microsoft-Windows-TerminalServices-LocalSessionManager",
  guid: "{5D896912-022D-40AA-A3A8-4FA5515C76D7}",
};
export const LSM_CHANNEL = "Microsoft-Windows-TerminalServices-LocalSessionManager/Operational";
const SYSTEM_SID = "S-1-5-18";

function system<const Fields extends readonly FieldDefinition[]>(
  provider: Provider,
  id: number,
  head: { version?: number; task?: number; level?: number; keywords?: bigint; userSid?: string },
  fields: Fields,
) {
  return {
    id,
    version: head.version ?? 0,
    provider,
    channel: "System",
    level: head.level ?? 4,
    task: head.task ?? 0,
    keywords: head.keywords ?? 0x8000_0000_0000_0000n,
    ...(head.userSid === undefined ? {} : { userSid: head.userSid }),
    body: "eventData",
    fixedSystem: false,
    fields,
  } as const satisfies EventDefinition;
}

/** `Strings` become unnamed `<Data>` elements, `Binary` follows them; either may be missing. */
function classic(id: number, level = 4) {
  return {
    id,
    version: 0,
    provider: EVENTLOG,
    channel: "System",
    level,
    task: 0,
    keywords: 0x0080_0000_0000_0000n,
    qualifiers: 0x8000,
    body: "classic",
    fixedSystem: true,
    fields: [
      ["Strings", "strings"],
      ["Binary", "binary"],
    ],
  } as const satisfies EventDefinition;
}

function terminal<const Fields extends readonly FieldDefinition[]>(id: number, fields: Fields) {
  return {
    id,
    version: 0,
    provider: SESSION_MANAGER,
    channel: LSM_CHANNEL,
    level: 4,
    task: 0,
    keywords: 0x1000_0000_0000_0000n,
    userSid: SYSTEM_SID,
    body: "userData",
    root: { name: "EventXML", namespace: "Event_NS" },
    fixedSystem: false,
    fields,
  } as const satisfies EventDefinition;
}

const USER_SESSION = [
  ["User", "string"],
  ["SessionID", "u32"],
] as const;
const USER_SESSION_ADDRESS = [...USER_SESSION, ["Address", "string"]] as const;
const TERMINAL_USER = [
  ["TSId", "u32"],
  ["UserSid", "sid"],
] as const;
const KERNEL = { userSid: SYSTEM_SID } as const;
const TIME_KEYWORDS = 0x8000_0000_0000_0010n;
const LIFE_KEYWORDS = 0x8000_0000_0000_0080n;
const WINLOGON_KEYWORDS = 0x2000_2000_0000_0000n;

export const SYSTEM_EVENTS = {
  kernelGeneral1: system(GENERAL, 1, { ...KERNEL, version: 1, task: 5, keywords: TIME_KEYWORDS }, [
    ["NewTime", "filetime"],
    ["OldTime", "filetime"],
    ["Reason", "u32"],
  ]),
  kernelGeneral12: system(GENERAL, 12, { ...KERNEL, task: 1, keywords: LIFE_KEYWORDS }, [
    ["MajorVersion", "u32"],
    ["MinorVersion", "u32"],
    ["BuildVersion", "u32"],
    ["QfeVersion", "u32"],
    ["ServiceVersion", "u16"],
    ["BootMode", "u32"],
    ["StartTime", "filetime"],
  ]),
  kernelGeneral13: system(GENERAL, 13, { task: 2, keywords: LIFE_KEYWORDS }, [["StopTime", "filetime"]]),
  kernelGeneral24: system(GENERAL, 24, { ...KERNEL, task: 11, keywords: TIME_KEYWORDS }, [
    ["ExitReason", "u32"],
    ["CurrentBias", "i32"],
    ["CurrentTimeZoneID", "u32"],
    ["TimeZoneInfoCacheUpdated", "u8"],
    ["FirstRefresh", "u8"],
  ]),
  kernelBoot20: system(BOOT, 20, { ...KERNEL, version: 1, task: 31 }, [
    ["LastShutdownGood", "boolean"],
    ["LastBootGood", "boolean"],
    ["LastBootId", "u32"],
    ["BootStatusPolicy", "u32"],
  ]),
  kernelBoot25: system(BOOT, 25, { ...KERNEL, task: 32 }, [["BootMenuPolicy", "u32"]]),
  kernelBoot27: system(BOOT, 27, { ...KERNEL, version: 1, task: 33 }, [
    ["BootType", "u32"],
    ["LoadOptions", "ansi"],
  ]),
  kernelPower41: system(
    POWER,
    41,
    { ...KERNEL, version: 8, task: 63, level: 1, keywords: 0x8000_4000_0000_0002n },
    [
      ["BugcheckCode", "u32"],
      ["BugcheckParameter1", "hex64"],
      ["BugcheckParameter2", "hex64"],
      ["BugcheckParameter3", "hex64"],
      ["BugcheckParameter4", "hex64"],
      ["SleepInProgress", "u32"],
      ["PowerButtonTimestamp", "u64"],
      ["BootAppStatus", "u32"],
      ["Checkpoint", "u8"],
      ["ConnectedStandbyInProgress", "boolean"],
      ["SystemSleepTransitionsToOn", "u32"],
      ["CsEntryScenarioInstanceId", "u8"],
      ["BugcheckInfoFromEFI", "boolean"],
      ["CheckpointStatus", "u8"],
      ["CsEntryScenarioInstanceIdV2", "u32"],
      ["LongPowerButtonPressDetected", "boolean"],
    ],
  ),
  kernelPower42: system(POWER, 42, { version: 3, task: 64, keywords: 0x8000_0000_0000_0404n }, [
    ["TargetState", "u32"],
    ["EffectiveState", "u32"],
    ["Reason", "u32"],
    ["Flags", "u32"],
    ["TransitionsToOn", "u32"],
  ]),
  kernelPower107: system(POWER, 107, { version: 1, task: 102, keywords: 0x8000_0000_0000_0444n }, [
    ["TargetState", "u32"],
    ["EffectiveState", "u32"],
    ["WakeFromState", "u32"],
    ["ProgrammedWakeTimeAc", "filetime"],
    ["ProgrammedWakeTimeDc", "filetime"],
    ["WakeRequesterTypeAc", "u32"],
    ["WakeRequesterTypeDc", "u32"],
  ]),
  kernelPower109: system(POWER, 109, { ...KERNEL, task: 103, keywords: 0x8000_4000_0000_0404n }, [
    ["ShutdownActionType", "u32"],
    ["ShutdownEventCode", "u32"],
    ["ShutdownReason", "u32"],
  ]),
  powerTroubleshooter1: system(TROUBLESHOOTER, 1, { version: 2, userSid: "S-1-5-19" }, [
    ["SleepTime", "filetime"],
    ["WakeTime", "filetime"],
    ["SleepDuration", "u32"],
    ["WakeDuration", "u32"],
    ["DriverInitDuration", "u32"],
    ["BiosInitDuration", "u32"],
    ["HiberWriteDuration", "u32"],
    ["HiberReadDuration", "u32"],
    ["HiberPagesWritten", "u32"],
    ["Attributes", "u32"],
    ["TargetState", "u32"],
    ["EffectiveState", "u32"],
    ["WakeSourceType", "u32"],
    ["WakeSourceTextLength", "u32"],
    ["WakeSourceText", "string"],
  ]),
  winlogon7001: system(WINLOGON, 7001, { ...KERNEL, task: 1101, keywords: WINLOGON_KEYWORDS }, TERMINAL_USER),
  winlogon7002: system(WINLOGON, 7002, { ...KERNEL, task: 1102, keywords: WINLOGON_KEYWORDS }, TERMINAL_USER),
  user32n1074: {
    ...system(USER32, 1074, { ...KERNEL, keywords: 0x8080_0000_0000_0000n }, [
      ["param1", "string"],
      ["param2", "string"],
      ["param3", "string"],
      ["param4", "string"],
      ["param5", "string"],
      ["param6", "string"],
      ["param7", "string"],
    ]),
    qualifiers: 0x8000,
    fixedSystem: true,
  },
  eventLog6005: classic(6005),
  eventLog6006: classic(6006),
  eventLog6008: classic(6008, 2),
  eventLog6009: classic(6009),
  eventLog6013: classic(6013),
} as const satisfies Record<string, EventDefinition>;

export const LSM_EVENTS = {
  lsm21: terminal(21, USER_SESSION_ADDRESS),
  lsm22: terminal(22, USER_SESSION_ADDRESS),
  lsm23: terminal(23, USER_SESSION),
  lsm24: terminal(24, USER_SESSION_ADDRESS),
  lsm25: terminal(25, USER_SESSION_ADDRESS),
  lsm39: terminal(39, [
    ["TargetSession", "u32"],
    ["Source", "u32"],
  ]),
  lsm40: terminal(40, [
    ["Session", "u32"],
    ["Reason", "u32"],
  ]),
  lsm41: terminal(41, USER_SESSION),
  lsm42: terminal(42, USER_SESSION),
} as const satisfies Record<string, EventDefinition>;
