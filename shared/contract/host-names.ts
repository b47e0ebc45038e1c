/** Most computers of one run. */
export const MAX_HOSTS = 5000;

export interface HostList {
  /** As typed, each once whatever its case. */
  readonly hosts: readonly string[];
  /** What is no name of a computer. */
  readonly refused: readonly string[];
}

/**
 * Names of computers out of a list as people keep them: one a line, or set apart by commas, semicolons or spaces; from
 * `#` on a line is a remark; `\\PC1` is PC1.
 */
export function parseHosts(text: string): HostList {
  const hosts = new Map<string, string>();
  const refused: string[] = [];
  for (const line of text.replace(/^\ufeff/, "").split(/\r\n|\r|\n/)) {
    for (const word of line.replace(/#.*$/, "").split(/[,;\s]+/)) {
      const name = word.replaceAll(/^"|"$/g, "").replace(/^\\\\/, "");
      if (name === "") continue;
      if (!isHostName(name)) refused.push(word);
      else if (!hosts.has(name.toLowerCase())) hosts.set(name.toLowerCase(), name);
    }
  }
  return { hosts: [...hosts.values()], refused };
}

const LABEL = /^[\p{L}\p{N}_](?:[\p{L}\p{N}_-]{0,61}[\p{L}\p{N}_])?$/u;
const IPV6 = /^[0-9a-f:]{2,39}(?:%[0-9a-z]{1,8})?$/i;

/**
 * A DNS or NetBIOS name, or an address. Nothing that a program could take for an option: such a name never begins with
 * `/` or `-`.
 */
export function isHostName(name: string): boolean {
  if (name.length > 253) return false;
  if (name.includes(":")) return IPV6.test(name) && name.split(":").length > 2;
  return name.split(".").every((label) => LABEL.test(label));
}

/** Whether two names are of one computer as far as names tell: `dc1` and `DC1.corp.local`; an address tells nothing. */
export function isSameComputer(asked: string, named: string): boolean {
  if (asked.includes(":") || /^[\d.]+$/.test(asked)) return true;
  const [a, b] = [asked.toLowerCase(), named.toLowerCase()];
  if (!a.includes(".") || !b.includes(".")) return a.split(".")[0] === b.split(".")[0];
  return a === b;
}
