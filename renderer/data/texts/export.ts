import { spoken } from "../language.ts";
import { bytesText, count, counted } from "../numbers.ts";
import type { Spoken } from "./spoken-type.ts";

const ENGLISH = {
  csv: "Spreadsheet, columns of the table",
  csvAll: "Spreadsheet, every column",
  xlsx: "Workbook with a summary, as shown",
  xlsxAll: "Workbook with a summary, every column",
  html: "Report with pictures, to read and print",
  print: "Print, or save as PDF",
  pdf: "Report with pictures, as PDF",
  json: "Data with sources and caveats",
  jsonl: "Data, line by line",
  parquet: "Data for other tools, typed columns",
  answers: "The answers, every column",
  listHtml: "Page to read and print, the list as shown",
  page: "Page to read and print",
  pictures: "Pictures",
  list: "The list as shown, columns of the table",
  listXlsx: "Workbook with a summary, the list as shown",
  records: "Every field of the records, in the order of the files",
  wholeRecords: {
    csv: "Spreadsheet, every field",
    xlsx: "Workbook, every field",
    json: "Data, every field, with sources",
    jsonl: "Data, a record a line",
    parquet: "Data for other tools, every field",
  },
  picture: "Picture of what is on screen",
  pictureOf: (title: string) => `Picture: ${title}`,
  sources: "The inputs",
  events: "The records",
  timeline: "The timeline",
  saving: (name: string, bytes: number) => `Writing ${name}: ${bytesText(bytes)}`,
  making: (name: string) => `Preparing ${name}`,
  makingPdf: (name: string) => `Printing into ${name}`,
  stop: "Stop",
  stopped: (name: string) => `${name} was not saved.`,
  busy: "Another file is being written. Stop it, or wait until it is done.",
  noWindow: "The browser did not open a window for printing. Allow it, or save the report and print that.",
  printing: "The report is in a window of its own, for printing.",
  savedInputs: (n: number, name: string) => `Saved ${counted(n, "input")} as ${name}.`,
  savedRecords: (n: number, name: string) => `Saved ${counted(n, "record")} as ${name}.`,
  moreLines: (n: number) => `${count(n)} more stand in the table.`,
  noPicture: "The picture could not be drawn.",
  savedFile: (name: string) => `Saved ${name}.`,
  savedPicture: (name: string) => `Saved the picture as ${name}.`,
  notListed: "Listing the records is not finished yet.",
  beyond: (shown: number, all: number) =>
    `${count(shown)} of ${count(all)}: the list on screen holds no more.`,
} as const;

/** What saving says. */
export const EXPORT = spoken("export", ENGLISH);
export type ExportTexts = Spoken<typeof ENGLISH>;
