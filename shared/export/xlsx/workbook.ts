import { columnLetters } from "./columns.ts";
import { MAX_FILE_BYTES } from "./limits.ts";
import { SharedTexts } from "./shared-texts.ts";
import { SheetNames } from "./sheet-name.ts";
import { STYLE, STYLES_XML } from "./styles.ts";
import { fittingText, looksLikeFormula, textElement, xmlText } from "./xml-text.ts";
import { ZipStream } from "./zip-stream.ts";

const HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n';
const MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
const RELATIONS = "http://schemas.openxmlformats.org/package/2006/relationships";
const OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
const TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml";
/** Name of the sheet that says what the others hold. */
export const SUMMARY = "Summary";

export interface SheetFrame {
  /** Widths of the columns, in characters. */
  readonly widths: readonly number[];
  /** The first row stays in view and stands above every printed page. */
  readonly hasHeading: boolean;
  /** It is what one sees first. */
  readonly isFirst: boolean;
}

interface Sheet {
  readonly name: string;
  readonly frame: SheetFrame;
  rows: number;
}

/**
 * A workbook that is written as it is made: rows go in at one side, bytes come out at the other (`take`), and only the
 * texts that cells share stay in memory. Parts that name others stand at the end of the archive.
 */
export class Workbook {
  readonly #zip = new ZipStream();
  readonly #texts = new SharedTexts();
  readonly #names = new SheetNames();
  readonly #sheets: Sheet[] = [];
  #sheet: Sheet | null = null;
  /** Texts that were longer than a cell holds. */
  cutTexts = 0;

