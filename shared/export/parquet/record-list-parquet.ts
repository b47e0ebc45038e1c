import { LIST_FIELDS, type ListField, type RecordList } from "../record-list.ts";
import type { ParquetType } from "./column-types.ts";
import { parquetBlocks } from "./parquet-blocks.ts";

const TYPES: Readonly<Partial<Record<ListField, ParquetType>>> = {
  time: "moment",
  eventId: "int",
  recovered: "flag",
};

/** A list of records with all of its fields, those of its JSON. */
export function recordListParquet({
  rows,
  recordOf,
  engine,
  zone,
  filter,
}: RecordList): Iterable<Uint8Array<ArrayBuffer>> {
  return parquetBlocks({
    columns: LIST_FIELDS.map((name) => ({ name, type: TYPES[name] ?? "text" })),
    items: rows,
    record: recordOf,
    extra: {},
    about: {
      "logonscope.schema": "logonscope.records/1",
      "logonscope.engine": engine,
      "logonscope.zone": zone.name,
      ...(filter === "" ? {} : { "logonscope.filter": filter }),
    },
  });
}
