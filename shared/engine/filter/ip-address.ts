/** An address as a number, with its family, so that all spellings of one address compare equal. */
export interface IpAddress {
  readonly family: 4 | 6;
  readonly value: bigint;
}

/** A block of addresses: the first `prefix` bits count. */
export interface IpBlock {
  readonly address: IpAddress;
  readonly prefix: number;
}

const BITS = { 4: 32, 6: 128 } as const;
const MAPPED = 0xffffn;

/**
 * An IPv4 or IPv6 address; a scope (`fe80::1%5`) is left out, an IPv4 address inside IPv6 (`::ffff:10.0.0.7`) is
 * the IPv4 address. Null when the text is no address.
 */
export function parseIp(text: string): IpAddress | null {
  const plain = text.trim().replace(/%[^%]*$/, "");
  if (plain.length > 45) return null;
  if (!plain.includes(":")) {
    const value = parseDotted(plain);
    return value === null ? null : { family: 4, value };
  }
  const value = parseColons(plain);
  if (value === null) return null;
  return value >> 32n === MAPPED ? { family: 4, value: value & 0xffff_ffffn } : { family: 6, value };
}

/** `10.0.0.0/8`, `2001:db8::/32`, or a single address. Null when the text is neither. */
export function parseIpBlock(text: string): IpBlock | null {
  const slash = text.indexOf("/");
  if (slash === -1) {
    const address = parseIp(text);
    return address === null ? null : { address, prefix: BITS[address.family] };
  }
  const before = text.slice(0, slash);
  const address = parseIp(before);
  const digits = text.slice(slash + 1);
  if (address === null || !/^\d{1,3}$/.test(digits)) return null;
  // A block written in the mapped form counts the 96 bits before the IPv4 address.
  const prefix = Number(digits) - (address.family === 4 && before.includes(":") ? 96 : 0);
  return prefix < 0 || prefix > BITS[address.family] ? null : { address, prefix };
}

export function blockHolds(block: IpBlock, address: IpAddress): boolean {
  if (address.family !== block.address.family) return false;
  const shift = BigInt(BITS[address.family] - block.prefix);
  return address.value >> shift === block.address.value >> shift;
}

function parseDotted(text: string): bigint | null {
  const match = /^(\d{1,3})\.(\d{1,3})\.(\d{1,3})\.(\d{1,3})$/.exec(text);
  if (match === null) return null;
  let value = 0n;
  for (const part of match.slice(1)) {
    if (Number(part) > 255) return null;
    value = (value << 8n) | BigInt(part);
  }
  return value;
}

function parseColons(text: string): bigint | null {
  const halves = text.split("::");
  if (halves.length > 2) return null;
  const head = groupsOf(halves[0]!);
  const tail = halves.length === 2 ? groupsOf(halves[1]!) : [];
  if (head === null || tail === null) return null;
  const missing = 8 - head.length - tail.length;
  if (halves.length === 2 ? missing < 1 : missing !== 0) return null;
  let value = 0n;
  for (const group of [...head, ...Array.from({ length: missing }, () => 0n), ...tail])
    value = (value << 16n) | group;
  return value;
}

/** The 16-bit groups of one side of `::`; the last may be a dotted IPv4 address, which is two groups. */
function groupsOf(text: string): bigint[] | null {
  if (text === "") return [];
  const groups: bigint[] = [];
  const parts = text.split(":");
  for (const [i, part] of parts.entries()) {
    if (part.includes(".")) {
      const dotted = i === parts.length - 1 ? parseDotted(part) : null;
      if (dotted === null) return null;
      groups.push(dotted >> 16n, dotted & 0xffffn);
    } else {
      if (!/^[0-9a-f]{1,4}$/i.test(part)) return null;
      groups.push(BigInt(`0x${part}`));
    }
  }
  return groups;
}
