import { MAX_SHEETS } from "./limits.ts";
import type { PartHandler } from "./xml-part.ts";

export interface SheetName {
  readonly name: string;
  /** Of its part, to be looked up among the relationships. */
  readonly relation: string;
}

/** `xl/workbook.xml`: the sheets in their order, and where its dates begin. */
export class WorkbookPart implements PartHandler {
  readonly sheets: SheetName[] = [];
  is1904 = false;
  /** Sheets beyond the limit. */
  lost = 0;

  open(name: string, attributes: Readonly<Record<string, string>>): void {
    if (name === "workbookPr") {
      const { date1904 = "" } = attributes;
      this.is1904 = date1904 === "1" || date1904.toLowerCase() === "true";
    }
    if (name !== "sheet") return;
    const relation = Object.entries(attributes).find(([key]) => key.endsWith(":id"))?.[1] ?? "";
    if (this.sheets.length >= MAX_SHEETS) this.lost++;
    else this.sheets.push({ name: (attributes.name ?? "").slice(0, 200), relation });
  }
}

const MOST_RELATIONS = 10_000;

/** `xl/_rels/workbook.xml.rels`: names of parts by their relationship. */
export class RelationsPart implements PartHandler {
  readonly targets = new Map<string, string>();

  open(name: string, { Id, Target }: Readonly<Record<string, string>>): void {
    if (name !== "Relationship" || Id === undefined || Target === undefined) return;
    if (this.targets.size < MOST_RELATIONS) this.targets.set(Id, partName(Target));
  }
}

/** The name of a part in the archive: targets are relative to `xl/`, or begin with a slash. */
function partName(target: string): string {
  const parts: string[] = [];
  for (const part of (target.startsWith("/") ? target : `xl/${target}`).split("/")) {
    if (part === "..") parts.pop();
    else if (part !== "" && part !== ".") parts.push(part);
  }
  return parts.join("/");
}
