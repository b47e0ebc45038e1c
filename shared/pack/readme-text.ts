import type { PackAsk } from "./pack-files.ts";
import { CASE_FILE, COLUMNS_FILE, MANIFEST_FILE, SUMS_FILE } from "./pack-names.ts";

/** What a person reads who opens a pack without this program. */
export function readmeText({ data, masked, withCase, reports }: PackAsk): string {
  return `Evidence pack of Logonscope ${data.engine}
${"=".repeat(30 + data.engine.length)}

What users were on which computers, from when to when, how it ended and how sure that is, as far as the logs tell that
this pack was made from. The logs themselves are not in it; ${MANIFEST_FILE} names each of them with its size and its SHA-256.

How to check it without this program
  Unpack it and run, in its folder:   sha256sum -c ${SUMS_FILE}
  (on macOS: shasum -a 256 -c ${SUMS_FILE}). Each line must end in OK. ${SUMS_FILE} holds the hash of every file but itself.
  Hashes show that nothing changed by accident. That nobody wrote all of it anew shows only a number that was noted down
  elsewhere when the pack was made: the SHA-256 of ${MANIFEST_FILE}, which holds the hashes of all else.

How to check it with this program
  logonscope verify PACK                  every hash, what is missing and what is extra
  logonscope verify PACK Security.evtx    and whether these are the logs it was made from
  logonscope compare PACK Security.evtx   what a fresh reading of the logs tells otherwise

What is in it
  ${MANIFEST_FILE}        version, inputs, settings, filter, zone, counts, what the logs can and cannot prove, hashes
  tables/*.csv         sessions, failures, boots, holes, coverage, sources for a spreadsheet: UTF-8, times in UTC
                       (ISO 8601), columns named Local on the clocks of the zone in the manifest
  tables/*.jsonl       the same, one JSON object a line; sessions with the records that prove them
${reports.length === 0 ? "" : "  reports/             the reports that were asked for, in three forms; what they cannot tell stands with them\n"}  sessions.html        the sessions with pictures, to read and print: the first 50,000 of them
  coverage.html        what the logs can and cannot answer, to read and print
${
  withCase
    ? `  ${CASE_FILE}       the whole case, also what the filter leaves out of the tables, for this program to open again:
  ${COLUMNS_FILE}     names and lists as JSON, the columns as little-endian numbers one after another. "columns" in the
                       first tells type ("float64", "uint32"), length and byte position of each in the second; those
                       marked "texts" hold positions in "strings". Times are steps of 100 ns since 2024-01-01 UTC.
                       In Python: numpy.fromfile("${COLUMNS_FILE}", "<f8", count=length, offset=at)`
    : "  The case itself was left out when the pack was made: it can be checked, but not opened again."
}
${masked ? "\nNames of people, computers, domains, addresses and files stand under aliases. What stands for what is in no file of\nthis pack.\n" : ""}
How sure an end is
  exact: recorded. bounded: between two moments. open: no end in these logs. unknown: the log has a gap there.
`;
}
