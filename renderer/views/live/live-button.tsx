import { MonitorDown } from "lucide-react";
import { isLiveLogName } from "../../../shared/types/live-channels.ts";
import type { SourceInfo } from "../../../shared/types/source.ts";
import { fileName, T } from "../../data/texts.ts";
import { useApp } from "../../state/app.ts";
import { showLive } from "../../state/live-commands.ts";
import { useStore } from "../../state/store.ts";

/** Leads to the log of the machine the program runs on; elsewhere than on Windows it says so before it is clicked. */
export function LiveButton() {
  const app = useApp();
  const info = useStore(app.desk, (desk) => desk.info);
  const elsewhere = info !== null && !info.capabilities.liveLog;
  return (
    <button type="button" className="btn big" onClick={() => showLive(app)}>
      <MonitorDown aria-hidden />
      {T.live.title}
      {elsewhere ? <span className="mute">{T.live.windowsOnly}</span> : "…"}
    </button>
  );
}

/** Where Windows did not hand out one of its own logs: the way by which it does. */
export function LiveOffer({ sources }: { readonly sources: readonly SourceInfo[] }) {
  const app = useApp();
  const hasLog = useStore(app.desk, (desk) => desk.info?.capabilities.liveLog === true);
  const kept = sources.find(isKeptByWindows);
  if (!hasLog || kept === undefined) return null;
  return (
    <button type="button" className="btn" onClick={() => showLive(app, fileName(kept.path))}>
      <MonitorDown aria-hidden />
      {T.live.title}…
    </button>
  );
}

/** A log under the name that Windows has for it, locked or forbidden: most likely the very one of this machine. */
function isKeptByWindows({ path, failure }: SourceInfo): boolean {
  return (failure === "busy" || failure === "denied") && isLiveLogName(fileName(path));
}