  constructor() {
    this.#names.add(SUMMARY);
    this.#part(
      "_rels/.rels",
      `<Relationships xmlns="${RELATIONS}"><Relationship Id="rId1" Type="${OFFICE}/officeDocument" Target="xl/workbook.xml"/></Relationships>\n`,
    );
    this.#zip.open("xl/styles.xml");
    this.#zip.write(STYLES_XML);
  }

  /** Begins a sheet and gives the name it got. */
  openSheet(wanted: string, frame: SheetFrame): string {
    this.#closeSheet();
    const name = frame.isFirst ? SUMMARY : this.#names.add(wanted);
    this.#sheet = { name, frame, rows: 0 };
    this.#sheets.push(this.#sheet);
    this.#zip.open(`xl/worksheets/sheet${this.#sheets.length}.xml`);
    const pane = frame.hasHeading
      ? '<pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/><selection pane="bottomLeft"/>'
      : "";
    const cols = frame.widths.map(
      (width, at) => `<col min="${at + 1}" max="${at + 1}" width="${width}" customWidth="1"/>`,
    );
    this.#zip.write(
      `${HEAD}<worksheet xmlns="${MAIN}"><sheetPr><pageSetUpPr fitToPage="1"/></sheetPr><sheetViews><sheetView${frame.isFirst ? ' tabSelected="1"' : ""} workbookViewId="0">${pane}</sheetView></sheetViews><cols>${cols.join("")}</cols><sheetData>`,
    );
    return name;
  }

  /** Writes a row of ready cells. */
  addRow(cells: string): void {
    if (this.#sheet !== null) this.#sheet.rows++;
    this.#zip.write(`<row>${cells}</row>`);
  }

  /** A cell with a text; `shared` where the same is likely to come again. */
  textCell(text: string, shared: boolean, style: number = STYLE.plain): string {
    let shown = text;
    if (text.length > MAX_PLAIN) {
      shown = fittingText(text);
      if (shown !== text) this.cutTexts++;
    }
    const look = style === STYLE.plain && looksLikeFormula(shown) ? STYLE.guarded : style;
    const s = look === STYLE.plain ? "" : ` s="${look}"`;
    const place = shared ? this.#texts.placeOf(shown) : -1;
    return place === -1
      ? `<c${s} t="inlineStr"><is>${textElement(shown)}</is></c>`
      : `<c${s} t="s"><v>${place}</v></c>`;
  }

  /** Bytes of the sheet that is open. */
  get sheetBytes(): number {
    return this.#zip.partBytes;
  }

  /** Whether no more than the last parts should come. */
  get isFull(): boolean {
    return this.#zip.bytes > MAX_FILE_BYTES;
  }

  /** The bytes that are ready. */
  take(): readonly Uint8Array[] {
    return this.#zip.take();
  }

  /** Closes the workbook; `take` then gives the rest. */
  end(): void {
    this.#closeSheet();
    this.#zip.open("xl/sharedStrings.xml");
    for (const piece of this.#texts.xml()) this.#zip.write(piece);
    // The summary is written last, for it counts what the others hold, and shown first.
    const shown = this.#sheets
      .map((sheet, at) => ({ ...sheet, part: at + 1 }))
      .sort((a, b) => Number(b.frame.isFirst) - Number(a.frame.isFirst));
    const sheets = shown.map(
      ({ name, part }, at) => `<sheet name="${xmlText(name)}" sheetId="${at + 1}" r:id="rId${part}"/>`,
    );
    const names = shown.flatMap(({ name, rows, frame }, at) => {
      if (!frame.hasHeading) return [];
      const quoted = xmlText(`'${name.replaceAll("'", "''")}'`);
      const last = columnLetters(frame.widths.length - 1);
      return [
        `<definedName name="_xlnm._FilterDatabase" localSheetId="${at}" hidden="1">${quoted}!$A$1:$${last}$${rows}</definedName>`,
        `<definedName name="_xlnm.Print_Titles" localSheetId="${at}">${quoted}!$1:$1</definedName>`,
      ];
    });
    this.#part(
      "xl/workbook.xml",
      `<workbook xmlns="${MAIN}" xmlns:r="${OFFICE}"><bookViews><workbookView activeTab="0"/></bookViews><sheets>${sheets.join("")}</sheets>${names.length === 0 ? "" : `<definedNames>${names.join("")}</definedNames>`}</workbook>\n`,
    );
    const count = this.#sheets.length;
    const relations = [
      ...this.#sheets.map((_, at) => ["worksheet", `worksheets/sheet${at + 1}.xml`]),
      ["styles", "styles.xml"],
      ["sharedStrings", "sharedStrings.xml"],
    ].map(
      ([kind, target], at) => `<Relationship Id="rId${at + 1}" Type="${OFFICE}/${kind}" Target="${target}"/>`,
    );
    this.#part(
      "xl/_rels/workbook.xml.rels",
      `<Relationships xmlns="${RELATIONS}">${relations.join("")}</Relationships>\n`,
    );
    const types = [
      ["workbook.xml", "sheet.main"],
      ...Array.from({ length: count }, (_, at) => [`worksheets/sheet${at + 1}.xml`, "worksheet"]),
      ["styles.xml", "styles"],
      ["sharedStrings.xml", "sharedStrings"],
    ].map(([part, type]) => `<Override PartName="/xl/${part}" ContentType="${TYPE}.${type}+xml"/>`);
    this.#part(
      "[Content_Types].xml",
      `<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/>${types.join("")}</Types>\n`,
    );
    this.#zip.end();
  }

  #closeSheet(): void {
    if (this.#sheet === null) return;
    const { frame, rows } = this.#sheet;
    this.#sheet = null;
    const filter = frame.hasHeading
      ? `<autoFilter ref="A1:${columnLetters(frame.widths.length - 1)}${rows}"/>`
      : "";
    this.#zip.write(
      `</sheetData>${filter}<pageMargins left="0.5" right="0.5" top="0.5" bottom="0.5" header="0.3" footer="0.3"/><pageSetup orientation="landscape" fitToHeight="0"/></worksheet>\n`,
    );
  }

  #part(name: string, xml: string): void {
    this.#zip.open(name);
    this.#zip.write(HEAD + xml);
  }
}

/** Shorter texts need not be looked at for their length. */
const MAX_PLAIN = 1000;
