/** The share that scripts write to. Both names are checked, so that neither can become code in a script. */
export interface ShareName {
  readonly server: string;
  readonly share: string;
}

export const EXAMPLE_SHARE: ShareName = { server: "SERVER", share: "LOGONS$" };

const SERVER = /^[A-Za-z0-9](?:[A-Za-z0-9_.-]{0,250}[A-Za-z0-9_])?$/;
const SHARE = /^[A-Za-z0-9_][A-Za-z0-9_.-]{0,77}\$?$/;
/** Shares that Windows makes itself: anybody who can write there is an administrator already. */
const ADMIN = /^(?:[A-Za-z]\$|ADMIN\$|IPC\$|PRINT\$|SYSVOL|NETLOGON)$/i;

/** Names of devices, which no folder may have. */
const DEVICE = /^(?:CON|PRN|AUX|NUL|COM\d|LPT\d)(?:\.|\$|$)/i;

/**
 * `\\SERVER\SHARE` taken apart; a sentence that says what is wrong with it otherwise. Letters, digits, hyphens, dots and
 * underscores only: every other character means something to PowerShell, cmd or `net share`.
 */
export function parseShare(text: string): ShareName | string {
  const [, server, share] = /^[\\/]{2}([^\\/]+)[\\/]([^\\/]+)[\\/]?$/.exec(text.trim()) ?? [];
  if (server === undefined || share === undefined)
    return "It takes the form \\\\SERVER\\SHARE, such as \\\\FS1\\LOGONS$; a folder in the share cannot be named.";
  if (!SERVER.test(server) || server.includes(".."))
    return `"${shown(server)}" is no name of a server: letters, digits, hyphens and dots only.`;
  if (ADMIN.test(share)) return `"${share}" is a share of Windows itself: make one for this alone.`;
  if (!SHARE.test(share) || DEVICE.test(share))
    return `"${shown(share)}" is no name of a share here: letters, digits, hyphens, dots and underscores only, and $ at its end to hide it.`;
  return { server, share };
}

/** The path that computers write to. */
export function sharePath({ server, share }: ShareName): string {
  return `\\\\${server}\\${share}`;
}

/** The folder behind the share on its server. */
export function shareFolder({ share }: ShareName): string {
  return `C:\\${share.replace(/[$.]+$/, "")}`;
}

/** A name that was refused may hold anything. */
function shown(name: string): string {
  return name.replace(/\p{Cc}/gu, "?").slice(0, 80);
}
