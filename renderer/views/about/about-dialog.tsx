import { Copy } from "lucide-react";
import { useEffect, useState } from "react";
import { Dialog } from "../../components/dialog.tsx";
import { type Licences, loadLicences } from "../../data/licences.ts";
import { ABOUT_TEXTS as A } from "../../data/texts/about.ts";
import { T } from "../../data/texts.ts";
import { hideAbout } from "../../state/about-commands.ts";
import { type App, useApp } from "../../state/app.ts";
import { copyText } from "../../state/copy-command.ts";
import { useStore } from "../../state/store.ts";

type Info = NonNullable<ReturnType<App["desk"]["get"]>["info"]>;

/** What the program is, in which versions, and under which licences. */
export function AboutDialog() {
  const app = useApp();
  const open = useStore(app.desk, (desk) => desk.about);
  const info = useStore(app.desk, (desk) => desk.info);
  if (!open) return null;
  const versions = info === null ? [] : versionsOf(info);
  return (
    <Dialog close={T.close} title={A.title} className="about-program" onClose={() => hideAbout(app)}>
      <p>{A.what}</p>
      <p className="mute">{A.promise}</p>
      {versions.length > 0 && (
        <section aria-label={A.versions}>
          <div className="about-head">
            <h3 className="section">{A.versions}</h3>
            <button
              type="button"
              className="btn small"
              onClick={() => copyText(app, versions.map((pair) => pair.join(" ")).join("\n"))}
            >
              <Copy aria-hidden />
              {A.copy}
            </button>
          </div>
          <dl className="about-versions">
            {versions.map(([name, version]) => (
              <div key={name}>
                <dt>{name}</dt>
                <dd>{version}</dd>
              </div>
            ))}
          </dl>
        </section>
      )}
      <section aria-label={A.licence}>
        <h3 className="section">{A.licence}</h3>
        <LicenceList ofElectron={info?.versions.electron != null} />
      </section>
    </Dialog>
  );
}

/** Names and versions; of Electron and Chromium only in a window of their own. */
function versionsOf({ versions, engine, platform }: Info): readonly (readonly [string, string])[] {
  const { program, electron, chromium, node } = versions;
  return [
    [A.program, `${program} (${A.platforms[platform]}${electron === null ? `, ${A.browser}` : ""})`],
    [A.engine, engine],
    ...(electron === null ? [] : [[A.electron, electron] as const]),
    ...(chromium === null ? [] : [[A.chromium, chromium] as const]),
    [A.node, node],
  ];
}

/** Our own licence and those of what is inside, each to be unfolded. */
function LicenceList({ ofElectron }: { readonly ofElectron: boolean }) {
  const [licences, setLicences] = useState<Licences | "loading" | "failed">("loading");
  useEffect(() => {
    let gone = false;
    loadLicences().then(
      (found) => {
        if (!gone) setLicences(found);
      },
      () => {
        if (!gone) setLicences("failed");
      },
    );
    return () => {
      gone = true;
    };
  }, []);
  if (licences === "loading") return <p className="mute">{A.loading}</p>;
  if (licences === "failed") {
    return (
      <>
        <p>{A.own}</p>
        <p className="mute">{A.failed}</p>
      </>
    );
  }
  return (
    <>
      <details className="licence">
        <summary>{A.own}</summary>
        <pre lang="en">{licences.own}</pre>
      </details>
      {ofElectron && <p className="mute">{A.ofElectron}</p>}
      <p>{A.others(licences.packages.length)}</p>
      <ul className="licences">
        {licences.packages.map(({ name, version, licence, text }) => (
          <li key={`${name} ${version}`}>
            <details className="licence">
              <summary>
                <span>{name}</span> <span className="mute">{version}</span>{" "}
                <span className="mute licence-name">{licence}</span>
              </summary>
              <pre lang="en">{text}</pre>
            </details>
          </li>
        ))}
      </ul>
    </>
  );
}
