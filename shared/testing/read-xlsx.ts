import { strFromU8, unzipSync } from "fflate";
import { type SheetContext, SheetPart } from "../readers/xlsx/sheet-part.ts";
import { StringsPart } from "../readers/xlsx/strings-part.ts";
import { StylesPart } from "../readers/xlsx/styles-part.ts";
import { RelationsPart, WorkbookPart } from "../readers/xlsx/workbook-part.ts";
import { type PartHandler, XmlPart } from "../readers/xlsx/xml-part.ts";

/** A sheet as our own reader sees it, its formulas counted. */
export interface ReadSheet {
  readonly name: string;
  readonly rows: readonly (readonly string[])[];
  readonly formulas: number;
}

/** Reads a whole workbook with the reader of the program. Throws for one with damage. */
export function readXlsx(bytes: Uint8Array): readonly ReadSheet[] {
  const parts = unzipSync(bytes);
  const read = <Handler extends PartHandler>(name: string, handler: Handler): Handler => {
    const part = new XmlPart(handler);
    part.write(strFromU8(parts[name] ?? new Uint8Array()));
    part.end();
    if (part.damage.length > 0) throw new Error(`${name}: ${part.damage.join(", ")}`);
    return handler;
  };
  const workbook = read("xl/workbook.xml", new WorkbookPart());
  const relations = read("xl/_rels/workbook.xml.rels", new RelationsPart());
  const context: SheetContext = {
    texts: read("xl/sharedStrings.xml", new StringsPart()).texts,
    dates: read("xl/styles.xml", new StylesPart()).dates(),
    is1904: workbook.is1904,
  };
  return workbook.sheets.map(({ name, relation }) => {
    const rows: (readonly string[])[] = [];
    const sheet = read(
      relations.targets.get(relation) ?? "",
      new SheetPart(context, (_, cells) => rows.push(cells)),
    );
    if (sheet.badCells > 0 || sheet.lost > 0 || !sheet.isWhole) throw new Error(`${name} is not whole`);
    return { name, rows, formulas: sheet.formulas };
  });
}
