import { Fragment } from "react";
import type { SettingRow } from "../../../shared/engine/coverage/settings.ts";
import {
  advisedText,
  contradictionText,
  settingText,
  sightText,
} from "../../../shared/export/coverage-texts.ts";
import { T } from "../../data/texts.ts";

/** What is recommended beside what the policy says and what the log shows. */
export function SettingTable({ rows }: { readonly rows: readonly SettingRow[] }) {
  return (
    <section aria-label={T.coverage.settings}>
      <h3>{T.coverage.settings}</h3>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard */}
      <div className="report-lines coverage-settings" tabIndex={0}>
        <table>
          <thead>
            <tr>
              <th scope="col">{T.coverage.subcategory}</th>
              <th scope="col">{T.coverage.general}</th>
              <th scope="col">{T.coverage.stronger}</th>
              <th scope="col">{T.coverage.policyFile}</th>
              <th scope="col">{T.coverage.groupPolicy}</th>
              <th scope="col">{T.coverage.log}</th>
            </tr>
          </thead>
          <tbody>
            {rows.map((row) => {
              const contradiction = contradictionText(row);
              const { general, stronger } = row.commands;
              const isMissing = general !== null || stronger !== null;
              return (
                <Fragment key={row.guid}>
                  <tr className={contradiction === null ? undefined : "said"}>
                    <th scope="row">
                      {row.name}
                      {isMissing && (
                        <>
                          {" "}
                          <span className="tag missing">
                            {general === null ? T.coverage.missingStronger : T.coverage.missing}
                          </span>
                        </>
                      )}
                    </th>
                    <td>{advisedText(row.recommended.general)}</td>
                    <td>{advisedText(row.recommended.stronger)}</td>
                    <Said text={settingText(row.policy)} silent={row.policy.state === "silent"} />
                    <Said text={settingText(row.asked)} silent={row.asked.state === "silent"} />
                    <Said text={sightText(row)} silent={row.log.records === 0} />
                  </tr>
                  {contradiction !== null && (
                    <tr className="contradiction">
                      <td colSpan={6}>
                        <b>{T.coverage.contradiction}</b> {contradiction}
                      </td>
                    </tr>
                  )}
                </Fragment>
              );
            })}
          </tbody>
        </table>
      </div>
    </section>
  );
}

function Said({ text, silent }: { readonly text: string; readonly silent: boolean }) {
  return <td className={silent ? "mute" : undefined}>{text}</td>;
}
