import type { ComputerCoverage } from "../../../shared/engine/coverage/assess.ts";
import { ROLES, type Role } from "../../../shared/engine/coverage/recommended.ts";
import { Segmented } from "../../components/segmented.tsx";
import { ROLE_TEXT, roleReason } from "../../data/coverage-texts.ts";
import { T } from "../../data/texts.ts";
import { useApp } from "../../state/app.ts";
import { setRole } from "../../state/commands.ts";

const BY_EVIDENCE = "evidence";
type Choice = Role | typeof BY_EVIDENCE;

/** What a computer is, which decides what is recommended: as its log tells, or as the user says. */
export function RoleSelect({ own }: { readonly own: ComputerCoverage }) {
  const app = useApp();
  const { role, from } = own.role;
  const value: Choice = from === "chosen" && role !== null ? role : BY_EVIDENCE;
  const options: readonly (readonly [Choice, string])[] = [
    [BY_EVIDENCE, T.coverage.roleByEvidence],
    ...ROLES.map((each) => [each, capital(ROLE_TEXT[each])] as const),
  ];
  return (
    <div className="coverage-role">
      <Segmented
        label={T.coverage.role}
        value={value}
        options={options}
        onChange={(next) => setRole(app, own.computer.key, next === BY_EVIDENCE ? null : next)}
      />
      <p className="mute">
        {roleReason(own.role)} {role === null && T.coverage.roleUnknown}
      </p>
    </div>
  );
}

function capital(text: string): string {
  return `${text.slice(0, 1).toUpperCase()}${text.slice(1)}`;
}
