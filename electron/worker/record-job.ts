import { appError, type Result } from "../../shared/contract/errors.ts";
import { fileFailureOf } from "../../shared/contract/file-failure.ts";
import type { RecordDetail } from "../../shared/contract/host.ts";
import { treeToFullRecord, treeToXml } from "../../shared/readers/event-text.ts";
import { openFile } from "./file-source.ts";
import { recordsAt, type TextOptions } from "./log-reader.ts";

/** Reads one record again, with every field. */
export function readRecord(path: string, offset: number, text?: TextOptions): Result<RecordDetail> {
  try {
    const source = openFile(path);
    try {
      const tree = recordsAt(source, text)(offset);
      if (tree === null) return { ok: false, error: appError("recordUnreadable") };
      return { ok: true, value: { xml: treeToXml(tree), record: treeToFullRecord(tree) } };
    } finally {
      source.close();
    }
  } catch (failure) {
    const why = fileFailureOf(failure);
    if (why === "missing") return { ok: false, error: appError("fileMissing") };
    if (why === "denied" || why === "busy") return { ok: false, error: appError("fileDenied") };
    return { ok: false, error: appError("recordUnreadable") };
  }
}
