import { readdirSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { isSameRecord } from "../../renderer/data/same-record.ts";
import { recordIdText } from "../../shared/engine/pairing/record-ids.ts";
import { DEFAULT_SETTINGS } from "../../shared/types/settings.ts";
import { samplesFolder } from "../../tests/e2e/samples.ts";
import { openCase } from "./open-case-job.ts";
import { readRecord } from "./record-job.ts";

/* What the page holds a record against that it has read again must be true of every record that is the right one. */

const samples =
  samplesFolder === null
    ? []
    : readdirSync(samplesFolder).filter((name) => /\.(evtx?|xml|zip|csv)$/i.test(name));

test.skipIf(samplesFolder === null)(
  `every proof of ${samples.length} real logs is the record at its place`,
  () => {
    const context = { cancel: { cancelled: false }, post() {}, waitForRoom() {} };
    let compared = 0;
    const wrong: string[] = [];
    for (const name of samples) {
      const path = join(samplesFolder ?? "", name);
      const end = openCase(
        { files: [{ path, name, folder: null, failure: null }], settings: DEFAULT_SETTINGS, early: false },
        context,
      );
      const { data } = end;
      const { sessions, failures } = data;
      const tables = [
        { ...sessions.proofs, eventId: sessions.proofs.eventId, step: 7 },
        { ...failures, time: failures.rawTime, eventId: null, step: 23 },
      ];
      for (const { source, offset, recordIdLow, recordIdHigh, time, eventId, length, step } of tables) {
        for (let row = 0; row < length; row += step) {
          const read = readRecord(path, offset[row]!);
          if (!read.ok || source[row] !== 0) continue;
          compared++;
          const plainId = recordIdText(recordIdLow[row]!, recordIdHigh[row]!);
          const known = { eventId: eventId?.[row] ?? 4625, plainId, time: time[row]! };
          const { record } = read.value;
          if (!isSameRecord(known, record))
            wrong.push(
              `${name}: ${known.eventId} #${plainId} is #${record.recordId} of ${record.timeCreated}`,
            );
        }
      }
    }
    console.log(`same record: ${compared} records of ${samples.length} samples compared`);
    expect(wrong).toEqual([]);
    expect(compared).toBeGreaterThan(100);
  },
);
