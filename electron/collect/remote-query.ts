import { CHANNEL_NAMES, type LiveChannelId } from "../../shared/types/live-channels.ts";

type Ids = number | readonly [first: number, last: number];

/**
 * What is asked of another computer: the events that sessions and the findings of domain controllers are made of, and no
 * more, because a network lies between. Windows refuses a `Select` of more than 20 expressions (a range counts as two
 * here), and several of them stand in one structured query.
 */
const SELECTS: Readonly<Partial<Record<LiveChannelId, readonly (readonly Ids[])[]>>> = {
  security: [
    [1100, 1101, 1102, 1104, 1105, 1108, 4608, 4609, 4616, 4624, 4625, 4634, 4647, 4648, 4672, 4719],
    [4740, 4767, [4768, 4772], [4776, 4779], [4800, 4803], 4902, 4964],
  ],
  system: [
    [1, 12, 13, 20, 22, 24, 27, 41, 42, 104, 107, 109, 506, 507],
    [1074, 1076, [6005, 6013], [7001, 7002]],
  ],
};

/**
 * A structured query (`/sq:true`) over a log, oldest record first. `fromRecord`: the last record known, which is asked
 * for again, because finding it proves that nothing lies between.
 */
export function remoteQuery(
  channel: LiveChannelId,
  options: { readonly whole: boolean; readonly fromRecord: bigint | null },
): string {
  const name = CHANNEL_NAMES[channel];
  const since = options.fromRecord === null ? null : `EventRecordID>${options.fromRecord}`;
  // By itself, because an earlier run may have taken kinds that this one does not.
  const known =
    options.fromRecord === null
      ? []
      : [`<Select Path="${name}">*[System[EventRecordID=${options.fromRecord}]]</Select>`];
  const kinds = options.whole ? undefined : SELECTS[channel];
  const selects = (kinds ?? [null]).map((ids) => {
    const terms = [ids === null ? null : `(${ids.map(term).join(" or ")})`, since].filter(
      (each) => each !== null,
    );
    const filter = terms.length === 0 ? "*" : `*[System[${terms.join(" and ")}]]`;
    return `<Select Path="${name}">${escaped(filter)}</Select>`;
  });
  return `<QueryList><Query Id="0" Path="${name}">${[...known, ...selects].join("")}</Query></QueryList>`;
}

function term(ids: Ids): string {
  return typeof ids === "number" ? `EventID=${ids}` : `(EventID>=${ids[0]} and EventID<=${ids[1]})`;
}

function escaped(text: string): string {
  return text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;");
}
