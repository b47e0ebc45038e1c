import { recordIdText as plainRecordId } from "../../../shared/engine/pairing/record-ids.ts";
import type { CaseData } from "../../../shared/types/case.ts";
import type { Clock } from "../../data/clock.ts";
import { describeStatus } from "../../data/engine-texts.ts";
import {
  failureComputer,
  failureFrom,
  failureReason,
  failureSentence,
  failureUser,
} from "../../data/failure-words.ts";
import { plainText } from "../../data/filled-words.ts";
import { QUESTIONS } from "../../data/help/help-topics.ts";
import { type Fact, type Proof, typeFact } from "../../data/session-facts.ts";
import { recordIdText, typeText } from "../../data/session-words.ts";
import { DETAIL_TEXTS as W } from "../../data/texts/details.ts";
import { HELP_TEXTS } from "../../data/texts/help.ts";
import { useApp, useClock } from "../../state/app.ts";
import { narrow } from "../../state/commands.ts";
import { HelpLink } from "../help/help-link.tsx";
import { Words } from "../words.tsx";
import { DetailsHead } from "./details-head.tsx";
import { FactList } from "./fact-list.tsx";
import { ProofList } from "./proof-list.tsx";

function hex(code: number): string {
  return `0x${(code >>> 0).toString(16)}`;
}

function factsOf(data: CaseData, row: number): readonly Fact[] {
  const { failures, strings } = data;
  const text = (id: number | undefined) => (id === undefined ? "" : (strings[id] ?? ""));
  const user = text(failures.user[row]);
  const address = text(failures.sourceAddress[row]);
  const lines: (Fact | null)[] = [
    user === "" ? null : { name: W.failure.user, value: user, field: "user", fieldValue: user },
    {
      name: W.failure.computer,
      value: failureComputer(data, row),
      field: "computer",
      fieldValue: text(failures.computer[row]),
    },
    typeFact(failures.logonType[row]!),
    {
      name: W.failure.from,
      value: failureFrom(data, row),
      ...(address === "" ? {} : { field: "ip", fieldValue: address }),
    },
    { name: W.failure.process, value: text(failures.process[row]), mono: true },
    { name: W.failure.package, value: text(failures.package[row]) },
    ...statusFacts(failures.status[row]!, failures.subStatus[row]!),
    failures.followedBySuccess[row] === 1 ? { name: W.failure.after, value: W.failure.afterText } : null,
  ];
  return lines.filter((line) => line !== null && line.value !== "") as Fact[];
}

/** Status and SubStatus with what they mean; nothing for records of Windows 2000 to 2003, which have neither. */
function statusFacts(status: number, subStatus: number): readonly Fact[] {
  const facts: Fact[] = [];
  for (const [name, code] of [
    ["Status", status],
    ["SubStatus", subStatus],
  ] as const) {
    if (code === 0) continue;
    const meaning = describeStatus(code >>> 0)?.text;
    facts.push({ name, value: hex(code), mono: true, ...(meaning === undefined ? {} : { meaning }) });
  }
  return facts;
}

function proofOf(data: CaseData, row: number): Proof {
  const { failures } = data;
  return {
    role: "start",
    channel: data.strings[failures.channel[row]!] ?? "",
    eventId: 4625,
    recordId: recordIdText(failures.recordIdLow[row]!, failures.recordIdHigh[row]!),
    plainId: plainRecordId(failures.recordIdLow[row]!, failures.recordIdHigh[row]!),
    time: failures.rawTime[row]!,
    moment: failures.rawTime[row]!,
    source: failures.source[row]!,
    offset: failures.offset[row]!,
  };
}

function asText(data: CaseData, row: number, clock: Clock): string {
  const { advice } = failureReason(data, row);
  return [
    plainText(failureSentence(data, row, clock)),
    ...(advice === "" ? [] : [W.failure.tryText(advice)]),
    ...factsOf(data, row).map(({ name, value }) => `${name}: ${value}`),
    W.failure.record(proofOf(data, row).recordId),
    W.failure.zone(clock.zone.name),
  ].join("\n");
}

/** One refused sign-in: why, and what to try. */
export function FailureDetails({ data, row }: { readonly data: CaseData; readonly row: number }) {
  const app = useApp();
  const clock = useClock();
  const { advice } = failureReason(data, row);
  return (
    <div className="details">
      <DetailsHead
        title={W.failure.title(failureUser(data, row))}
        under={`${failureComputer(data, row)} · ${typeText(data.failures.logonType[row]!)}`}
        text={() => asText(data, row, clock)}
      />
      <p className="say">
        <Words sentence={failureSentence(data, row, clock)} />
      </p>
      {advice !== "" && (
        <>
          <h3 className="section">{W.failure.tryThis}</h3>
          <p className="say">{advice}</p>
        </>
      )}
      <FactList facts={factsOf(data, row)} onNarrow={(field, value) => narrow(app, field, value)} />
      <p className="meaning">
        <HelpLink place={QUESTIONS.failures} label={HELP_TEXTS.reasons} />
      </p>
      <h3 className="section">{W.howWeKnow}</h3>
      <ProofList proofs={[proofOf(data, row)]} clock={clock} />
    </div>
  );
}
