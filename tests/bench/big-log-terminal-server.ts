import { PROCESS_STARTED } from "./big-log-events.ts";
import { type Scene, SERVER, SYSTEM } from "./big-log-scene.ts";

/**
 * The log of a busy terminal server: one person comes, works and goes, while network logons pass. Four records in five
 * are needed by some rule and every fourth makes a session, which is more than in any log that was measured
 * (big-log-measured.ts): it shows what a log costs at the worst.
 */
export function terminalServerRound(scene: Scene, round: number): void {
  const person = scene.person();
  const id = BigInt(0x10000 + round * 32);
  const account = person.target(id);
  const from = person.from(round, scene);
  const logon = scene.logonOf(round);
  scene.put("4648", 60, {
    ...SYSTEM,
    TargetUserName: person.name,
    TargetServerName: "localhost",
    ...from,
  });
  scene.put(logon, 1, {
    ...SYSTEM,
    ...account,
    ...from,
    LogonType: 10,
    LogonProcessName: "User32 ",
    AuthenticationPackageName: "Negotiate",
    WorkstationName: SERVER,
    ProcessId: 0x2c4n,
    ProcessName: "C:\\Windows\\System32\\winlogon.exe",
  });
  if (round % 5 === 0)
    scene.put("4672", 0, {
      ...person.subject(id),
      PrivilegeList: "SeSecurityPrivilege\n\t\t\tSeBackupPrivilege",
    });
  for (let i = 0; i < 4; i++) {
    const network = person.target(id + BigInt(1 + i));
    scene.put(logon, 2, {
      ...network,
      ...from,
      LogonType: 3,
      LogonProcessName: "Kerberos",
      AuthenticationPackageName: "Kerberos",
    });
    const name = `C:\\Program Files\\Tool${scene.below(300)}\\tool.exe`;
    scene.put(PROCESS_STARTED, 60, {
      ...person.subject(id),
      NewProcessId: BigInt(4 * round + i),
      NewProcessName: name,
      CommandLine: `"${name}" /run ${round}`,
    });
    scene.put("4634", 20, { ...network, LogonType: 3 });
  }
  if (round % 3 === 0)
    scene.put("4776", 1, {
      PackageName: "MICROSOFT_AUTHENTICATION_PACKAGE_V1_0",
      TargetUserName: person.name,
    });
  if (round % 7 === 0)
    scene.put("4625", 5, {
      ...SYSTEM,
      TargetUserName: person.name,
      TargetDomainName: "CORP",
      LogonType: 3,
      ...from,
    });
  scene.put("4800", 900, { ...account, SessionId: 2 + (round % 60) });
  scene.put("4801", 600, { ...account, SessionId: 2 + (round % 60) });
  scene.put("4647", 3600, account);
  scene.put("4634", 1, { ...account, LogonType: 10 });
}
