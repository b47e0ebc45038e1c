import { type EventTable, KIND } from "../../types/event-table.ts";
import type { PairingSettings } from "../../types/settings.ts";
import { type BootSeed, type BootState, newBoot } from "./boot-state.ts";
import { recordIdOf } from "./record-ids.ts";
import type { Stream } from "./streams.ts";
import { earlier, seconds } from "./time-spans.ts";

/** A boot as the Security stream shows it. */
interface SecurityMarker {
  readonly row: number;
  readonly from: number;
  readonly time: number;
  readonly system: number[];
}

/** A boot as the System stream shows it: 12, 6005 or both. */
interface SystemMarker {
  readonly rows: number[];
  readonly time: number;
  readonly hasStart: boolean;
}

/**
 * R2: the boots of one computer, in order.
 *
 *     Security   ... 1100 4647 | 1101 4608 4624/0 ...      a boot starts at 4608 (or at the type 0 logon); a 1101
 *                              ^                           directly before it is of the new boot (R3: all else is
 *                                                          of the old one, whatever its time)
 *     System     ... 6006 13   |    12 6005 ...            the same boot when within 300 s, else a boot that the
 *                                                          Security log does not show
 */
export function findBoots(
  events: EventTable,
  settings: PairingSettings,
  security: Stream | undefined,
  system: Stream | undefined,
): BootState[] {
  const markers = security === undefined ? [] : securityMarkers(events, settings, security);
  const clusters = system === undefined ? [] : systemMarkers(events, settings, system);
  const lone = matchMarkers(settings, markers, clusters);
  const seeds: (BootSeed & { readonly order: number })[] = markers.map((marker) => ({
    secFrom: marker.from,
    edge: false,
    securityMarker: marker.row,
    systemMarkers: marker.system,
    rawStart: marker.system.reduce((time, row) => earlier(time, events.time[row]!), marker.time),
    order: 2,
  }));
  for (const [cluster, secFrom] of placeLone(events, security, lone)) {
    const rawStart = cluster.time;
    seeds.push({ secFrom, edge: false, securityMarker: -1, systemMarkers: cluster.rows, rawStart, order: 1 });
  }
  const taken = new Set(seeds.map((seed) => seed.secFrom));
  for (const secFrom of security?.parts ?? []) {
    if (secFrom === 0 || taken.has(secFrom)) continue;
    const rawStart = Number.NaN;
    seeds.push({ secFrom, edge: true, securityMarker: -1, systemMarkers: [], rawStart, order: 0 });
  }
  seeds.sort(
    (a, b) =>
      a.secFrom - b.secFrom ||
      a.order - b.order ||
      (a.rawStart < b.rawStart ? -1 : a.rawStart > b.rawStart ? 1 : 0),
  );
  // What stands before the first marker belongs to a boot that began before the log.
  seeds.unshift({
    secFrom: 0,
    edge: false,
    securityMarker: -1,
    systemMarkers: [],
    rawStart: Number.NaN,
    order: 0,
  });
  const boots = seeds.map((seed, index) => newBoot(index, seed));
  const rows = security?.rows.length ?? 0;
  for (const [index, boot] of boots.entries()) boot.secTo = boots[index + 1]?.secFrom ?? rows;
  return boots;
}

function securityMarkers(
  events: EventTable,
  settings: PairingSettings,
  security: Stream,
): readonly SecurityMarker[] {
  const markers: SecurityMarker[] = [];
  const { rows, marks } = security;
  const parts = new Set(security.parts);
  let part = 0;
  let lastStart = -1;
  for (const at of marks) {
    for (; part < security.parts.length && security.parts[part]! <= at; part++) lastStart = -1;
    const row = rows[at]!;
    const kind = events.kind[row];
    if (kind === KIND.windowsStarting) lastStart = at;
    else if (kind !== KIND.logon || events.logonType[row] !== 0) continue;
    else if (lastStart >= 0 && distance(events, rows, lastStart, at) <= settings.bootMarkerRecords) continue;
    markers.push({ row, from: firstOfBoot(events, rows, parts, at), time: events.time[row]!, system: [] });
  }
  return markers;
}

/** Records that Windows 10 and later write before the marker (4826, 4688 of the first processes) are this near it. */
const BEFORE_MARKER = seconds(10);

