import type { MaskingTexts } from "../masking.ts";

export const MASKING_DE: MaskingTexts = {
  menu: "Namen verbergen",
  on: "Namen hinter Decknamen verbergen",
  off: "Namen zeigen",
  title: "Namen verborgen",
  note: "Namen sind verborgen: Decknamen stehen für Personen, Computer, Domänen, Adressen und Dateien, hier und in allem, was Sie speichern.",
  noNames: "Namen sind verborgen. Zeigen Sie sie zuerst: Eine Kontenliste enthält echte Namen.",
};
