import { windowsZoneToIana } from "./windows-zones.ts";
import { parseFixedZone, type Zone } from "./zone.ts";

/** Zones of this run: a zone keeps what it has looked up, so each should exist once. */
const loaded = new Map<string, Zone>();
/** Far more than anyone names in one run. */
const MOST_ZONES = 200;

/**
 * The zone a user names: `UTC`, an offset such as `+01:00`, an IANA name (`Europe/Berlin`) or a Windows one
 * (`W. Europe Standard Time`). Null when it is none. The zone database's code is fetched at the first name that
 * needs it, so that a program that shows UTC only does not pay for it.
 */
export async function loadZone(name: string): Promise<Zone | null> {
  const fixed = parseFixedZone(name);
  if (fixed !== null) return fixed;
  const iana = windowsZoneToIana(name) ?? name;
  const known = loaded.get(iana);
  if (known !== undefined) return known;
  const { ianaZone } = await import("./iana-zone.ts");
  const zone = ianaZone(iana);
  if (zone !== null && loaded.size < MOST_ZONES) loaded.set(iana, zone);
  return zone;
}