/**
 * Where the boot of a marker begins. Records that no rule needs, written in the seconds before the marker, are of the
 * new boot when only a 1101 or nothing at all stands before them; else R3 gives them to the old one.
 *
 *     | 4826 4688 4688 4608           the log begins with this boot: there is no boot before it
 *     4634 | 1101 4826 4688 4608      the computer died; the first records of the next boot are no sign of life of it
 *     1100 4826 4688 | 4608
 */
function firstOfBoot(events: EventTable, rows: Uint32Array, parts: ReadonlySet<number>, at: number): number {
  let from = at;
  while (from > 0 && !parts.has(from) && isJustBefore(events, rows[from - 1]!, rows[at]!)) from--;
  if (from === 0) return 0;
  return !parts.has(from) && events.kind[rows[from - 1]!] === KIND.auditLost ? from - 1 : at;
}

function isJustBefore(events: EventTable, row: number, marker: number): boolean {
  if (events.kind[row] !== KIND.other) return false;
  return Math.abs(events.time[marker]! - events.time[row]!) <= BEFORE_MARKER;
}

/** Records from one position to a later one: by their numbers, or by rows where there are none. */
function distance(events: EventTable, rows: Uint32Array, from: number, to: number): number {
  const ids = recordIdOf(events, rows[to]!) - recordIdOf(events, rows[from]!);
  return ids > 0 ? ids : to - from;
}

function systemMarkers(
  events: EventTable,
  settings: PairingSettings,
  system: Stream,
): readonly SystemMarker[] {
  const clusters: SystemMarker[] = [];
  const apart = seconds(settings.bootApart);
  let current: { rows: number[]; time: number; kinds: Set<number> } | undefined;
  const all: { rows: number[]; time: number; kinds: Set<number> }[] = [];
  for (let at = 0; at < system.rows.length; at++) {
    const row = system.rows[at]!;
    const kind = events.kind[row]!;
    if (kind !== KIND.osStart && kind !== KIND.logServiceStarted) continue;
    const time = events.time[row]!;
    if (!Number.isFinite(time)) continue;
    if (current !== undefined && !current.kinds.has(kind) && Math.abs(time - current.time) <= apart) {
      current.rows.push(row);
      current.kinds.add(kind);
      current.time = Math.min(current.time, time);
    } else {
      current = { rows: [row], time, kinds: new Set([kind]) };
      all.push(current);
    }
  }
  let anyStart = false;
  for (const { rows, time, kinds } of all) {
    const hasStart = kinds.has(KIND.osStart);
    anyStart ||= hasStart;
    clusters.push({ rows, time, hasStart });
  }
  // Where the kernel's own record is logged, a start of the log service without it is a restart of the service.
  return anyStart ? clusters.filter((cluster) => cluster.hasStart) : clusters;
}

/** Gives every Security marker the System markers beside it; returns the System markers that stand alone. */
function matchMarkers(
  settings: PairingSettings,
  markers: readonly SecurityMarker[],
  clusters: readonly SystemMarker[],
): readonly SystemMarker[] {
  const byTime = markers.filter((marker) => !Number.isNaN(marker.time)).sort((a, b) => a.time - b.time);
  const lone: SystemMarker[] = [];
  for (const cluster of clusters) {
    const nearest = nearestMarker(byTime, cluster.time);
    if (nearest === undefined || Math.abs(nearest.time - cluster.time) > seconds(settings.bootApart)) {
      lone.push(cluster);
    } else for (const row of cluster.rows) nearest.system.push(row);
  }
  return lone;
}

function nearestMarker(byTime: readonly SecurityMarker[], time: number): SecurityMarker | undefined {
  let low = 0;
  let high = byTime.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (byTime[middle]!.time < time) low = middle + 1;
    else high = middle;
  }
  const [before, after] = [byTime[low - 1], byTime[low]];
  if (before === undefined || after === undefined) return before ?? after;
  return time - before.time <= after.time - time ? before : after;
}

/** Position in the Security stream of the first record with a later time, for each lone System marker. */
function placeLone(
  events: EventTable,
  security: Stream | undefined,
  lone: readonly SystemMarker[],
): readonly (readonly [SystemMarker, number])[] {
  const rows = security?.rows ?? new Uint32Array(0);
  let at = 0;
  return [...lone]
    .sort((a, b) => a.time - b.time)
    .map((cluster) => {
      while (at < rows.length && !(events.time[rows[at]!]! > cluster.time)) at++;
      return [cluster, at];
    });
}
