import { useRef } from "react";
import type { ComputerCoverage } from "../../../shared/engine/coverage/assess.ts";
import type { CasePolicy } from "../../../shared/engine/coverage/policy-of.ts";
import { visibleText } from "../../../shared/export/visible-text.ts";
import type { CaseData } from "../../../shared/types/case.ts";
import { policyText } from "../../data/coverage-texts.ts";
import { fileName, T } from "../../data/texts.ts";
import { useApp } from "../../state/app.ts";
import { adoptAndOpen, pickAndOpen } from "../../state/open-commands.ts";
import { useStore } from "../../state/store.ts";
import { CopyBlock } from "./copy-block.tsx";

/**
 * Writes the policy in numbers, which need no language, to a folder that every Windows has. Both shells take the line
 * as it is.
 */
const SAVE_POLICY = "auditpol /backup /file:C:\\Users\\Public\\audit-policy.csv";
/** Files told one by one. */
const MOST_FILES = 5;

/** Which policy files speak of this computer, and how to make one where none does. */
export function PolicyState({ data, own }: { readonly data: CaseData; readonly own: ComputerCoverage }) {
  const { effective, asked, others, logSettings } = own.policies;
  const nameOf = ({ source }: CasePolicy) => visibleText(fileName(data.sources[source]?.path ?? "?"));
  const kindOf = ({ policy }: CasePolicy) => visibleText(policyText(policy));
  return (
    <section aria-label={T.coverage.policy}>
      <h3>{T.coverage.policy}</h3>
      <ul className="coverage-words">
        {[...effective, ...asked, ...logSettings].map((each) => (
          <li key={each.source}>
            <b>{nameOf(each)}</b>: {kindOf(each)}.
          </li>
        ))}
        {effective.length === 0 && (
          <li>
            <b>{T.coverage.noPolicy}</b> {T.coverage.noPolicyText}
          </li>
        )}
        {effective.length === 0 &&
          others.slice(0, MOST_FILES).map((each) => (
            <li key={each.source}>
              <b>{nameOf(each)}</b>: {kindOf(each)}.{" "}
              {each.policy.computer === null ? T.coverage.nameless : T.coverage.stray}
            </li>
          ))}
      </ul>
      {effective.length === 0 && <HowToSave computer={own.computer.name} />}
    </section>
  );
}

function HowToSave({ computer }: { readonly computer: string }) {
  const app = useApp();
  const native = useStore(app.desk, (desk) => desk.info?.capabilities.pickFiles === true);
  const input = useRef<HTMLInputElement>(null);
  return (
    <div className="coverage-how">
      <p>
        {T.coverage.howTo} <b dir="auto">{visibleText(computer)}</b>
      </p>
      <CopyBlock label={T.coverage.copiesHow} lines={[SAVE_POLICY]} />
      <p>
        {T.coverage.howToDrop}{" "}
        <button
          type="button"
          className="btn small"
          onClick={() => (native ? void pickAndOpen(app, true) : input.current?.click())}
        >
          {T.coverage.addPolicy}
        </button>
      </p>
      <input
        ref={input}
        type="file"
        hidden
        accept=".csv,.txt,.inf"
        aria-label={T.coverage.addLabel}
        onChange={(event) => {
          void adoptAndOpen(app, [...(event.currentTarget.files ?? [])], true);
          event.currentTarget.value = "";
        }}
      />
    </div>
  );
}
