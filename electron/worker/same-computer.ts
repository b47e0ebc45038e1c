/** Names of computers that may be met again in another spelling: in other case, or short instead of full. */
export interface KnownComputers {
  add(name: string): void;
  has(name: string): boolean;
}

export function sameComputer(): KnownComputers {
  const names = new Set<string>();
  /** First labels of full names. */
  const labels = new Set<string>();
  const clean = (name: string): string => name.trim().toLowerCase();
  return {
    add(name) {
      const known = clean(name);
      names.add(known);
      const dot = known.indexOf(".");
      if (dot > 0) labels.add(known.slice(0, dot));
    },
    has(name) {
      const known = clean(name);
      if (names.has(known)) return true;
      const dot = known.indexOf(".");
      return dot < 0 ? labels.has(known) : names.has(known.slice(0, dot));
    },
  };
}
