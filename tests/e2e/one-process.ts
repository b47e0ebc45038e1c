/*
 * Files of end-to-end specs run one after another in few processes. What takes long to start and keeps nothing of a spec
 * (a browser, a host that remembers nothing) is started once in each process and ended with it.
 */
const ends = new Set<() => Promise<void>>();

/** Has something ended with this process. */
export function endLater(end: () => Promise<void>): void {
  ends.add(end);
}

/** Ends all of it; the process is done with its last file. */
export async function endNow(): Promise<void> {
  for (const end of ends) await end();
  ends.clear();
}
