import { nearestWord } from "../engine/filter/nearest.ts";
import { loadZone } from "../engine/time/load-zone.ts";
import { windowsZoneNames, windowsZoneToIana } from "../engine/time/windows-zones.ts";
import { UTC, type Zone } from "../engine/time/zone.ts";
import type { ComputerInfo } from "../types/case.ts";

/** A zone as commands pass it on. */
export type OutputZone = Zone;

/**
 * The zone times are shown in when nobody names one: that of the computers if all that tell one agree, else that of
 * the machine the program runs on.
 */
export function defaultZoneName(computers: readonly ComputerInfo[], machineZone: string): string {
  const names = new Set<string>();
  for (const { windowsZone } of computers) {
    const iana = windowsZone === null ? null : windowsZoneToIana(windowsZone);
    if (iana !== null) names.add(iana);
  }
  return names.size === 1 ? [...names][0]! : machineZone;
}

/** The zone of a name; UTC when this system does not know the name. */
export async function zoneOrUtc(name: string): Promise<Zone> {
  return (await loadZone(name)) ?? UTC;
}

/** The zone a user asked for, or a sentence about what is wrong with the name. */
export async function requestedZone(name: string): Promise<Zone | string> {
  const zone = await loadZone(name);
  if (zone !== null) return zone;
  const nearest = nearestWord(name, [...Intl.supportedValuesOf("timeZone"), ...windowsZoneNames(), "UTC"]);
  const hint = nearest === null ? "Write Europe/Berlin, UTC or +01:00." : `Did you mean "${nearest}"?`;
  return `There is no time zone "${name}". ${hint}`;
}
