import {
  CLOUD_ROLES,
  type CloudAnswers,
  type CloudColumns,
  type CloudRole,
  missingRoles,
} from "../../types/cloud.ts";
import { type HeaderMatch, headerWord } from "./header.ts";

/**
 * Shape and columns of a table: what a user says goes before what its header says. Null while neither says enough.
 */
export function chosenColumns(
  found: HeaderMatch | null,
  answers: CloudAnswers | undefined,
  headers: readonly string[],
): HeaderMatch | null {
  const given = answers?.columns === undefined ? null : placesOf(answers.columns, headers);
  const shape = answers?.shape ?? found?.shape ?? (given === null ? null : "loginEvents");
  if (shape === null) return null;
  const columns = given ?? found?.columns ?? {};
  return missingRoles(shape, columns).length === 0 ? { shape, columns } : found;
}

function placesOf(chosen: NonNullable<CloudAnswers["columns"]>, headers: readonly string[]): CloudColumns {
  const words = headers.map(headerWord);
  const places: Partial<Record<CloudRole, number>> = {};
  for (const role of CLOUD_ROLES) {
    const wanted = chosen[role];
    if (wanted === undefined) continue;
    const place =
      typeof wanted === "number"
        ? wanted
        : [headers.indexOf(wanted), words.indexOf(headerWord(wanted))].find((at) => at >= 0);
    if (place !== undefined && place >= 0 && place < headers.length) places[role] = place;
  }
  return places;
}
