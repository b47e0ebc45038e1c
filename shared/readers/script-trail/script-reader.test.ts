import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { makeDecoder } from "../../../electron/worker/code-pages.ts";
import { textClock } from "../../../electron/worker/text-clock.ts";
import { ticksToIso } from "../../engine/time/iso.ts";
import type { ImportAnswers } from "../../types/text-import.ts";
import { SCRIPT_FLAGS, SCRIPT_ROLES } from "../../types/trail.ts";
import { detectFormat } from "../detect.ts";
import { treeToFullRecord } from "../event-text.ts";
import { isoToTicks } from "../time.ts";
import { bytesSource } from "../xml/test-source.ts";
import { MAX_LINE_BYTES } from "./limits.ts";
import { scriptLineAt } from "./script-line-at.ts";
import { ScriptReader } from "./script-reader.ts";

const NONE = { signature: null, file: null };

function bytesOf(text: string, encoding: "utf-8" | "utf-16le" | "utf-16be" = "utf-8"): Uint8Array {
  if (encoding === "utf-8") return new TextEncoder().encode(text);
  const bytes = new Uint8Array(text.length * 2);
  const view = new DataView(bytes.buffer);
  for (let i = 0; i < text.length; i++) view.setUint16(i * 2, text.charCodeAt(i), encoding === "utf-16le");
  return bytes;
}

/** Reads lines; their zone is UTC and their role that of LOGON.log unless said otherwise. */
function read(
  input: string | readonly string[] | Uint8Array,
  {
    answers = [{ ...NONE, zone: "UTC" }],
    name = "LOGON.log",
    most,
  }: {
    answers?: readonly ImportAnswers[];
    name?: string;
    most?: number;
  } = {},
) {
  const bytes =
    input instanceof Uint8Array
      ? input
      : bytesOf(typeof input === "string" ? input : `${input.join("\r\n")}\r\n`);
  const source = bytesSource(bytes, most);
  const reader = new ScriptReader(source, {
    makeDecoder,
    cancel: { cancelled: false },
    answers,
    name,
    clockOf: textClock,
  });
  reader.extract();
  const { summary } = reader;
  const rows = summary.trail?.rows;
  const lines =
    rows?.kind !== "script"
      ? []
      : Array.from({ length: rows.length }, (_, row) => ({
          role: SCRIPT_ROLES[rows.role[row]!],
          time: ticksToIso(rows.time[row]!),
          later: ticksToIso(rows.later[row]!),
          computer: rows.texts[rows.computer[row]!],
          user: rows.texts[rows.user[row]!],
          domain: rows.texts[rows.domain[row]!],
          session: rows.texts[rows.sessionName[row]!],
          server: rows.texts[rows.server[row]!],
          assumed: (rows.flags[row]! & SCRIPT_FLAGS.dateOrderAssumed) !== 0,
          offset: rows.offset[row]!,
        }));
  const damage = Object.fromEntries(summary.damage.map(({ code, count }) => [code, count]));
  return { lines, summary, damage, source, questions: summary.text?.questions ?? [] };
}

const times = (lines: readonly { readonly time: string | null }[]) => lines.map(({ time }) => time);

