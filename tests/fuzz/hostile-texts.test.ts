import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { makeDecoder } from "../../electron/worker/code-pages.ts";
import { openCase } from "../../electron/worker/open-case-job.ts";
import { splitRow } from "../../electron/worker/ports.ts";
import { isCaseData } from "../../shared/contract/guard-case.ts";
import { withoutRealm } from "../../shared/engine/without-realm.ts";
import { exported, row } from "../../shared/readers/csv/test-exports.ts";
import { AUDITING, messageFacts, textEvent } from "../../shared/readers/messages/message-facts.ts";
import { readPolicy } from "../../shared/readers/policy/policy-reader.ts";
import { MAX_FORMAT_CHARS } from "../../shared/readers/xlsx/limits.ts";
import { isDateFormat } from "../../shared/readers/xlsx/number-format.ts";
import { xmlShape } from "../../shared/readers/xml-shape.ts";
import { DEFAULT_SETTINGS } from "../../shared/types/settings.ts";
import { MAX_TEXT } from "../../shared/types/string-table.ts";

/*
 * Texts on which a pattern that tries each place in turn does not come to its end: sizes are chosen so that the square of
 * them is hours, or at least many times the patience of a test, and so that once over them is nothing.
 */

let folder = "";
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "logonscope-texts-test-"));
});
afterAll(() => rmSync(folder, { recursive: true }));

function caseOf(text: string) {
  const path = join(folder, "input");
  writeFileSync(path, text);
  const files = [{ path, name: "input", folder: null, failure: null }];
  const context = { cancel: { cancelled: false }, post() {}, waitForRoom() {} };
  return openCase({ files, settings: DEFAULT_SETTINGS, early: false }, context).data;
}

function xmlEvent(id: number, record: number, data: Readonly<Record<string, string>>): string {
  const values = Object.entries(data).map(([name, value]) => `<Data Name='${name}'>${value}</Data>`);
  return `<Event xmlns='http://schemas.microsoft.com/win/2004/08/events/event'><System><Provider Name='Microsoft-Windows-Security-Auditing'/><EventID>${id}</EventID><TimeCreated SystemTime='2024-03-04T08:00:${String(record % 60).padStart(2, "0")}Z'/><EventRecordID>${record}</EventRecordID><Channel>Security</Channel><Computer>PC1</Computer></System><EventData>${values.join("")}</EventData></Event>`;
}

describe("texts that no pattern may go over twice", () => {
  test("a message of a million blanks, and labels behind each other", () => {
    const event = textEvent(AUDITING, 4634)!;
    const message = `Subject:\n\tAccount Name:\ta${" ".repeat(1_000_000)}x\n\tAccount Name:\t\tben \t\n\tLogon ID:\t0x1\n`;
    expect(messageFacts(event, message)?.has("TargetUserName")).toBe(false);
    const sound = message.replace(/a {9,}x/, "anna  b\t ");
    expect(messageFacts(event, sound)?.get("TargetUserName")).toBe("anna  b");
    expect(messageFacts(event, `${"Account Name:".repeat(100_000)}\n`)).toBeNull();
  });

  test("such a message in an export of Event Viewer", () => {
    const blanks = `Subject:\n\tAccount Name:\ta${" ".repeat(200_000)}x`;
    const data = caseOf(exported([row("3/14/2024 8:00:00 AM", 4634, blanks)]));
    expect(data.sources).toMatchObject([{ records: 1 }]);
  });

  test("a document type that is not closed", () => {
    expect(xmlShape(`<!DOCTYPE${" ".repeat(2_000_000)}`)).toBeNull();
    expect(xmlShape(`<!DOCTYPE a [ <!ENTITY b "c"> ] \n ><Events>`)).toBe("events");
    expect(xmlShape(`<!DOCTYPE a SYSTEM "b" ><Event/>`)).toBe("stream");
  });

  test("formats of numbers", () => {
    for (const unit of ["h", "m", "[", "h:", "m h", '"', "\\"])
      for (let times = 0; times < 200; times++) isDateFormat(unit.repeat(100_000));
    expect(isDateFormat(`${"0".repeat(MAX_FORMAT_CHARS)}yyyy`)).toBe(false);
    expect(isDateFormat("h:mm")).toBe(false);
    expect(isDateFormat("mm:ss.0")).toBe(false);
    expect(isDateFormat("hh mmmm d")).toBe(true);
    expect(isDateFormat("mmmm")).toBe(true);
    expect(isDateFormat("[$-407]h:mm:ss")).toBe(false);
  });

  test("settings of a policy behind blanks", () => {
    const line = `AuditLogonEvents${" ".repeat(16_000)}x\r\n`;
    const text = `[Event Audit]\r\n${line.repeat(250)}AuditLogonEvents \t=  3 \r\n`;
    const found = readPolicy(new TextEncoder().encode(text), { makeDecoder, splitRow });
    expect(found?.policy.categories).toEqual([
      { category: "AuditLogonEvents", success: true, failure: true },
    ]);
    expect(found?.damage).toMatchObject([{ code: "lineBad", count: 250 }]);
  });

  test("names of many signs", () => {
    expect(withoutRealm(`anna@corp@x\n`)).toBe("anna");
    expect(withoutRealm("anna")).toBe("anna");
    const names = Array.from({ length: 60 }, (_, at) => `${at}${"@".repeat(60_000)}\n${at}`);
    const events = names.flatMap((name, at) => [
      xmlEvent(4769, 2 * at + 1, { TargetUserName: name, ServiceName: name, TargetDomainName: "CORP" }),
      xmlEvent(4624, 2 * at + 2, { TargetUserName: name, TargetLogonId: `0x${at + 16}`, LogonType: "2" }),
    ]);
    expect(isCaseData(caseOf(`<Events>${events.join("")}</Events>`))).toBe(true);
  });
});

test("a text longer than any event holds is cut, and the page takes the case", () => {
  const name = "n".repeat(300_000);
  const record = { TargetUserName: name, TargetDomainName: "PC7", TargetSid: "S-1-5-21-1-2-3-4" };
  const data = caseOf(`<Events>${xmlEvent(4740, 1, record)}</Events>`);
  expect(data.lockouts).toMatchObject([{ user: name.slice(0, MAX_TEXT) }]);
  expect(isCaseData(data)).toBe(true);
});
