import { TICKS_PER_SECOND } from "../../engine/time/calendar.ts";
import { valueText } from "../csv-cells.ts";
import { type CellKind, type SheetColumn, widthFor } from "./columns.ts";

/** The record of a JSON answer, with the moments behind its ISO texts. */
export interface RecordItem {
  readonly record: Readonly<Record<string, unknown>>;
  readonly row: number;
}

export interface RecordColumnKinds {
  /** Kinds of the fields that are no texts, by the names of the CSV. */
  readonly kinds: Readonly<Record<string, CellKind>>;
  /** Moments in ticks by field: each becomes a date on the clocks of the zone and its ISO text in UTC. */
  readonly moments: Readonly<Record<string, (row: number) => number>>;
}

/** Widths of texts that are longer or shorter than most. */
const WIDTHS: Readonly<Record<string, number>> = {
  key: 30,
  parentKey: 30,
  sid: 30,
  path: 40,
  sha256: 66,
  process: 34,
  reason: 30,
  data: 60,
  userData: 40,
};
const ISO_WIDTH = 30;

/**
 * The columns of a CSV as those of a sheet, in their order. A moment stands there twice, side by side, wherever either of
 * its columns was asked for.
 */
export function recordColumns(
  names: readonly string[],
  { kinds, moments }: RecordColumnKinds,
): readonly SheetColumn<RecordItem>[] {
  const done = new Set<string>();
  return names.flatMap((name): readonly SheetColumn<RecordItem>[] => {
    const base = name.endsWith("Local") ? name.slice(0, -"Local".length) : name;
    const ticks = moments[base];
    if (ticks === undefined) return [fieldColumn(name, kinds[name] ?? "text")];
    if (done.has(base)) return [];
    done.add(base);
    const local = `${base}Local`;
    return [
      { name: local, kind: "moment", width: widthFor("moment", local), value: ({ row }) => ticks(row) },
      { ...fieldColumn(base, "text"), width: ISO_WIDTH },
    ];
  });
}

function fieldColumn(name: string, kind: CellKind): SheetColumn<RecordItem> {
  const read = fieldReader(name);
  switch (kind) {
    case "text":
      return {
        name,
        kind,
        width: WIDTHS[name] ?? widthFor(kind, name),
        value: (item) => valueText(read(item)),
      };
    case "flag":
      return {
        name,
        kind,
        width: widthFor(kind, name),
        value: (item) => (read(item) as boolean | null) ?? null,
      };
    case "span": {
      const plain = name.replace(/Seconds$/, "");
      return {
        name: plain,
        kind,
        width: widthFor(kind, plain),
        value: (item) => {
          const seconds = read(item);
          return typeof seconds === "number" ? seconds * TICKS_PER_SECOND : null;
        },
      };
    }
    default:
      return {
        name,
        kind,
        width: widthFor(kind, name),
        value: (item) => (read(item) as number | null) ?? null,
      };
  }
}

/** Reads a field of a record, or with a dot a field of a field. */
function fieldReader(name: string): (item: RecordItem) => unknown {
  const [field, leaf] = name.split(".");
  if (leaf === undefined) return ({ record }) => record[field!];
  return ({ record }) => {
    const inner = record[field!];
    return typeof inner === "object" && inner !== null
      ? (inner as Readonly<Record<string, unknown>>)[leaf]
      : null;
  };
}
