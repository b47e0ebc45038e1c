import { useMemo } from "react";
import { offsetAt, offsetLabel } from "../../../shared/engine/time/zone.ts";
import { defaultZone, zoneByName } from "../../data/clock.ts";
import { T } from "../../data/texts.ts";
import { useApp, useZone } from "../../state/app.ts";
import { setZone } from "../../state/commands.ts";
import { useStore } from "../../state/store.ts";

/** All zone names the browser knows; its list can be missing in old engines. */
function allZones(): readonly string[] {
  return typeof Intl.supportedValuesOf === "function" ? Intl.supportedValuesOf("timeZone") : [];
}

/** The zone every time on screen is in. The choice belongs to the case. */
export function ZoneSelect() {
  const app = useApp();
  const zone = useZone();
  const data = useStore(app.dataset, (dataset) => dataset.data);
  const machine = useStore(app.desk, (desk) => desk.info?.zone ?? "UTC");
  const others = useMemo(allZones, []);
  const at = data !== null && !Number.isNaN(data.newest) ? data.newest : 0;
  const label = (name: string) => {
    const offset = offsetLabel(offsetAt(zoneByName(name), at));
    return offset === name ? name : `${name} (${offset})`;
  };
  const first = [...new Set([defaultZone(data, machine), machine, "UTC", zone])];
  return (
    <select
      className="field zone"
      value={zone}
      aria-label={T.zone.label}
      title={T.zone.title}
      onChange={(event) => setZone(app, event.currentTarget.value)}
    >
      <optgroup label={T.zone.ofCase}>
        {first.map((name) => (
          <option key={name} value={name}>
            {label(name)}
          </option>
        ))}
      </optgroup>
      <optgroup label={T.zone.all}>
        {others
          .filter((name) => !first.includes(name))
          .map((name) => (
            <option key={name} value={name}>
              {name}
            </option>
          ))}
      </optgroup>
    </select>
  );
}
