import type { CloudColumns, CloudImport, CloudRole } from "../../../shared/types/cloud.ts";
import { T } from "../../data/texts.ts";

interface Props {
  readonly cloud: CloudImport;
  readonly columns: CloudColumns;
  readonly roles: readonly CloudRole[];
}

/** First rows of a table as they stand, with what each column was said to hold above its header. */
export function CloudPreview({ cloud, columns, roles }: Props) {
  if (cloud.preview.length === 0) return <p className="mute">{T.cloud.empty}</p>;
  const roleAt = (at: number): string =>
    roles
      .filter((role) => columns[role] === at)
      .map((role) => T.cloud.roles[role])
      .join(", ");
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: it holds nothing to focus, yet must scroll by keyboard
    <section className="coach-preview" aria-label={T.cloud.preview} tabIndex={0}>
      <table>
        <thead>
          <tr>
            {cloud.headers.map((header, at) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: columns have no identity and never move
              <th scope="col" key={at}>
                <b>{roleAt(at)}</b>
                {header}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {cloud.preview.map((cells, row) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: rows have no identity and never move
            <tr key={row}>
              {cloud.headers.map((_, at) => (
                // biome-ignore lint/suspicious/noArrayIndexKey: columns have no identity and never move
                <td className="mono" key={at}>
                  {cells[at] ?? ""}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}
