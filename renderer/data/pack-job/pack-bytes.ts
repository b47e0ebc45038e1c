import { ALL_KINDS } from "../../../shared/engine/filter/filter.ts";
import { kindsInForce } from "../../../shared/engine/filter/mentions.ts";
import { withPlainNames } from "../../../shared/pack/input-names.ts";
import { packFiles } from "../../../shared/pack/pack-files.ts";
import { type PackChoice, packRows } from "../../../shared/pack/pack-rows.ts";
import { newSha256 } from "../../../shared/pack/sha256.ts";
import { zipBytes } from "../../../shared/pack/zip-writer.ts";
import type { CaseData } from "../../../shared/types/case.ts";
import { zoneByName } from "../clock.ts";
import { questionOf } from "../report-job/report-of.ts";
import { choiceOf } from "../role-choice.ts";
import type { PackView } from "./pack-messages.ts";

/** A pack of what is on screen: the bytes that the command line writes for the same question. */
export function packBytes(
  shown: CaseData,
  view: PackView,
  onManifest: (sha256: string) => void,
): Generator<Uint8Array> {
  const data = withPlainNames(shown);
  const zone = zoneByName(view.zone);
  const asked = (filter: string): PackChoice => ({
    filter,
    kinds: kindsInForce(filter, view.kinds) ?? ALL_KINDS,
    from: view.window?.from ?? Number.NaN,
    to: view.window?.to ?? Number.NaN,
  });
  let choice = asked(view.filter);
  let rows = packRows(data, zone, choice);
  if (!rows.ok) {
    // A filter that means nothing to sessions keeps all of them on screen, too.
    choice = asked("");
    rows = packRows(data, zone, choice);
  }
  if (!rows.ok) throw new Error("no filter cannot be wrong");
  const ask = {
    data,
    rows: rows.value,
    choice,
    zone,
    masked: view.masked || data.pack?.masked === true,
    reports: view.report === null ? [] : [questionOf(data, view.report, zone).question],
    roles: choiceOf(view.roles),
    withCase: true,
    packed: null,
  };
  return zipBytes(packFiles(ask, newSha256, onManifest), newSha256);
}
