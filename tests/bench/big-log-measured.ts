import {
  AUDITING_CHANGED,
  CREDENTIALS_READ,
  FIREWALL_RULE,
  GROUP_LISTED,
  GROUPS_OF_LOGON,
  KEY_USED,
  PROCESS_ENDED,
  PROCESS_STARTED,
} from "./big-log-events.ts";
import { type Data, type Scene, SERVER, SYSTEM } from "./big-log-scene.ts";

/*
 * The mix of records as it was measured in four public Security logs, the mean of their shares:
 *
 *                            Windows 7    10     11   Server 2016 DC    mean    written here
 *   records                       2261   739   1715             789
 *   bytes a record                 741   839    854             772     802             841
 *   needed by a rule              55 %  60 %   36 %            23 %    44 %            48 %
 *   4624                          26 %  27 %   17 %             8 %    20 %            23 %
 *     of which type 5             71 %  92 %   88 %            28 %    70 %            76 %
 *     of which type 3              7 %   1 %    0 %            55 %    16 %            16 %
 *     of which types 2 and 10     15 %   7 %   11 %            15 %    12 %             7 %
 *   4672                          20 %  25 %   16 %             7 %    17 %            20 %
 *   4634                         0.5 %   1 %    1 %             4 %     2 %             2 %
 *   sessions in 100 records        3.6   1.4    0.3             0.9     1.5             4.5
 *
 * Much of such a log is services that log on as SYSTEM (4624 of type 5, 4627, 4672, no logoff) and what is audited
 * beside logons: changed auditing (4907), groups of a logon (4627), credentials read (5379), firewall rules (4945),
 * processes (4688, 4689).
 */
const PRIVILEGES = [
  "SeAssignPrimaryTokenPrivilege",
  "SeTcbPrivilege",
  "SeSecurityPrivilege",
  "SeTakeOwnershipPrivilege",
  "SeLoadDriverPrivilege",
  "SeBackupPrivilege",
  "SeRestorePrivilege",
  "SeDebugPrivilege",
  "SeAuditPrivilege",
  "SeSystemEnvironmentPrivilege",
  "SeImpersonatePrivilege",
].join("\n\t\t\t");
const GROUPS = ["%{S-1-5-32-544}", "%{S-1-1-0}", "%{S-1-5-11}", "%{S-1-16-16384}"].join("\n\t\t");
const OLD_SD = "S:ARAI(AU;SAFA;DCLCRPCRSDWDWO;;;WD)";
/** Rounds after which the computer starts anew. */
const ROUNDS_A_BOOT = 60;

const SYSTEM_ACCOUNT: Data = {
  TargetUserSid: "S-1-5-18",
  TargetUserName: "SYSTEM",
  TargetDomainName: "NT AUTHORITY",
  TargetLogonId: 0x3e7n,
};
const SERVICES: Data = {
  LogonType: 5,
  LogonProcessName: "Advapi  ",
  AuthenticationPackageName: "Negotiate",
  ProcessId: 0x2a4n,
  ProcessName: "C:\\Windows\\System32\\services.exe",
};

/** Some minutes of a computer of that kind, about 40 records. */
export function measuredRound(scene: Scene, round: number): void {
  if (round % ROUNDS_A_BOOT === 0) startComputer(scene, round);
  for (let i = 0; i < 7; i++) startService(scene, i);
  for (let i = 0; i < 6; i++) auditObject(scene, round, i);
  visit(scene, round);
  if (round % 3 === 0) work(scene, round);
  audit(scene, round);
}

function startComputer(scene: Scene, round: number): void {
  if (round > 0) scene.put("1100", 60);
  scene.put("4608", 600);
  scene.put(scene.logonOf(round), 1, { ...SYSTEM_ACCOUNT, LogonType: 0, ProcessId: 4n });
}

/** A service starts as SYSTEM. */
function startService(scene: Scene, at: number): void {
  scene.put(scene.logonOf(at), 120, { ...SYSTEM, ...SYSTEM_ACCOUNT, ...SERVICES });
  if (at % 5 < 3)
    scene.put(GROUPS_OF_LOGON, 0, {
      ...SYSTEM,
      ...SYSTEM_ACCOUNT,
      LogonType: 5,
      EventIdx: 1,
      GroupMembership: GROUPS,
    });
  scene.put("4672", 0, {
    SubjectUserSid: "S-1-5-18",
    SubjectUserName: "SYSTEM",
    SubjectDomainName: "NT AUTHORITY",
    SubjectLogonId: 0x3e7n,
    PrivilegeList: PRIVILEGES,
  });
}

/** Somebody reaches for a share of this computer. Of one such logon in two the end is logged. */
function visit(scene: Scene, round: number): void {
  for (let i = 0; i <= round % 2; i++) {
    const person = scene.person();
    const id = idOf(round, 8 + i);
    scene.put(scene.logonOf(round), 60, {
      ...person.target(id),
      ...person.from(round, scene),
      LogonType: 3,
      LogonProcessName: "Kerberos",
      AuthenticationPackageName: "Kerberos",
    });
    if (i === 0) scene.put("4672", 0, { ...person.subject(id), PrivilegeList: PRIVILEGES });
    else scene.put("4634", 30, { ...person.target(id), LogonType: 3 });
  }
}

