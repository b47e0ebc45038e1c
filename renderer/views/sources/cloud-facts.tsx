import { visibleText } from "../../../shared/export/visible-text.ts";
import { CLOUD_ROLES, type CloudImport } from "../../../shared/types/cloud.ts";
import type { SourceInfo } from "../../../shared/types/source.ts";
import { minuteText } from "../../data/minute-field.ts";
import { count } from "../../data/numbers.ts";
import { T } from "../../data/texts.ts";

/** How a table of Dynamics 365 was read, as rows of a list of facts. */
export function CloudFacts({ source, cloud }: { readonly source: SourceInfo; readonly cloud: CloudImport }) {
  const { shape, columns, headers, sheet, window, environment } = cloud;
  const named = CLOUD_ROLES.flatMap((role) => {
    const at = columns[role];
    return at === undefined ? [] : [`${T.cloud.roles[role]} = ${visibleText(headers[at] ?? "")}`];
  });
  const numbers = [
    count(source.records),
    ...(cloud.unread > 0 ? [T.cloud.unread(count(cloud.unread))] : []),
    ...(cloud.outside > 0 ? [T.cloud.outside(count(cloud.outside))] : []),
    ...(cloud.doubles > 0 ? [T.cloud.doubles(count(cloud.doubles))] : []),
    ...(cloud.conflicts > 0 ? [T.cloud.conflicts(count(cloud.conflicts))] : []),
    ...(cloud.formulas > 0 ? [T.cloud.formulas(count(cloud.formulas))] : []),
  ];
  return (
    <>
      <dt>{T.cloud.table}</dt>
      <dd>{shape === null ? T.notKnown : T.cloud.shapes[shape]}</dd>
      <dt>{T.cloud.columns}</dt>
      <dd>{named.join(", ")}</dd>
      {sheet !== null && (
        <>
          <dt>{T.cloud.sheet}</dt>
          <dd>{visibleText(sheet)}</dd>
        </>
      )}
      <dt>{T.cloud.rows}</dt>
      <dd>{numbers.join("; ")}</dd>
      {window !== null && (
        <>
          <dt>{T.cloud.covers}</dt>
          <dd>
            {T.cloud.window(
              minuteText(window.from).replace("T", " "),
              minuteText(window.to).replace("T", " "),
              T.cloud.ends[window.end],
            )}
          </dd>
        </>
      )}
      {environment !== null && environment !== "" && (
        <>
          <dt>{T.cloud.environment}</dt>
          <dd>{visibleText(environment)}</dd>
        </>
      )}
    </>
  );
}
