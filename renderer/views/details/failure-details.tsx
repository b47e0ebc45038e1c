import { describeStatus } from "../../../shared/engine/catalog/status-codes.ts";
import type { CaseData } from "../../../shared/types/case.ts";
import type { Clock } from "../../data/clock.ts";
import {
  failureComputer,
  failureFrom,
  failureReason,
  failureSentence,
  failureUser,
} from "../../data/failure-words.ts";
import { type Fact, type Proof, typeFact } from "../../data/session-facts.ts";
import { plainText, recordIdText, typeText } from "../../data/session-words.ts";
import { useApp, useClock } from "../../state/app.ts";
import { narrow } from "../../state/commands.ts";
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
    user === "" ? null : { name: "User", value: user, field: "user", fieldValue: user },
    {
      name: "Computer",
      value: failureComputer(data, row),
      field: "computer",
      fieldValue: text(failures.computer[row]),
    },
    typeFact(failures.logonType[row]!),
    {
      name: "From",
      value: failureFrom(data, row),
      ...(address === "" ? {} : { field: "ip", fieldValue: address }),
    },
    { name: "Process", value: text(failures.process[row]), mono: true },
    { name: "Package", value: text(failures.package[row]) },
    ...statusFacts(failures.status[row]!, failures.subStatus[row]!),
    failures.followedBySuccess[row] === 1 ? { name: "Then", value: "signed in within ten minutes" } : null,
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
    ...(advice === "" ? [] : [`What to try: ${advice}`]),
    ...factsOf(data, row).map(({ name, value }) => `${name}: ${value}`),
    `Record: event 4625, record ${proofOf(data, row).recordId}`,
    `Times in ${clock.zone.name}`,
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
        title={`${failureUser(data, row)} was refused`}
        under={`${failureComputer(data, row)} · ${typeText(data.failures.logonType[row]!)}`}
        text={() => asText(data, row, clock)}
      />
      <p className="say">
        <Words sentence={failureSentence(data, row, clock)} />
      </p>
      {advice !== "" && (
        <>
          <h3 className="section">What to try</h3>
          <p className="say">{advice}</p>
        </>
      )}
      <FactList facts={factsOf(data, row)} onNarrow={(field, value) => narrow(app, field, value)} />
      <h3 className="section">How we know</h3>
      <ProofList proofs={[proofOf(data, row)]} clock={clock} />
    </div>
  );
}
