import { describe, expect, test } from "vitest";
import type { CaseData } from "../../shared/types/case.ts";
import { StringTable } from "../../shared/types/string-table.ts";
import { DAY, HOUR, sampleCase } from "../testing/sample-case.ts";
import { type SessionDraft, SessionWriter } from "../testing/session-writer.ts";
import { clockOf } from "./clock.ts";
import { plainText } from "./filled-words.ts";
import { proofsOf, sessionFacts, sessionText } from "./session-facts.ts";
import { accountName, endCell, fromText, sessionSentence, spanText, userName } from "./session-words.ts";

const WEDNESDAY = 65 * DAY;
const clock = clockOf("UTC", 2024);

function caseWith(draft: Partial<SessionDraft>): CaseData {
  const strings = new StringTable();
  const writer = new SessionWriter(1, strings);
  writer.add({
    user: "anna",
    computer: "PC-014",
    start: WEDNESDAY + 8 * HOUR,
    end: WEDNESDAY + 17 * HOUR,
    ...draft,
  });
  return { ...sampleCase("empty"), sessions: writer.table(), strings: strings.toArray() };
}

const say = (draft: Partial<SessionDraft>) => plainText(sessionSentence(caseWith(draft), 0, clock));

describe("the sentence a person would say", () => {
  test("signed out", () => {
    expect(say({})).toBe("On from Wed 6 Mar 08:00:00. Signed out at 17:00:00.");
  });

  test("ended by something else, on another day", () => {
    expect(say({ end: WEDNESDAY + 30 * HOUR, reason: "shutdown" })).toBe(
      "On from Wed 6 Mar 08:00:00. Ended at Thu 7 Mar 06:00:00: the computer shut down.",
    );
  });

  test("bounded: between two times, with the reason", () => {
    const draft = { confidence: "bounded", reason: "powerLoss", lower: WEDNESDAY + 16 * HOUR } as const;
    expect(say({ ...draft, upper: WEDNESDAY + 32 * HOUR })).toBe(
      "On from Wed 6 Mar 08:00:00. Ended between 16:00:00 and Thu 7 Mar 08:00:00: the computer lost power.",
    );
    expect(say({ ...draft })).toBe(
      "On from Wed 6 Mar 08:00:00. Ended after 16:00:00: the computer lost power.",
    );
  });

  test("open and unknown never claim an end", () => {
    const seen = { lower: WEDNESDAY + 12 * HOUR };
    expect(say({ ...seen, confidence: "open", reason: "stillOpen" })).toBe(
      "On from Wed 6 Mar 08:00:00. It has no end in this log (last seen 12:00:00).",
    );
    expect(say({ ...seen, confidence: "unknown", reason: "logGap" })).toBe(
      "On from Wed 6 Mar 08:00:00. When it ended is not known: the log has a gap (last seen 12:00:00).",
    );
    expect(say({ end: Number.NaN, lower: Number.NaN, confidence: "unknown", reason: "logCleared" })).toBe(
      "On from Wed 6 Mar 08:00:00. When it ended is not known: the log was cleared.",
    );
  });

  test("a start that is not in the log", () => {
    const data = caseWith({});
    data.sessions.start[0] = Number.NaN;
    data.sessions.startConfidence[0] = 3;
    data.sessions.startUpper[0] = WEDNESDAY + 9 * HOUR;
    expect(plainText(sessionSentence(data, 0, clock))).toMatch(
      /^On since before Wed 6 Mar 09:00:00: the start is not in this log\. Signed out at 17:00:00\.$/,
    );
    data.sessions.startLower[0] = WEDNESDAY + 7 * HOUR;
    expect(plainText(sessionSentence(data, 0, clock))).toMatch(
      /^Began between Wed 6 Mar 07:00:00 and 09:00:00\./,
    );
    data.sessions.startUpper[0] = Number.NaN;
    expect(plainText(sessionSentence(data, 0, clock))).toMatch(/^When it began is not in this log\./);
  });

  test("times are those of the zone on screen", () => {
    const berlin = clockOf("Europe/Berlin", 2024);
    expect(plainText(sessionSentence(caseWith({}), 0, berlin))).toContain("09:00:00");
  });
});

