import type { LogChange } from "../../engine/compare/compare-logs.ts";
import { type TimeFormat, timeFormat } from "../../engine/time/time-format.ts";
import { groupedText } from "../texts.ts";
import type { ChangeFinding, Comparison } from "./compare-record.ts";

const FINDINGS: Readonly<Record<ChangeFinding, string>> = {
  endNowRecorded: "end now recorded",
  endNoLongerRecorded: "end no longer recorded",
  startNowRecorded: "start now recorded",
  startNoLongerRecorded: "start no longer recorded",
  otherUser: "another user",
  otherEnd: "another end",
  otherStart: "another start",
};

export function findingText(finding: ChangeFinding): string {
  return FINDINGS[finding];
}

/** What has to be said of the whole comparison, worst first. */
export function compareSentences({ input, inputs, logs, made }: Comparison): readonly string[] {
  const format = timeFormat(input.zone);
  return [
    ...logs.flatMap((log) => (log.lost === null ? [] : [lostText(log, format)])),
    ...inputs.flatMap(({ state, a, b }) =>
      state === "changed" && a !== null && b !== null
        ? [
            `${b.path} has the name of ${a.path} and other bytes: SHA-256 ${b.sha256 ?? "not taken"}, before ${a.sha256 ?? "not taken"}.`,
          ]
        : [],
    ),
    ...logs.flatMap(({ computer, channel, a, b }) =>
      a !== null && b === null ? [`The log ${channel} of ${computer} is in the first case only.`] : [],
    ),
    ...(made.masked
      ? ["One of the two is under aliases: nobody in it has the name he has in the other."]
      : []),
    ...(made.settings.length === 0
      ? []
      : [
          `The two were paired with other settings (${made.settings.join(", ")}): sessions may differ for that alone.`,
        ]),
    ...(made.engine
      ? [
          `The first was made by version ${input.a.engine}, the second by ${input.b.engine}: sessions may differ for that alone.`,
        ]
      : []),
  ];
}

function lostText({ computer, channel, lost, b }: LogChange, format: TimeFormat): string {
  if (lost === null || b === null) return "";
  const span = `${format.full(lost.from) ?? "?"} to ${format.full(lost.to) ?? "?"}`;
  const why =
    lost.cause === "cleared"
      ? `the log was cleared${lost.by === null ? "" : ` by ${lost.by}`}`
      : "it rolled over, was cut or was exported in part; nothing in it says which";
  return `The log ${channel} of ${computer} holds fewer old events than before: those from ${span} are gone: ${why}.`;
}

/** `3 sessions added, 1 gone, 2 changed, 40 the same; 5 failed logons added, none gone.` */
export function countsSentence({ sessions, changed, same, failures }: Comparison): string {
  const number = (count: number) => (count === 0 ? "none" : groupedText(count));
  return `Sessions: ${number(sessions.added.length)} added, ${number(sessions.gone.length)} gone, ${number(changed.length)} changed, ${number(same)} the same. Failed logons: ${number(failures.added.length)} added, ${number(failures.gone.length)} gone, ${number(failures.pairs.length)} the same.`;
}
