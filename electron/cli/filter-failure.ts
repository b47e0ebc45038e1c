import { type QueryError, queryErrorText } from "../../shared/engine/filter/query.ts";
import { type CommandFailure, usageFailure } from "./exit-codes.ts";

/** A filter that is wrong, as the failure of the command. */
export function filterFailure(option: string, error: QueryError): CommandFailure {
  return usageFailure(`${option}: ${queryErrorText(error)}`);
}