describe("the published script", () => {
  test("W1: a decimal comma, a weekday, a blank behind the server", () => {
    const { lines } = read("Mo 04.03.2024,14:05:07,23,PC1,anna,Console,\\\\DC01 \r\n");
    expect(lines[0]).toMatchObject({
      time: "2024-03-04T14:05:07.2300000Z",
      computer: "PC1",
      user: "anna",
      session: "Console",
      server: "\\\\DC01",
      assumed: false,
    });
  });

  test("W2: a later line of the same user tells that the month comes first", () => {
    const { lines, questions } = read([
      "03/04/2024, 9:05:07.23,PC1,anna,,\\\\DC01",
      "03/15/2024,10:00:00.00,PC1,anna,,\\\\DC01",
    ]);
    expect(times(lines)).toEqual(["2024-03-04T09:05:07.2300000Z", "2024-03-15T10:00:00.0000000Z"]);
    expect(lines[0]).toMatchObject({ session: "", assumed: false });
    expect(questions).toEqual([]);
  });

  test("W3: both readings rise: asked, and the rows are flagged", () => {
    const two = ["03/04/2024, 9:05:07.23,PC1,anna,,\\\\DC01", "04/04/2024, 9:05:07.23,PC1,anna,,\\\\DC01"];
    const asked = read(two);
    expect(asked.questions).toEqual(["dateOrder"]);
    expect(asked.summary.notes).toContain("dateOrderAssumed");
    // The second date is the same in both readings, so nothing is assumed of it.
    expect(asked.lines.map(({ assumed }) => assumed)).toEqual([true, false]);
    const answers = [{ ...NONE, zone: "UTC", dateOrder: "dmy" as const }];
    const answered = read(two, { answers });
    expect(answered.lines[0]).toMatchObject({ time: "2024-04-03T09:05:07.2300000Z", assumed: false });
    expect(answered.questions).toEqual([]);
  });

  test.each([
    ["Mon 03/04/2024", "2024-03-04"],
    ["04.03.2024", "2024-03-04"],
    ["2024-03-04", "2024-03-04"],
    ["2024/03/04", "2024-03-04"],
    ["lun. 04/03/2024", "2024-03-04"],
    ["Пн 04.03.2024", "2024-03-04"],
    ["03/24/24", "2024-03-24"],
    ["24/03/24", "2024-03-24"],
    ["2024/03/04 (月)", "2024-03-04"],
  ])("the date %s", (written, date) => {
    const { lines, questions } = read([`${written}, 9:05:07.23,PC1,anna,,\\\\DC01`]);
    expect(lines[0]).toMatchObject({ time: `${date}T09:05:07.2300000Z`, assumed: false });
    expect(questions).toEqual([]);
  });

  test("a file is only ever appended to: the order with fewer steps back, also against lines that are sure", () => {
    const own = read([
      "04/05/2024, 9:00:00.00,PC1,anna,,\\\\DC01",
      "05/05/2024, 9:00:00.00,PC1,anna,,\\\\DC01",
      "02/06/2024, 9:00:00.00,PC1,anna,,\\\\DC01",
    ]);
    expect(own.lines.map(({ assumed }) => assumed)).toEqual([false, false, false]);
    expect(own.lines[2]!.time).toBe("2024-06-02T09:00:00.0000000Z");
    const between = read([
      "2024-03-01, 9:00:00.00,PC1,bob,,\\\\DC01",
      "03/04/2024, 9:00:00.00,PC1,anna,,\\\\DC01",
      "2024-03-09, 9:00:00.00,PC1,bob,,\\\\DC01",
    ]);
    expect(between.lines[1]).toMatchObject({ time: "2024-03-04T09:00:00.0000000Z", assumed: false });
  });

  test("users of one file may write their dates differently", () => {
    const { lines } = read([
      "13/02/2024, 9:00:00.00,PC1,anna,,\\\\DC01",
      "02/13/2024, 9:00:00.00,PC1,bob,,\\\\DC01",
      "03/05/2024, 9:00:00.00,PC1,anna,,\\\\DC01",
      "03/05/2024, 9:00:00.00,PC1,bob,,\\\\DC01",
    ]);
    expect(times(lines).map((time) => time?.slice(0, 10))).toEqual([
      "2024-02-13",
      "2024-02-13",
      "2024-05-03",
      "2024-03-05",
    ]);
  });

  test("years of other calendars stay unread until somebody says so", () => {
    const lines = ["04/03/2567, 9:00:00.00,PC1,anna,,\\\\DC01", "23/08/1445, 9:00:00.00,PC2,bob,,\\\\DC01"];
    const asked = read(lines);
    expect(asked.questions).toContain("calendar");
    expect(times(asked.lines)).toEqual([null, null]);
    expect(asked.summary.trail?.source).toMatchObject({ undated: 2 });
    const said = (calendar: "convert" | "leave") =>
      read(lines, { answers: [{ ...NONE, zone: "UTC", dateOrder: "dmy", calendar }] });
    expect(times(said("convert").lines).map((time) => time?.slice(0, 10))).toEqual([
      "2024-03-04",
      "2024-03-04",
    ]);
    expect(said("convert").questions).toEqual([]);
    expect(times(said("leave").lines)).toEqual([null, null]);
    expect(said("leave").questions).toEqual([]);
  });

  test("the role belongs to the file: by its name, else it is asked", () => {
    const line = ["2024-03-04, 9:00:00.00,PC1,anna,,\\\\DC01"];
    const role = (name: string, answers?: readonly ImportAnswers[]) =>
      read(line, answers === undefined ? { name } : { name, answers }).lines[0]!.role;
    expect(role("\\\\SRV\\share\\LogOff.log")).toBe("logoff");
    expect(role("/logs/logon.txt")).toBe("logon");
    expect(role("/logoff/april.txt")).toBe("unknown");
    expect(role("logon and logoff.txt")).toBe("unknown");
    const asked = read(line, { name: "april.txt" });
    expect(asked.questions).toEqual(["role"]);
    expect(asked.summary.notes).toEqual(["roleUnknown"]);
    expect(role("april.txt", [{ ...NONE, zone: "UTC", role: "logoff" }])).toBe("logoff");
    expect(role("april.txt", [{ signature: null, file: "may.txt", role: "logoff" }])).toBe("unknown");
  });

  test("local times: the zone is asked, the hour that a clock shows twice is known as such", () => {
    const lines = [
      "2024-10-27, 2:30:00.00,PC1,anna,,\\\\DC01",
      "2024-10-27, 2:10:00.00,PC1,anna,,\\\\DC01",
      "2024-10-27, 4:00:00.00,PC1,anna,,\\\\DC01",
    ];
    expect(read(lines, { answers: [] }).questions).toEqual(["zone"]);
    const told = read(lines, { answers: [{ ...NONE, zone: "Europe/Berlin" }] });
    expect(told.questions).toEqual([]);
    expect(told.lines.map(({ time, later }) => [time?.slice(11, 16), later?.slice(11, 16)])).toEqual([
      ["00:30", "01:30"],
      ["01:10", "01:10"],
      ["03:00", "03:00"],
    ]);
  });

  test("letters that cmd wrote in the code page of the console cost no line", () => {
    const bytes = Uint8Array.from(
      "04.03.2024, 8:30:00,00,PC1,J\x81rg M\x94\xe1ner,Console,\\\\DC01\r\n",
      (letter) => letter.charCodeAt(0),
    );
    expect(detectFormat(bytesSource(bytes)).format).toBe("script");
    const { summary, damage } = read(bytes);
    expect(summary.text).toMatchObject({ encoding: "ibm850", questions: ["encoding"] });
    expect(damage).toEqual({});
    expect(JSON.stringify(scriptLineAt(bytesSource(bytes), 0, makeDecoder))).toContain("Jürg Mößner");
  });
});

