import { REPORT_NAMES, type ReportName } from "../../../shared/types/report.ts";
import { T } from "../../data/texts.ts";

/** Reports by what they are about; each stands in one group. */
const GROUPS: readonly (readonly [title: string, names: readonly ReportName[]])[] = [
  [
    T.reports.groups.people,
    ["first-last", "hours", "who", "concurrent", "out-of-hours", "shared-use", "dormant"],
  ],
  [T.reports.groups.access, ["remote", "bursts", "lockouts", "admins", "runas", "counts"]],
];

export function ReportList({
  chosen,
  onChoose,
}: {
  readonly chosen: ReportName;
  readonly onChoose: (name: ReportName) => void;
}) {
  const grouped = new Set(GROUPS.flatMap(([, names]) => names));
  const rest = REPORT_NAMES.filter((name) => !grouped.has(name));
  return (
    <nav className="report-list" aria-label={T.reports.list}>
      {[...GROUPS, [T.reports.groups.evidence, rest] as const].map(([title, names]) => (
        <section key={title} aria-label={title}>
          <h2>{title}</h2>
          {names.map((name) => (
            <button
              key={name}
              type="button"
              aria-current={name === chosen ? "true" : undefined}
              onClick={() => onChoose(name)}
            >
              {T.reports.names[name]}
            </button>
          ))}
        </section>
      ))}
    </nav>
  );
}
