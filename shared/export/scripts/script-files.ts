import { type ShareName, shareFolder, sharePath } from "./share-name.ts";

/** A file that is written for the user; nothing of it is run. */
export interface ScriptFile {
  readonly name: string;
  readonly text: string;
}

const KINDS = ["LOGON", "LOGOFF"] as const;
type Kind = (typeof KINDS)[number];

/**
 * The scripts as files, ASCII with Windows line ends. Each event makes a new file with one line:
 *
 *   LOGON,2024-03-04T13:05:07.2300000Z,PC1,CORP\anna,Console,\\DC01
 *
 * so the share needs the right to create files, and neither one to read nor one to change them. Times are formatted
 * without the user's settings: in Thai or Arabic ones a year would be that of another calendar.
 */
export function powerShellScripts(share: ShareName): readonly ScriptFile[] {
  return KINDS.map((kind) => file(`Logonscope-${titled(kind)}.ps1`, powerShell(kind, share)));
}

/** For computers without PowerShell: `wmic` stands in for a clock that names its zone. */
export function cmdScripts(share: ShareName): readonly ScriptFile[] {
  return KINDS.map((kind) => file(`Logonscope-${titled(kind)}.cmd`, cmd(kind, share)));
}

/** What makes folder, rights and share; run once on the server, by an administrator. */
export function setUpScripts(share: ShareName): readonly ScriptFile[] {
  return [
    file("Create-Share.ps1", createWithPowerShell(share)),
    file("Create-Share.cmd", createWithCmd(share)),
  ];
}

/** Puts the files of whole days together into one a month, which opens faster. */
export function archiveScript(share: ShareName): ScriptFile {
  return file("Gather-Lines.ps1", gather(share));
}

function file(name: string, lines: readonly string[]): ScriptFile {
  return { name, text: `${lines.join("\r\n")}\r\n` };
}

function titled(kind: Kind): string {
  return kind === "LOGON" ? "Logon" : "Logoff";
}

function powerShell(kind: Kind, share: ShareName): readonly string[] {
  return [
    `# One line about this ${kind.toLowerCase()}, in a new file of its own.`,
    "$ErrorActionPreference = 'Stop'",
    `$Kind = '${kind}'`,
    `$Share = '${sharePath(share)}'`,
    "try {",
    "  $Plain = [Globalization.CultureInfo]::InvariantCulture",
    "  $Now = [DateTime]::UtcNow",
    "  $User = [Security.Principal.WindowsIdentity]::GetCurrent().Name",
    "  $Unique = [Guid]::NewGuid().ToString('N').Substring(0, 8)",
    "  $Stamp = $Now.ToString('yyyyMMddTHHmmssfff', $Plain) + 'Z'",
    "  $File = $Kind + '_' + $env:COMPUTERNAME + '_' + $env:USERNAME + '_' + $Stamp + '_' + $Unique + '.csv'",
    "  $Line = $Kind, $Now.ToString('o', $Plain), $env:COMPUTERNAME, $User, $env:SESSIONNAME, $env:LOGONSERVER -join ','",
    '  $Bytes = [Text.Encoding]::UTF8.GetBytes($Line + "`r`n")',
    "  $Stream = [IO.File]::Open($Share + '\\' + $File, 'CreateNew', 'Write', 'None')",
    "  try { $Stream.Write($Bytes, 0, $Bytes.Length) } finally { $Stream.Dispose() }",
    "} catch {",
    "  # Nobody is kept from working because a line could not be written.",
    "  exit 1",
    "}",
  ];
}

function cmd(kind: Kind, share: ShareName): readonly string[] {
  return [
    "@echo off",
    `rem One line about this ${kind.toLowerCase()}, in a new file of its own.`,
    "setlocal EnableExtensions EnableDelayedExpansion",
    `set "KIND=${kind}"`,
    `set "SHARE=${sharePath(share)}"`,
    'set "NOW="',
    'for /f "tokens=2 delims==" %%T in (\'wmic os get LocalDateTime /value 2^>nul\') do if not defined NOW set "NOW=%%T"',
    "if not defined NOW exit /b 1",
    'set "NOW=!NOW:~0,25!"',
    'set "FILE=!SHARE!\\!KIND!_!COMPUTERNAME!_!USERNAME!_!NOW:~0,14!!NOW:~15,3!_!RANDOM!!RANDOM!.csv"',
    "rem Names beyond ASCII as UTF-8.",
    "chcp 65001 >nul",
    '>"!FILE!" echo(!KIND!,!NOW!,!COMPUTERNAME!,!USERDOMAIN!\\!USERNAME!,!SESSIONNAME!,!LOGONSERVER!',
  ];
}

