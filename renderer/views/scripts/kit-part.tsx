import { Copy, Download } from "lucide-react";
import type { ScriptFile } from "../../../shared/export/scripts/script-files.ts";
import type { KitSection } from "../../../shared/export/scripts/script-kit.ts";
import { auditedTexts } from "../../data/script-kit.ts";
import { T } from "../../data/texts.ts";
import { useApp } from "../../state/app.ts";
import { copyText } from "../../state/copy-command.ts";
import { saveScript } from "../../state/script-commands.ts";

interface KitPartProps {
  readonly part: KitSection;
  /** False while the name of the share is none: nothing can be taken along then. */
  readonly usable: boolean;
}

/** One part of the guide: words, steps, files and commands to take along. */
export function KitPart({ part, usable }: KitPartProps) {
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: it may hold nothing to focus, yet must scroll by keyboard
    <section className="scripts-part" aria-label={part.title} tabIndex={0}>
      <h2>{part.title}</h2>
      {part.text.map((text) => (
        <p key={text}>{text}</p>
      ))}
      {part.steps.length > 0 && (
        <ol>
          {part.steps.map((step) => (
            <li key={step}>{step}</li>
          ))}
        </ol>
      )}
      {part.files.map((file) => (
        <FileBlock key={file.name} file={file} usable={usable} />
      ))}
      {part.commands.map(({ label, lines }) => (
        <Block key={label} title={label} text={lines.join("\n")} usable />
      ))}
      {part.key === "audit" && <Audited />}
    </section>
  );
}

function FileBlock({ file, usable }: { readonly file: ScriptFile; readonly usable: boolean }) {
  const app = useApp();
  return (
    <Block
      title={file.name}
      text={file.text.trimEnd().replaceAll("\r\n", "\n")}
      usable={usable}
      onSave={() => void saveScript(app, file)}
    />
  );
}

interface BlockProps {
  readonly title: string;
  readonly text: string;
  readonly usable: boolean;
  readonly onSave?: () => void;
}

function Block({ title, text, usable, onSave }: BlockProps) {
  const app = useApp();
  return (
    <figure className="scripts-file">
      <figcaption>
        <span className="mono">{title}</span>
        <span className="grow" />
        <button
          type="button"
          className="btn small"
          disabled={!usable}
          aria-label={`${T.scripts.copy} ${title}`}
          onClick={() => copyText(app, text)}
        >
          <Copy aria-hidden />
          {T.scripts.copy}
        </button>
        {onSave !== undefined && (
          <button
            type="button"
            className="btn small"
            disabled={!usable}
            aria-label={`${T.scripts.save} ${title}`}
            onClick={onSave}
          >
            <Download aria-hidden />
            {T.scripts.save}
          </button>
        )}
      </figcaption>
      <pre className="mono">{text}</pre>
    </figure>
  );
}

/** The names of what the commands set: a GUID tells nobody anything. */
function Audited() {
  return (
    <details>
      <summary>{T.scripts.subcategories}</summary>
      <dl className="scripts-names">
        {[...auditedTexts()].map(([guid, name]) => (
          <div key={guid}>
            <dt>{name}</dt>
            <dd className="mono mute">{guid}</dd>
          </div>
        ))}
      </dl>
    </details>
  );
}
