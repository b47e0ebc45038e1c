const LOOPBACK = /^(?:127\.|::1$|::ffff:127\.)/i;

/** Whether an address is that of the computer itself: somebody sat there, or came through a tunnel. */
export function isLoopback(address: string): boolean {
  return LOOPBACK.test(address);
}

/** An address, or null where the record names none: of a console it says `LOCAL`. */
export function givenAddress(address: string | null): string | null {
  return address === null || /^(?:local|-|)$/i.test(address) ? null : address;
}

/** The name of a client, or null where the record names none: of a console it says `Unknown`. */
export function givenClient(name: string | null): string | null {
  const plain = name?.replace(/^\\+/, "") ?? "";
  return /^(?:unknown|-|)$/i.test(plain) ? null : plain;
}

/** An address of another computer. Every computer has a loopback: as a source it would make one of them all. */
export function addressElsewhere(address: string | null): string | null {
  const given = givenAddress(address);
  return given === null || isLoopback(given) ? null : given;
}
