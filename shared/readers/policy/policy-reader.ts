import { joinBytes } from "../../types/join-bytes.ts";
import type { AuditPolicy, PolicyFile } from "../../types/policy.ts";
import type { ByteSource, CancelToken, MakeTextDecoder, SplitRow } from "../../types/ports.ts";
import type { TextEncodingName } from "../../types/text-import.ts";
import { NO_TIME } from "../../types/units.ts";
import { type StoredText, storedText } from "../csv/text-encodings.ts";
import { DamageLog } from "../damage-log.ts";
import type { ReaderSummary } from "../reader-summary.ts";
import { asciiText } from "../text-encoding.ts";
import { MAX_LINE_BYTES, MAX_POLICY_BYTES } from "./limits.ts";
import { LogSettings } from "./log-settings.ts";
import { PolicyCsv } from "./policy-csv.ts";
import { PolicyInf } from "./policy-inf.ts";
import { type PolicyShape, policyShape } from "./policy-shape.ts";
import { textLines } from "./text-lines.ts";

export interface PolicyReaderOptions {
  readonly makeDecoder: MakeTextDecoder;
  readonly splitRow: SplitRow;
  readonly cancel?: CancelToken;
  readonly onProgress?: (bytesDone: number) => void;
  readonly onBytes?: (bytes: Uint8Array, position: number) => void;
}

/**
 * Code pages tried, when the bytes do not tell theirs, until the settings are words that are known: `auditpol` writes in
 * that of the console.
 */
const OTHER_PAGES: readonly TextEncodingName[] = ["ibm850", "shift_jis", "gbk", "windows-1251", "ibm866"];

interface Parsed {
  readonly policy: AuditPolicy;
  readonly damage: DamageLog;
  readonly damagedLine: number | null;
  readonly hasUnknownWords: boolean;
}

/** The bytes of a policy file as a policy; null when there is none in them. */
export function readPolicy(
  bytes: Uint8Array,
  ports: Pick<PolicyReaderOptions, "makeDecoder" | "splitRow">,
): PolicyFile | null {
  const whole = bytes.subarray(0, MAX_POLICY_BYTES);
  const stored = storedText(whole);
  const shape = policyShape(asciiText(whole, stored.units));
  if (shape === null) return null;
  let parsed = parse(whole, stored, stored.name, shape, ports);
  if (!stored.isSure) {
    for (const page of OTHER_PAGES) {
      if (!parsed.hasUnknownWords) break;
      const other = parse(whole, stored, page, shape, ports);
      if (!other.hasUnknownWords) parsed = other;
    }
  }
  if (bytes.length > MAX_POLICY_BYTES) parsed.damage.add("limit", MAX_POLICY_BYTES);
  const { policy, damage, damagedLine } = parsed;
  return { policy, damage: damage.toArray(), damagedLine };
}

function parse(
  bytes: Uint8Array,
  { units }: StoredText,
  encoding: TextEncodingName,
  shape: PolicyShape,
  { makeDecoder, splitRow }: Pick<PolicyReaderOptions, "makeDecoder" | "splitRow">,
): Parsed {
  const decoder = makeDecoder(encoding);
  const damage = new DamageLog();
  const csv = new PolicyCsv();
  const lines = shape === "log" ? new LogSettings() : new PolicyInf();
  let damagedLine: number | null = null;
  let isFirst = true;
  for (const line of textLines(bytes, units)) {
    if (line.bytes.length === 0) continue;
    let isRead = false;
    if (line.bytes.length <= MAX_LINE_BYTES) {
      const text = decoder.decode(line.bytes);
      isRead = shape === "csv" ? csv.add(splitRow(text, ","), isFirst) : lines.add(text);
      isFirst = false;
    }
    if (isRead) continue;
    damage.add("lineBad", line.offset);
    damagedLine ??= line.number;
  }
  if (csv.lost > 0) damage.add("limit", 0, csv.lost);
  const policy = shape === "csv" ? csv.finish() : lines.finish();
  return { policy, damage, damagedLine, hasUnknownWords: shape === "csv" && csv.hasUnknownWords };
}

/** A policy file as an input of a case: it holds no records, and its summary carries the policy. */
export class PolicyReader {
  readonly #source: ByteSource;
  readonly #options: PolicyReaderOptions;
  #file: PolicyFile | null = null;
  #isRead = false;
  #cancelled = false;

  constructor(source: ByteSource, options: PolicyReaderOptions) {
    this.#source = source;
    this.#options = options;
  }

  /** Reads the policy; there are no records to hand over. */
  extract(): void {
    this.#read();
  }

  records(): void {
    this.#read();
  }

  get summary(): ReaderSummary {
    const policy = this.#file?.policy;
    const summary = {
      isLog: policy !== undefined,
      records: 0,
      recovered: 0,
      oldest: NO_TIME,
      newest: NO_TIME,
      computers: policy === undefined || policy.computer === null ? [] : [policy.computer],
      channels: [],
      damage: this.#file?.damage ?? [],
      notes: [],
      cancelled: this.#cancelled,
    };
    return policy === undefined ? summary : { ...summary, policy };
  }

  #read(): void {
    if (this.#isRead) return;
    this.#isRead = true;
    const { cancel, onBytes, onProgress } = this.#options;
    const kept: Uint8Array[] = [];
    const piece = 1024 * 1024;
    let at = 0;
    while (at < this.#source.size) {
      if (cancel?.cancelled === true) {
        this.#cancelled = true;
        return;
      }
      const bytes = new Uint8Array(Math.min(piece, this.#source.size - at));
      const count = this.#source.read(at, bytes);
      if (count <= 0) break;
      const read = bytes.subarray(0, count);
      onBytes?.(read, at);
      // All of it is hashed, but only the beginning is looked at; one byte more tells that there is more.
      if (at <= MAX_POLICY_BYTES) kept.push(read);
      at += count;
      onProgress?.(at);
    }
    this.#file = readPolicy(joinBytes(kept), this.#options);
  }
}
