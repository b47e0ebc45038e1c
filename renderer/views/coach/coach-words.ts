import type { DateOrder, TextDelimiter, TextEncodingName } from "../../../shared/types/text-import.ts";

export const ORDER_WORDS: Readonly<Record<DateOrder, string>> = {
  dmy: "day, month, year",
  mdy: "month, day, year",
  ymd: "year, month, day",
};

export const DELIMITER_WORDS: Readonly<Record<TextDelimiter, string>> = {
  ",": "commas",
  ";": "semicolons",
  "\t": "tabs",
};

export const ENCODING_WORDS: Readonly<Record<TextEncodingName, string>> = {
  "utf-8": "UTF-8",
  "utf-16le": "UTF-16",
  "utf-16be": "UTF-16, high byte first",
  "windows-1252": "Western European (Windows-1252)",
  "windows-1250": "Central European (Windows-1250)",
  "windows-1251": "Cyrillic (Windows-1251)",
  "windows-1253": "Greek (Windows-1253)",
  "windows-1254": "Turkish (Windows-1254)",
  ibm850: "Western European, console (OEM 850)",
  ibm866: "Cyrillic, console (OEM 866)",
  shift_jis: "Japanese (Shift-JIS)",
  gbk: "Chinese (GBK)",
};

export const TEXT_WEAKNESS =
  "A text export has no record numbers, times in whole seconds, and often no computer name.";
export const OBJECTS_WEAKNESS =
  "Events stored as PowerShell objects have no names for their values; what their messages say in English was read.";
