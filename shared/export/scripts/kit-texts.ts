/* The words of the guide to logon scripts, for page, command line and file alike, in English. */

interface KitPart {
  readonly title: string;
  readonly text: readonly string[];
}

/** The words of the guide in one language; the scripts themselves are the same in all. */
export interface KitWords {
  readonly title: string;
  /** Before the name of a file. */
  readonly file: string;
  readonly what: KitPart;
  readonly folder: (server: string, folder: string, path: string) => KitPart;
  readonly scripts: KitPart;
  readonly policy: KitPart;
  readonly policySteps: readonly string[];
  readonly audit: KitPart;
  readonly open: (path: string) => KitPart;
}

export const KIT: KitWords = {
  title: "Logon and logoff scripts: a trail of your own beside the event logs",
  file: "File:",
  what: {
    title: "What this is, and what it cannot do",
    text: [
      "At each logon and logoff a script writes one line, in UTC and with its kind, into a new file on a share. Such a trail fills times that event logs no longer cover, and where both speak, each shows what is missing in the other.",
      "A script runs as the user. A user can always leave his line out or write a false one, so sessions of such a trail are marked as written by users, kept apart from those of event logs, and never used to end one. What the rights below prevent is that anybody reads, changes or deletes lines once they are written.",
      "Scripts do not run at a power loss or a crash, and not always at a forced logoff, and they see nothing of locking, unlocking or reconnecting.",
    ],
  },
  folder: (server, folder, path) => ({
    title: "The folder and its rights",
    text: [
      `On ${server}: run Create-Share.ps1 (or Create-Share.cmd) in an elevated window. It makes ${folder}, its rights, and the share ${path}.`,
      "Users may go into the folder and make files there, and nothing else: no list, no reading, no changing, no deleting. The last of the rights (OWNER RIGHTS, S-1-3-4) takes from whoever made a file the right to change it that owners otherwise have. Test it before use on your version of Windows: log on as an ordinary user, and check that listing the share, reading a file and changing one's own file are all refused.",
    ],
  }),
  scripts: {
    title: "The scripts",
    text: [
      "Use the PowerShell scripts wherever there is PowerShell. Those for cmd are for computers without it: they ask wmic for the time and its zone, and write nothing where that is missing.",
      "They use no setting of the user's language, so dates look the same for everybody. Where application control confines PowerShell (constrained language mode), sign them or allow them, or they cannot write.",
    ],
  },
  policy: {
    title: "Group Policy",
    text: ["In the Group Policy Management Console (gpmc.msc):"],
  },
  policySteps: [
    "Make a Group Policy object and link it to where the user accounts are. For users who log on to servers of another unit, link it there and turn on loopback processing (merge).",
    "User Configuration > Policies > Windows Settings > Scripts (Logon/Logoff) > Logon > PowerShell Scripts > Show Files: copy Logonscope-Logon.ps1 there, then add it. Users may read that folder and not write to it. For the cmd script use the tab Scripts.",
    "The same under Logoff with Logonscope-Logoff.ps1.",
    "Computer Configuration > Policies > Administrative Templates > System > Group Policy > Configure Logon Script Delay: enabled, 0 minutes. Otherwise Windows runs logon scripts five minutes late.",
    "On one computer: gpupdate /force, log off and on, and look for two new files in the folder on the server.",
  ],
  audit: {
    title: "What computers should audit",
    text: [
      "The trail does not replace event logs: only the logs can show that a line was forged or left out. These commands turn on what sessions need and turn nothing off; better still, set the same under Computer Configuration > Policies > Windows Settings > Security Settings > Advanced Audit Policy Configuration.",
    ],
  },
  open: (path) => ({
    title: "Opening the trail",
    text: [
      `Open the folder behind ${path} in Logonscope as an administrator, together with the Security logs of the computers. One case takes 10,000 files: Gather-Lines.ps1, run once a day on the server, puts the lines of days that are over into one file a month.`,
      "Windows notes who made each file, which no script can forge. Gather-Lines.ps1 compares that with the user in the line, and leaves every file alone where they differ: look at those. Files made by administrators belong to their group, so they are left as well.",
    ],
  }),
};
