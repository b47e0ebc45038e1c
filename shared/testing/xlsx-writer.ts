import { strToU8, zipSync } from "fflate";

/** One cell for tests: a text, a number, or whatever XML a hostile file holds. */
export type TestCell =
  | string
  | number
  | null
  | { readonly date: number }
  | { readonly inline: string }
  | { readonly formula: string; readonly value?: number | string }
  | { readonly raw: string };

export interface TestSheet {
  readonly name: string;
  readonly rows: readonly (readonly TestCell[])[];
  /** XML of the part instead of that of the rows. */
  readonly xml?: string;
}

export interface XlsxOptions {
  readonly is1904?: boolean;
  /** Parts put in, or replaced. */
  readonly parts?: Readonly<Record<string, string | Uint8Array>>;
  /** Parts left out. */
  readonly without?: readonly string[];
  /** Leave references out of rows and cells, as some programs do. */
  readonly bare?: boolean;
}

/** Style 1 of the workbook shows date and time. */
const DATE_STYLE = 1;
const escaped = (text: string): string =>
  text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;");

/** Serial number of a moment, as Excel stores dates. */
export function serialOf(iso: string, is1904 = false): number {
  return (Date.parse(iso) - (is1904 ? Date.UTC(1904, 0, 1) : Date.UTC(1899, 11, 30))) / 86_400_000;
}

/** Writes a workbook: texts shared, dates as serial numbers with a format. */
export function xlsxFile(sheets: readonly TestSheet[], options: XlsxOptions = {}): Uint8Array {
  const texts: string[] = [];
  const places = new Map<string, number>();
  const shared = (text: string): number => {
    const known = places.get(text) ?? texts.push(text) - 1;
    places.set(text, known);
    return known;
  };
  const cellXml = (cell: TestCell, ref: string): string => {
    const r = options.bare === true ? "" : ` r="${ref}"`;
    if (cell === null) return options.bare === true ? "<c/>" : "";
    if (typeof cell === "string") return `<c${r} t="s"><v>${shared(cell)}</v></c>`;
    if (typeof cell === "number") return `<c${r}><v>${cell}</v></c>`;
    if ("date" in cell) return `<c${r} s="${DATE_STYLE}"><v>${cell.date}</v></c>`;
    if ("inline" in cell) return `<c${r} t="inlineStr"><is><t>${escaped(cell.inline)}</t></is></c>`;
    if ("raw" in cell) return cell.raw;
    const { formula, value } = cell;
    const type = typeof value === "string" ? ' t="str"' : "";
    const stored = value === undefined ? "" : `<v>${escaped(String(value))}</v>`;
    return `<c${r}${type}><f>${escaped(formula)}</f>${stored}</c>`;
  };
  const sheetXml = ({ rows, xml }: TestSheet): string => {
    if (xml !== undefined) return xml;
    const lines = rows.map((cells, at) => {
      const inside = cells.map((cell, column) => cellXml(cell, `${columnName(column)}${at + 1}`)).join("");
      return `<row${options.bare === true ? "" : ` r="${at + 1}"`}>${inside}</row>`;
    });
    return `<?xml version="1.0"?><worksheet xmlns="x"><sheetData>${lines.join("")}</sheetData></worksheet>`;
  };
  const parts: Record<string, string | Uint8Array> = {
    "[Content_Types].xml": "<Types/>",
    "_rels/.rels": "<Relationships/>",
    "xl/workbook.xml": `<workbook xmlns:r="r">${options.is1904 === true ? '<workbookPr date1904="1"/>' : ""}<sheets>${sheets
      .map(({ name }, at) => `<sheet name="${escaped(name)}" sheetId="${at + 1}" r:id="rId${at + 1}"/>`)
      .join("")}</sheets></workbook>`,
    "xl/_rels/workbook.xml.rels": `<Relationships>${sheets
      .map((_, at) => `<Relationship Id="rId${at + 1}" Target="worksheets/sheet${at + 1}.xml"/>`)
      .join("")}</Relationships>`,
    "xl/styles.xml":
      '<styleSheet><numFmts><numFmt numFmtId="164" formatCode="yyyy\\-mm\\-dd hh:mm:ss"/></numFmts><cellXfs><xf numFmtId="0"/><xf numFmtId="164"/><xf numFmtId="4"/></cellXfs></styleSheet>',
  };
  for (const [at, sheet] of sheets.entries()) parts[`xl/worksheets/sheet${at + 1}.xml`] = sheetXml(sheet);
  parts["xl/sharedStrings.xml"] =
    `<sst>${texts.map((text) => `<si><t xml:space="preserve">${escaped(text)}</t></si>`).join("")}</sst>`;
  for (const [name, part] of Object.entries(options.parts ?? {})) parts[name] = part;
  for (const name of options.without ?? []) delete parts[name];
  return zipSync(
    Object.fromEntries(
      Object.entries(parts).map(([name, part]) => [name, typeof part === "string" ? strToU8(part) : part]),
    ),
  );
}

function columnName(column: number): string {
  const letter = String.fromCharCode(65 + (column % 26));
  return column < 26 ? letter : columnName(Math.floor(column / 26) - 1) + letter;
}

/** A compound file with streams of these names, as Office makes for documents with a password. */
export function compoundFile(streams: readonly string[]): Uint8Array {
  const bytes = new Uint8Array(512 * 4);
  const view = new DataView(bytes.buffer);
  bytes.set([0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1]);
  view.setUint16(30, 9, true);
  view.setUint32(48, 0, true);
  for (const [at, name] of ["Root Entry", ...streams].entries()) {
    const entry = 512 + at * 128;
    for (let i = 0; i < name.length; i++) view.setUint16(entry + i * 2, name.charCodeAt(i), true);
    view.setUint16(entry + 64, (name.length + 1) * 2, true);
  }
  return bytes;
}
