import { MAX_CELL_FORMATS } from "./limits.ts";
import { isBuiltInDate, isDateFormat } from "./number-format.ts";
import type { PartHandler } from "./xml-part.ts";

/** `xl/styles.xml`: which formats of cells show dates. */
export class StylesPart implements PartHandler {
  readonly #dates = new Map<number, boolean>();
  readonly #formats: number[] = [];
  #inCells = false;

  open(name: string, attributes: Readonly<Record<string, string>>): void {
    if (name === "numFmt" && this.#dates.size < MAX_CELL_FORMATS) {
      this.#dates.set(Number(attributes.numFmtId), isDateFormat(attributes.formatCode ?? ""));
    }
    if (name === "cellXfs") this.#inCells = true;
    if (name === "xf" && this.#inCells && this.#formats.length < MAX_CELL_FORMATS) {
      this.#formats.push(Number(attributes.numFmtId ?? 0));
    }
  }

  close(name: string): void {
    if (name === "cellXfs") this.#inCells = false;
  }

  /** For each format of cells whether it shows dates. */
  dates(): readonly boolean[] {
    return this.#formats.map((id) => this.#dates.get(id) ?? isBuiltInDate(id));
  }
}