describe("cells and facts", () => {
  test("the end of a row tells its confidence in words too", () => {
    const cell = (draft: Partial<SessionDraft>) => endCell(caseWith(draft), 0, clock);
    expect(cell({})).toBe("2024-03-06 17:00:00");
    expect(cell({ confidence: "bounded", lower: WEDNESDAY + 16 * HOUR, upper: WEDNESDAY + 17 * HOUR })).toBe(
      "2024-03-06 16:00 – 17:00",
    );
    expect(
      cell({
        confidence: "bounded",
        lower: WEDNESDAY + 16 * HOUR,
        upper: WEDNESDAY + 16 * HOUR + 70_000_000,
      }),
    ).toBe("2024-03-06 16:00:00 – 16:00:07");
    const upper = WEDNESDAY + 16 * HOUR + 1;
    expect(cell({ confidence: "bounded", lower: WEDNESDAY + 16 * HOUR, upper })).toBe(
      "≈ 2024-03-06 16:00:00",
    );
    expect(cell({ confidence: "open", lower: WEDNESDAY + 16 * HOUR })).toBe("no end, last seen 03-06 16:00");
    expect(cell({ confidence: "unknown", end: Number.NaN, lower: Number.NaN })).toBe("not known");
  });

  test("durations carry their bounds", () => {
    expect(spanText(8 * HOUR, 8 * HOUR, 8 * HOUR)).toBe("8 h");
    expect(spanText(Number.NaN, 8 * HOUR, 23 * HOUR)).toBe("8 h – 23 h");
    expect(spanText(Number.NaN, 8 * HOUR, Number.NaN)).toBe("≥ 8 h");
    expect(spanText(Number.NaN, 8 * HOUR, 8 * HOUR + 1)).toBe("≈ 8 h");
    expect(spanText(Number.NaN, Number.NaN, 8 * HOUR)).toBe("≤ 8 h");
    expect(spanText(Number.NaN, Number.NaN, Number.NaN)).toBe("");
  });

  test("where a session came from", () => {
    expect(fromText(caseWith({ address: "10.0.0.7", client: "NB-1", type: 10 }), 0)).toBe("10.0.0.7 (NB-1)");
    expect(fromText(caseWith({ address: "127.0.0.1", type: 2 }), 0)).toBe("console");
    expect(fromText(caseWith({ type: 3 }), 0)).toBe("");
  });

  test("what the log does not say has no line", () => {
    const names = sessionFacts(caseWith({}), 0).map((fact) => fact.name);
    expect(names).toContain("On");
    expect(names).not.toContain("Process");
    expect(names).not.toContain("Locked");
    const away = caseWith({
      intervals: [
        ["locked", WEDNESDAY + 9 * HOUR, WEDNESDAY + 10 * HOUR],
        ["locked", WEDNESDAY + 12 * HOUR, Number.NaN],
      ],
    });
    expect(sessionFacts(away, 0).find((fact) => fact.name === "Locked")?.value).toBe(
      "1 h, 2 times, the last without an end",
    );
  });

  test("the text for a ticket holds sentence, proofs and zone", () => {
    const data = caseWith({ proofs: [["start", 4624, WEDNESDAY + 8 * HOUR]] });
    expect(proofsOf(data, 0)).toHaveLength(1);
    const text = sessionText(data, 0, clock);
    expect(text).toContain("anna on PC-014");
    expect(text).toContain("Start: Security event 4624, record 18,204, 2024-03-06 08:00:00");
    expect(text).toMatch(/Times in UTC/);
  });

  test("a name cannot turn its surroundings around or hide characters", () => {
    const name = userName(caseWith({ user: "a\u202Enimda\u0007\u200B" }), 0);
    expect(name).toBe("a⟨202E⟩nimda␇⟨200B⟩");
    expect(accountName(caseWith({ user: "x".repeat(5000) }), 0).length).toBeLessThan(400);
  });
});