/** Rights of the folder, by SID because names of groups are in the language of Windows. */
const RIGHTS = [
  ["Administrators and the system: everything", "*S-1-5-32-544:(OI)(CI)F", "*S-1-5-18:(OI)(CI)F"],
  ["Users: go into this folder and make files in it; no list, no reading, no deleting", "*S-1-5-11:(X,WD,S)"],
  [
    "Whoever made a file: see its attributes and no more, so that it cannot be changed later",
    "*S-1-3-4:(OI)(IO)(RA)",
  ],
] as const;

function createWithPowerShell(share: ShareName): readonly string[] {
  const folder = shareFolder(share);
  return [
    `# Run once on ${share.server}, as an administrator. Test before use: log on as an ordinary user, then try to`,
    "# list the share, to read a file in it, and to change one of your own. All three have to fail.",
    "$ErrorActionPreference = 'Stop'",
    `$Folder = '${folder}'`,
    "New-Item -ItemType Directory -Path $Folder | Out-Null",
    "icacls $Folder /inheritance:r",
    ...RIGHTS.flatMap(([why, ...grants]) => [
      `# ${why}.`,
      `icacls $Folder /grant:r ${grants.map((grant) => `'${grant}'`).join(" ")}`,
    ]),
    "$Users = ([Security.Principal.SecurityIdentifier]'S-1-5-11').Translate([Security.Principal.NTAccount]).Value",
    `New-SmbShare -Name '${share.share}' -Path $Folder -ChangeAccess $Users -CachingMode None -FolderEnumerationMode AccessBased`,
  ];
}

function createWithCmd(share: ShareName): readonly string[] {
  const folder = shareFolder(share);
  return [
    `rem Run once on ${share.server}, as an administrator. Test before use.`,
    `md "${folder}"`,
    `icacls "${folder}" /inheritance:r`,
    ...RIGHTS.flatMap(([why, ...grants]) => [
      `rem ${why}.`,
      `icacls "${folder}" /grant:r ${grants.map((grant) => `"${grant}"`).join(" ")}`,
    ]),
    "rem The name of the group is in the language of Windows.",
    `net share "${share.share}=${folder}" /GRANT:"Authenticated Users",CHANGE /CACHE:None`,
  ];
}

function gather(share: ShareName): readonly string[] {
  const folder = shareFolder(share);
  return [
    `# Run once a day on ${share.server}, as an administrator: puts the lines of days that are over into one file a month.`,
    "# Windows notes who made a file. One whose line names somebody else, or that holds more than a line, stays where it is.",
    "$ErrorActionPreference = 'Stop'",
    `$Folder = '${folder}'`,
    `$Archive = '${folder}-archive'`,
    "New-Item -ItemType Directory -Path $Archive -Force | Out-Null",
    "$Today = [DateTime]::UtcNow.Date",
    "foreach ($File in Get-ChildItem -LiteralPath $Folder -Filter '*.csv') {",
    "  if ($File.LastWriteTimeUtc -ge $Today) { continue }",
    "  $Lines = @(if ($File.Length -le 4096) { [IO.File]::ReadAllLines($File.FullName) })",
    "  $Owner = (Get-Acl -LiteralPath $File.FullName).Owner",
    "  if ($Lines.Count -ne 1 -or $Lines[0].Split(',')[3] -ne $Owner) {",
    "    Write-Warning ('Left for you to look at: ' + $File.FullName + ', made by ' + $Owner)",
    "    continue",
    "  }",
    "  $Month = $File.LastWriteTimeUtc.ToString('yyyy-MM', [Globalization.CultureInfo]::InvariantCulture)",
    "  [IO.File]::AppendAllText((Join-Path $Archive ($Month + '.csv')), $Lines[0] + \"`r`n\")",
    "  Remove-Item -LiteralPath $File.FullName",
    "}",
  ];
}
