import type { ComputerCoverage } from "../../../shared/engine/coverage/assess.ts";
import { LEVELS } from "../../../shared/engine/coverage/recommended.ts";
import { T } from "../../data/texts.ts";
import { CopyBlock } from "./copy-block.tsx";

/** The commands that turn on what is known to be missing. */
export function SetCommands({ own }: { readonly own: ComputerCoverage }) {
  const blocks = LEVELS.map((level) => {
    const rows = own.settings.filter(({ commands }) => commands[level] !== null);
    return {
      title: T.coverage.levels[level],
      names: rows.map(({ name }) => name),
      lines: rows.flatMap(({ commands }) => commands[level] ?? []),
    };
  });
  const [general, stronger] = blocks;
  const isSame = general!.lines.join("\n") === stronger!.lines.join("\n");
  const shown = isSame ? [{ ...general!, title: T.coverage.both }] : blocks;
  const isNothing = blocks.every(({ lines }) => lines.length === 0);
  return (
    <section aria-label={T.coverage.commands}>
      <h3>{T.coverage.commands}</h3>
      {isNothing ? (
        <p className="mute">
          {own.policies.effective.length === 0
            ? T.coverage.nothingMissingWithoutPolicy
            : T.coverage.nothingMissing}
        </p>
      ) : (
        <>
          <p className="mute">{T.coverage.commandsNote}</p>
          {shown
            .filter(({ lines }) => lines.length > 0)
            .map(({ title, names, lines }) => (
              <div key={title}>
                <h4>{title}</h4>
                <p className="mute">{names.join(", ")}</p>
                <CopyBlock label={`${T.coverage.copies} ${title}`} lines={lines} />
              </div>
            ))}
        </>
      )}
    </section>
  );
}
