import { expect, test } from "vitest";
import { evtFile } from "../../testing/evt-writer/evt-writer.ts";
import { readLog } from "./fixtures.ts";

const RECORDS = 3;
/** Small, so that every byte of it can be tried. */
const LOG = evtFile(Array.from({ length: RECORDS }, (_, index) => ({ id: 528, strings: [`u${index}`] })));

test("a legacy log cut at any byte gives every record that is wholly before it", () => {
  const { offsets } = readLog(LOG);
  const view = new DataView(LOG.buffer);
  const ends = offsets.map((offset) => offset + view.getUint32(offset, true));
  expect(ends.length).toBe(RECORDS);
  for (let length = 0; length <= LOG.length; length++) {
    const whole = ends.filter((end) => end <= length).length;
    expect(readLog(LOG.slice(0, length)).offsets.slice(0, whole), `cut at ${length}`).toEqual(
      offsets.slice(0, whole),
    );
  }
});
