/**
 * How long tests wait for something before they call it missing. Waiting ends as soon as it is there, so this costs
 * nothing where all is well; it is the patience for a machine on which a process gets a tenth of a core.
 */
export const PATIENCE_MS = 60_000;