/** Somebody sits down at this computer, with a split token, and leaves. */
function work(scene: Scene, round: number): void {
  const person = scene.person();
  const elevated = idOf(round, 0);
  const filtered = idOf(round, 1);
  const from = { IpAddress: "127.0.0.1", IpPort: "0" };
  scene.put("4648", 600, { ...SYSTEM, TargetUserName: person.name, TargetServerName: "localhost", ...from });
  for (const [id, linked, token] of [
    [elevated, filtered, "%%1842"],
    [filtered, elevated, "%%1843"],
  ] as const)
    scene.put("4624v2", 0, {
      ...SYSTEM,
      ...person.target(id),
      ...from,
      TargetLinkedLogonId: linked,
      ElevatedToken: token,
      LogonType: 2,
      LogonProcessName: "User32 ",
      AuthenticationPackageName: "Negotiate",
      WorkstationName: SERVER,
      ProcessId: BigInt(0x200 + 4 * (round % 64)),
      ProcessName: "C:\\Windows\\System32\\winlogon.exe",
    });
  scene.put("4672", 0, { ...person.subject(elevated), PrivilegeList: PRIVILEGES });
  for (let i = 0; i < 4; i++) {
    const name = `C:\\Program Files\\Tool${scene.below(300)}\\tool.exe`;
    const process = BigInt(4 * (scene.below(4000) + 1));
    scene.put(PROCESS_STARTED, 900, {
      ...person.subject(filtered),
      NewProcessId: process,
      NewProcessName: name,
      CommandLine: `"${name}" /run ${round}`,
    });
    if (i % 2 === 0)
      scene.put(PROCESS_ENDED, 600, { ...person.subject(filtered), ProcessId: process, ProcessName: name });
  }
  for (let i = 0; i < 4; i++)
    scene.put(CREDENTIALS_READ, 5, {
      ...person.subject(filtered),
      TargetName: `MicrosoftAccount:target=SSO_POP_Device:${scene.below(50)}`,
      CountOfCredentialsReturned: 1,
      ReadOperation: "%%8100",
    });
  scene.put("4647", 3600, person.target(filtered));
  if (round % 6 === 0) scene.put("4634", 1, { ...person.target(filtered), LogonType: 2 });
}

/** The long lists that updates and installations leave. */
function auditObject(scene: Scene, round: number, at: number): void {
  scene.put(AUDITING_CHANGED, 1, {
    ...SYSTEM,
    ObjectServer: "Security",
    ObjectType: "File",
    ObjectName: `C:\\Windows\\WinSxS\\amd64_component-${scene.below(20_000)}_31bf3856ad364e35_10.0.${round % 9000}\\file.dll`,
    HandleId: BigInt(0x100 + 4 * at),
    OldSd: OLD_SD,
    NewSd: OLD_SD,
    ProcessId: 0x9d4n,
    ProcessName: "C:\\Windows\\servicing\\TrustedInstaller.exe",
  });
}

/** What is audited now and then. */
function audit(scene: Scene, round: number): void {
  for (let i = 0; i < 4; i++)
    scene.put(FIREWALL_RULE, 1, {
      ProfileUsed: "Public",
      RuleId: `CoreNet-Rule-${scene.below(400)}`,
      RuleName: `Core Networking - rule ${scene.below(400)} (ICMPv4-In)`,
    });
  for (let i = 0; i < 2; i++)
    scene.put(GROUP_LISTED, 30, {
      TargetUserName: "Administrators",
      TargetDomainName: "Builtin",
      TargetSid: "S-1-5-32-544",
      ...SYSTEM,
      CallerProcessId: 0x5a0n,
      CallerProcessName: "C:\\Windows\\System32\\svchost.exe",
    });
  scene.put(KEY_USED, 30, {
    ...SYSTEM,
    ProviderName: "Microsoft Software Key Storage Provider",
    AlgorithmName: "RSA",
    KeyName: `{${scene.below(1000)}-key}`,
    KeyType: "%%2499",
    Operation: "%%2480",
  });
  if (round % 3 === 0)
    scene.put("4776", 60, {
      PackageName: "MICROSOFT_AUTHENTICATION_PACKAGE_V1_0",
      TargetUserName: scene.person().name,
    });
  if (round % 4 === 0) {
    const person = scene.person();
    scene.put("4625", 60, {
      ...SYSTEM,
      TargetUserName: person.name,
      TargetDomainName: "CORP",
      LogonType: 3,
      ...person.from(round, scene),
    });
  }
}

function idOf(round: number, at: number): bigint {
  return BigInt(0x10000 + round * 16 + at);
}