const KINDS = ["LOGON", "LOGOFF"] as const;
const name = fc.stringMatching(/^[A-Za-z][A-Za-z0-9._-]{0,14}$/);
const entry = fc.record({
  kind: fc.constantFrom(...KINDS),
  time: fc
    .integer({ min: 0, max: 1_000_000_000 })
    .map((second) => (second * 10_000_000 + 1_234_567) as never),
  computer: name,
  domain: name,
  user: fc.oneof(name, fc.constantFrom("änne", "иван", "佐藤", "o'neil & söhne")),
  session: fc.constantFrom("", "Console", "RDP-Tcp#12"),
});
type Entry = typeof entry extends fc.Arbitrary<infer T> ? T : never;

/** A line as the safer script in PowerShell writes it. */
function ownLine({ kind, time, computer, domain, user, session }: Entry): string {
  return `${kind},${ticksToIso(time)},${computer},${domain}\\${user},${session},\\\\DC01`;
}

describe("the safer script", () => {
  test("its lines come back as they were, whole or in pieces, in every encoding", () => {
    fc.assert(
      fc.property(
        fc.array(entry, { minLength: 1, maxLength: 20 }),
        fc.constantFrom("utf-8", "utf-16le", "utf-16be"),
        fc.integer({ min: 1, max: 64 }),
        (entries, encoding, most) => {
          const { lines, questions, damage } = read(
            bytesOf(`\ufeff${entries.map(ownLine).join("\r\n")}\r\n`, encoding as "utf-8"),
            { name: "april.txt", answers: [], most },
          );
          expect(damage).toEqual({});
          expect(questions).toEqual([]);
          expect(lines).toEqual(
            entries.map((each, at) => ({
              role: each.kind.toLowerCase(),
              time: ticksToIso(each.time),
              later: ticksToIso(each.time),
              computer: each.computer,
              user: each.user,
              domain: each.domain,
              session: each.session,
              server: "\\\\DC01",
              assumed: false,
              offset: lines[at]!.offset,
            })),
          );
        },
      ),
      { numRuns: 60 },
    );
  });

  test("a moment of Windows management, with its offset in minutes", () => {
    const { lines } = read("LOGOFF,20240304140507.230000+060,PC1,CORP\\anna,Console,\\\\DC01\r\n", {
      name: "x",
    });
    expect(lines[0]).toMatchObject({ role: "logoff", time: "2024-03-04T13:05:07.2300000Z", domain: "CORP" });
  });

  test("a moment without a zone, or a line without its kind, is none", () => {
    const { damage } = read([
      "LOGON,2024-03-04T14:05:07,PC1,CORP\\anna,Console,\\\\DC01",
      "LOGIN,2024-03-04T14:05:07Z,PC1,CORP\\anna,Console,\\\\DC01",
      "LOGON,2024-03-04T14:05:07Z,PC1,CORP\\anna,Console,\\\\DC01",
    ]);
    expect(damage).toEqual({ lineBad: 2 });
  });
});

