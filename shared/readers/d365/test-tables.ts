import type { ImportAnswers } from "../../types/text-import.ts";
import { bytesSource } from "../xml/test-source.ts";
import { CloudReader, type CloudReaderOptions, type SheetOrigin } from "./cloud-reader.ts";

export const ANNA = "5f1c6a3e-0b7d-4c55-9a1e-3d2f4b6a7c81";
export const BEN = "9b8a7c6d-1e2f-4a3b-8c4d-5e6f7a8b9c0d";

export interface ReadAs {
  readonly name?: string;
  readonly answers?: readonly ImportAnswers[];
  readonly origin?: SheetOrigin;
  /** Most bytes that one read gives. */
  readonly most?: number;
}

/** What tests hand in from the other folders. */
export interface TablePorts extends Pick<CloudReaderOptions, "splitRow" | "clockOf" | "makeDecoder"> {
  readonly encode: (text: string) => Uint8Array;
  readonly iso: (ticks: number) => string | null;
}

export type ReadTable = ReturnType<typeof tableReader>;

/** Makes what reads a table as the worker does. */
export function tableReader({ splitRow, clockOf, makeDecoder, encode, iso }: TablePorts) {
  return (table: string | Uint8Array, { name = "logins.csv", answers = [], origin, most }: ReadAs = {}) => {
    const bytes = typeof table === "string" ? encode(table) : table;
    const reader = new CloudReader(bytesSource(bytes, most), {
      makeDecoder,
      splitRow,
      cancel: { cancelled: false },
      answers,
      name,
      clockOf,
      origin,
    });
    reader.extract();
    const { summary } = reader;
    const rows = summary.cloud?.rows ?? null;
    const logins =
      rows?.kind !== "cloud"
        ? []
        : Array.from({ length: rows.length }, (_, at) => ({
            user: rows.texts[rows.user[at]!],
            environment: rows.texts[rows.environment[at]!],
            session: rows.texts[rows.session[at]!],
            start: iso(rows.start[at]!),
            end: iso(rows.end[at]!),
            lastSeen: iso(rows.lastSeen[at]!),
            row: rows.row[at]!,
            offset: rows.offset[at]!,
          }));
    const users = rows?.kind === "cloudUsers" ? rows.users : [];
    return { summary, source: summary.cloud?.source ?? null, logins, users, rows };
  };
}

/** Times of logins as they are compared. */
export function spans(logins: readonly { start: string | null; end: string | null }[]): readonly string[] {
  return logins.map(({ start, end }) => `${start?.slice(0, 19)} ${end?.slice(0, 19) ?? "-"}`);
}
