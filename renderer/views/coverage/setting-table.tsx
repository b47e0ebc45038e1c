import { Fragment, type ReactNode } from "react";
import { isSameAdvice, type Role } from "../../../shared/engine/coverage/recommended.ts";
import type { SettingRow } from "../../../shared/engine/coverage/settings.ts";
import { advisedText, contradictionText, settingText, sightText } from "../../data/coverage-texts.ts";
import { subcategoryText } from "../../data/engine-texts.ts";
import { T } from "../../data/texts.ts";

export interface SettingTableProps {
  readonly rows: readonly SettingRow[];
  /** Null where it is not known: what stands for domain controllers and for all others is then side by side. */
  readonly role: Role | null;
  /** What stands between the heading and the table. */
  readonly children: ReactNode;
}

interface Advice {
  /** One of those who share the column. */
  readonly role: Role;
  readonly title: string;
}

/** Member servers and workstations share a column as long as their settings are the same. */
function adviceOf(rows: readonly SettingRow[], role: Role | null): readonly Advice[] {
  const { roles } = T.coverage;
  if (role !== null) return [{ role, title: roles[role] }];
  const isShared = rows.every(({ byRole }) => isSameAdvice(byRole, "memberServer", "workstation"));
  const others: readonly Advice[] = isShared
    ? [{ role: "memberServer", title: roles.others }]
    : (["memberServer", "workstation"] as const).map((each) => ({ role: each, title: roles[each] }));
  return [...others, { role: "domainController", title: roles.domainController }];
}

interface Fact {
  readonly title: string;
  readonly text: (row: SettingRow) => string;
  readonly isSilent: (row: SettingRow) => boolean;
}

const POLICY: Fact = {
  title: T.coverage.policyFile,
  text: ({ policy }) => settingText(policy),
  isSilent: ({ policy }) => policy.state === "silent",
};
const ASKED: Fact = {
  title: T.coverage.groupPolicy,
  text: ({ asked }) => settingText(asked),
  isSilent: ({ asked }) => asked.state === "silent",
};
const LOG: Fact = { title: T.coverage.log, text: sightText, isSilent: ({ log }) => log.records === 0 };

/** Files that say nothing at all have no column; that there are none is told above the table. */
function factsOf(rows: readonly SettingRow[]): readonly Fact[] {
  const said = [POLICY, ASKED].filter(({ isSilent }) => !rows.every(isSilent));
  return [...said, LOG];
}

/** What is recommended beside what the policy says and what the log shows. */
export function SettingTable({ rows, role, children }: SettingTableProps) {
  const advice = adviceOf(rows, role);
  const facts = factsOf(rows);
  return (
    <section aria-label={T.coverage.settings}>
      <h3>{T.coverage.settings}</h3>
      {children}
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard */}
      <div className="coverage-table coverage-settings" tabIndex={0}>
        <table>
          <thead>
            <tr>
              <th scope="col" rowSpan={2}>
                {T.coverage.subcategory}
              </th>
              {advice.map(({ title }) => (
                <th key={title} scope="colgroup" colSpan={2}>
                  {title}
                </th>
              ))}
              {facts.map(({ title }) => (
                <th key={title} scope="col" rowSpan={2}>
                  {title}
                </th>
              ))}
            </tr>
            <tr>
              {advice.map(({ title }) => (
                <Fragment key={title}>
                  <th scope="col">{T.coverage.general}</th>
                  <th scope="col">{T.coverage.stronger}</th>
                </Fragment>
              ))}
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
                      {subcategoryText(row.name)}
                      {isMissing && (
                        <>
                          {" "}
                          <span className="tag missing">
                            {general === null ? T.coverage.missingStronger : T.coverage.missing}
                          </span>
                        </>
                      )}
                    </th>
                    {advice.map((each) => (
                      <Fragment key={each.title}>
                        <td>{advisedText(row.byRole[each.role].general)}</td>
                        <td>{advisedText(row.byRole[each.role].stronger)}</td>
                      </Fragment>
                    ))}
                    {facts.map(({ title, text, isSilent }) => (
                      <td
                        key={title}
                        className={`${title === LOG.title ? "log" : ""}${isSilent(row) ? " mute" : ""}`}
                      >
                        {text(row)}
                      </td>
                    ))}
                  </tr>
                  {contradiction !== null && (
                    <tr className="contradiction">
                      <td colSpan={1 + 2 * advice.length + facts.length}>
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
