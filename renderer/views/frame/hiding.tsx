import { ChevronDown } from "lucide-react";
import { ALL_KINDS, DEFAULT_KINDS } from "../../../shared/engine/filter/filter.ts";
import { kindsInForce } from "../../../shared/engine/filter/mentions.ts";
import { SESSION_KINDS, type SessionKind } from "../../../shared/types/names.ts";
import { Menu } from "../../components/menu.tsx";
import type { MenuItem } from "../../components/menu-items.tsx";
import { logonClassText } from "../../data/messages.ts";
import { count } from "../../data/numbers.ts";
import { kindCounts } from "../../data/rows.ts";
import { T } from "../../data/texts.ts";
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
  if (inForce === null) return <span className="hiding">{T.hiding.byFilter}</span>;
  const hidden = present.filter((kind) => !inForce.includes(kind));
  const total = hidden.reduce((sum, kind) => sum + counts.get(kind)!, 0);
  const hasTrails = hidden.some((kind) => kind === "script" || kind === "cloud");
  const toggle = (kind: SessionKind) =>
    setKinds(app, kinds.includes(kind) ? kinds.filter((one) => one !== kind) : [...kinds, kind]);
  const { byClass } = data.counts.logons;
  const items: MenuItem[] = present.map((kind) => ({
    type: "check",
    label: logonClassText(kind),
    checked: kinds.includes(kind),
    hint: count(counts.get(kind)!),
    onSelect: () => toggle(kind),
  }));
  const never = (["unlock", "credentialRefresh"] as const).filter((name) => (byClass[name] ?? 0) > 0);
  if (never.length > 0) {
    items.push({ type: "separator" });
    for (const name of never) {
      items.push({
        type: "note",
        label: `${count(byClass[name] ?? 0)} ${logonClassText(name)}, ${T.hiding.never}`,
      });
    }
  }
  return (
    <span className="hiding">
      <Menu
        className="link hiding-button"
        title={T.hiding.title}
        label={
          <>
            <span className="clip">
              {total > 0 ? (hasTrails ? T.hiding.sessions : T.hiding.logons)(total) : T.hiding.none}
            </span>
            <ChevronDown aria-hidden />
          </>
        }
        items={items}
      />
      {total > 0 ? (
        <button type="button" className="link" onClick={() => setKinds(app, ALL_KINDS)}>
          {T.hiding.show}
        </button>
      ) : (
        <button type="button" className="link" onClick={() => setKinds(app, DEFAULT_KINDS)}>
          {T.hiding.people}
        </button>
      )}
    </span>
  );
}