describe("damage", () => {
  const GOOD = "2024-03-04, 9:00:00.00,PC1,anna,,\\\\DC01";
  test("a bad line costs itself, counted with its place", () => {
    const { lines, summary } = read([GOOD, "<script>", GOOD.replace("anna", "a\tb"), "", GOOD]);
    expect(lines).toHaveLength(2);
    expect(summary.damage).toEqual([{ code: "lineBad", offset: GOOD.length + 2, count: 2 }]);
  });

  test("no line is longer than its bound, whatever comes before and after", () => {
    for (const most of [7, 1024, undefined]) {
      const text = `${GOOD}\r\n${"x".repeat(3 * MAX_LINE_BYTES)}\r\n${GOOD.replace("anna", "bob")}`;
      const { lines, damage } = read(text, most === undefined ? {} : { most });
      expect(lines.map(({ user }) => user)).toEqual(["anna", "bob"]);
      expect(damage).toEqual({ lineBad: 1 });
    }
  });

  test("whatever the bytes are, reading ends, and every line is read or counted", () => {
    const piece = fc.oneof(
      fc.constantFrom(
        GOOD,
        "03/04/2024",
        ",",
        "\\\\DC01",
        "LOGON",
        "2024-03-04T14:05:07Z",
        "\r",
        "\n",
        "\0",
        "\ufeff",
      ),
      fc.string({ maxLength: 8, unit: "binary" }),
    );
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 60 }), fc.integer({ min: 1, max: 50 }), (pieces, most) => {
        const text = pieces.join("");
        const { lines, damage, summary } = read(bytesOf(text), { most });
        const written = text.split("\n").filter((line) => line.replace(/^\ufeff/, "").trim() !== "").length;
        if (!text.includes("\0")) expect(lines.length + (damage.lineBad ?? 0)).toBeLessThanOrEqual(written);
        expect(summary.records).toBe(lines.length);
        for (const { offset } of lines) expect(offset).toBeLessThan(bytesOf(text).length);
      }),
      { numRuns: 200 },
    );
  });

  test("a line is read again by its place", () => {
    const { lines, source } = read([GOOD, "LOGON,2024-03-04T14:05:07Z,PC1,CORP\\bob,Console,\\\\DC01"]);
    const tree = scriptLineAt(source, lines[1]!.offset, makeDecoder);
    const record = treeToFullRecord(tree!);
    expect(record).toMatchObject({ computer: "PC1", channel: "LogonScript" });
    expect(record.data).toMatchObject({ TargetUserName: "bob", TargetDomainName: "CORP" });
    expect(scriptLineAt(source, 3, makeDecoder)).toBeNull();
    expect(scriptLineAt(source, 1e9, makeDecoder)).toBeNull();
  });
});

describe("detection", () => {
  const formatOf = (text: string) => detectFormat(bytesSource(bytesOf(text))).format;
  test("by content, never by name", () => {
    expect(formatOf("Mo 04.03.2024,14:05:07,23,PC1,anna,Console,\\\\DC01 \r\n")).toBe("script");
    expect(formatOf("LOGON,2024-03-04T14:05:07Z,PC1,CORP\\änna,,\\\\DC01")).toBe("script");
    expect(formatOf("a,b,c,d,e,f\r\n1,2,3,4,5,6\r\n")).not.toBe("script");
    expect(formatOf("2024-03-04,14:05,x,y,z,1\r\n2024-03-04,14:05,x,y,z,1\r\n")).not.toBe("script");
  });

  test("one that is mostly something else is not one", () => {
    const line = "2024-03-04, 9:00:00.00,PC1,anna,,\\\\DC01\n";
    expect(formatOf(line + "text\n".repeat(5))).not.toBe("script");
  });
});

test("a time on its own is what it is in ticks", () => {
  expect(ticksToIso(isoToTicks("2024-03-04T14:05:07Z"))).toBe("2024-03-04T14:05:07.0000000Z");
});
