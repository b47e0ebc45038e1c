import { type DomainFindings, domainFindings, type FirstSeen } from "../engine/domain/domain-findings.ts";
import { dateText } from "../engine/time/calendar.ts";
import { localDayOf } from "../engine/time/days.ts";
import { ticksToIso } from "../engine/time/iso.ts";
import { timeFormat } from "../engine/time/time-format.ts";
import type { Zone } from "../engine/time/zone.ts";
import type { CaseData } from "../types/case.ts";
import { DC_ONLY_TEXT } from "./messages.ts";
import { sessionKey } from "./session-record.ts";
import { decimalId, groupedText } from "./texts.ts";

/** The findings of domain controllers by the days of a zone; null for a case without any. */
export function domainOf(data: CaseData, zone: Zone): DomainFindings | null {
  return domainFindings(data, (ticks) => localDayOf(zone, ticks));
}

/** The block `domain` of a coverage answer. */
export function domainRecord(data: CaseData, found: DomainFindings | null) {
  if (found === null) return null;
  const { controllers, lockouts, refusals, attempts, authentications, linked } = found;
  return {
    text: DC_ONLY_TEXT,
    controllers: controllers.map(({ name, oldest, newest }) => ({
      computer: name,
      from: ticksToIso(oldest),
      to: ticksToIso(newest),
    })),
    authentications,
    linked,
    refusals,
    attempts,
    first: found.first.map((each) => firstRecord(data, each)),
    lockouts: lockouts.map(({ lockout, attempts: count, before }) => ({
      time: ticksToIso(lockout.time),
      user: lockout.user || null,
      sid: lockout.sid || null,
      controller: lockout.computer,
      caller: lockout.caller || null,
      attempts: count,
      before: before.map(({ time, source, records, computers }) => ({
        time: ticksToIso(time),
        source: source || null,
        records,
        computers: [...computers],
      })),
    })),
  };
}

function firstRecord(data: CaseData, { act, ...each }: FirstSeen) {
  const { acts, strings } = data;
  return {
    day: dateText(each.day),
    time: ticksToIso(each.time),
    user: each.user,
    domain: each.domain,
    sid: each.sid,
    controller: each.controller,
    kind: each.kind,
    authentications: each.count,
    address: each.address,
    computer: each.place?.computer ?? null,
    computerEvidence:
      each.place === null
        ? null
        : each.place.evidence === "inferred"
          ? ("inferred" as const)
          : ("eventLog" as const),
    session: each.session < 0 ? null : sessionKey(data, each.session),
    sessionBy: each.basis,
    record: {
      source: acts.source[act]!,
      channel: strings[acts.channel[act]!] ?? "",
      recordId: decimalId(acts.recordIdHigh[act]!, acts.recordIdLow[act]!),
      eventId: acts.eventId[act]!,
      offset: acts.offset[act]!,
    },
  };
}

/** One line of the list of first authentications. */
export interface FirstLine {
  readonly day: string;
  readonly user: string;
  readonly time: string;
  readonly controller: string;
  readonly from: string;
  readonly session: string;
}

/** First authentications that are listed for reading; the JSON answer has all. */
const MOST_LINES = 200;

export interface DomainView {
  readonly title: string;
  readonly facts: readonly string[];
  readonly first: readonly FirstLine[];
  readonly lockouts: readonly string[];
}

/** What domain controllers tell, in words for people. */
export function domainView(data: CaseData, found: DomainFindings, zone: Zone): DomainView {
  const format = timeFormat(zone);
  const time = (ticks: number) => format.full(ticks) ?? "an unknown time";
  const { controllers, first, authentications, linked, refusals, attempts } = found;
  const names = controllers.map(({ name }) => name);
  const led = linked.logonGuid + linked.time;
  const more = first.length - MOST_LINES;
  return {
    title: `Domain controllers (${groupedText(names.length)} in these logs: ${names.join(", ")})`,
    facts: [
      DC_ONLY_TEXT,
      "One domain controller's log never has all: each says only what it was asked itself. Compare this list with the controllers that your domain has.",
      `${groupedText(authentications)} authentications of people, ${groupedText(led)} of which led to a session in these logs (${groupedText(linked.logonGuid)} by the same LogonGuid, ${groupedText(linked.time)} by user, place and time).`,
      `${groupedText(attempts)} refused attempts in ${groupedText(refusals)} records: what several logs tell of one attempt counts once.`,
      ...(more > 0 ? [`${groupedText(more)} more first authentications, which --format json lists.`] : []),
    ],
    first: first.slice(0, MOST_LINES).map((each) => ({
      day: dateText(each.day),
      user: each.user,
      time: time(each.time),
      controller: each.controller,
      from: placeText(each),
      session:
        each.session < 0
          ? ""
          : `${data.strings[data.sessions.computer[each.session]!] ?? ""}${each.basis === "time" ? " (by time)" : ""}`,
    })),
    lockouts: found.lockouts.map(({ lockout, attempts: count, before }) => {
      const sources = [...new Set(before.map(({ source }) => source).filter((source) => source !== ""))];
      const caller = lockout.caller === "" ? "" : ` from ${lockout.caller}`;
      const from = sources.length === 0 ? "" : `, from ${sources.slice(0, 5).join(", ")}`;
      return `${lockout.user} was locked out${caller} on ${time(lockout.time)}; ${groupedText(count)} refused attempts in the 30 minutes before${from}.`;
    }),
  };
}

function placeText({ address, place }: FirstSeen): string {
  if (place === null) return address ?? "";
  if (place.evidence === "recorded")
    return address === null ? place.computer : `${place.computer} (${address})`;
  return `${address ?? ""} = ${place.computer}, inferred`.trim();
}
