import { Check, ChevronDown } from "lucide-react";
import { ALL_KINDS, DEFAULT_KINDS } from "../../../shared/engine/filter/filter.ts";
import { logonClassText } from "../../../shared/export/messages.ts";
import { SESSION_KINDS, type SessionKind } from "../../../shared/types/names.ts";
import { Menu } from "../../components/menu.tsx";
import { kindCounts, kindsInForce } from "../../data/rows.ts";
import { count, counted } from "../../data/texts.ts";
import { useApp } from "../../state/app.ts";
import { setKinds } from "../../state/commands.ts";
import { useStore } from "../../state/store.ts";

/** Says what is set aside, and by a click shows it: nothing is ever hidden in silence. */
export function Hiding() {
  const app = useApp();
  const data = useStore(app.dataset, (dataset) => dataset.data);
  const kinds = useStore(app.view, (view) => view.kinds);
  const filter = useStore(app.view, (view) => view.filter);
  if (data === null) return null;
  const counts = kindCounts(data);
  const inForce = kindsInForce(filter, kinds);
  const present = SESSION_KINDS.filter((kind) => (counts.get(kind) ?? 0) > 0);
  if (present.every((kind) => kind === "desktop")) return null;
  if (inForce === null) return <span className="hiding">The filter names the kinds</span>;
  const hidden = present.filter((kind) => !inForce.includes(kind));
  const total = hidden.reduce((sum, kind) => sum + counts.get(kind)!, 0);
  const toggle = (kind: SessionKind) =>
    setKinds(app, kinds.includes(kind) ? kinds.filter((one) => one !== kind) : [...kinds, kind]);
  const { byClass } = data.counts.logons;
  return (
    <span className="hiding">
      <Menu
        className="link hiding-button"
        title="What is set aside"
        label={
          <>
            {total > 0 ? `Hiding ${counted(total, "automatic logon")}` : "Showing every kind"}
            <ChevronDown aria-hidden />
          </>
        }
      >
        {() => (
          <>
            {present.map((kind) => (
              <button
                key={kind}
                type="button"
                role="menuitemcheckbox"
                aria-checked={kinds.includes(kind)}
                onClick={() => toggle(kind)}
              >
                <span className="tick">{kinds.includes(kind) && <Check aria-hidden className="tick" />}</span>
                {logonClassText(kind)}
                <span className="hint">{count(counts.get(kind)!)}</span>
              </button>
            ))}
            {(["unlock", "credentialRefresh"] as const).map(
              (name) =>
                (byClass[name] ?? 0) > 0 && (
                  <p key={name} className="menu-note">
                    {count(byClass[name]!)} {logonClassText(name)}, part of their sessions
                  </p>
                ),
            )}
          </>
        )}
      </Menu>
      {total > 0 ? (
        <button type="button" className="link" onClick={() => setKinds(app, ALL_KINDS)}>
          show
        </button>
      ) : (
        <button type="button" className="link" onClick={() => setKinds(app, DEFAULT_KINDS)}>
          people only
        </button>
      )}
    </span>
  );
}
