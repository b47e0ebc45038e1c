import { windowsZoneToIana } from "./windows-zones.ts";
import { parseFixedZone, type Zone } from "./zone.ts";

/**
 * The zone a user names: `UTC`, an offset such as `+01:00`, an IANA name (`Europe/Berlin`) or a Windows one
 * (`W. Europe Standard Time`). Null when it is none. The zone database's code is fetched at the first name that
 * needs it, so that a program that shows UTC only does not pay for it.
 */
export async function loadZone(name: string): Promise<Zone | null> {
  const fixed = parseFixedZone(name);
  if (fixed !== null) return fixed;
  const { ianaZone } = await import("./iana-zone.ts");
  const windows = windowsZoneToIana(name);
  return ianaZone(windows ?? name);
}
