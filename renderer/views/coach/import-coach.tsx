import { useApp } from "../../state/app.ts";
import { useStore } from "../../state/store.ts";
import { closeCoach } from "../../state/text-answers.ts";
import { CloudCoach } from "./cloud-coach.tsx";
import { CoachDialog } from "./coach-dialog.tsx";

/** The import coach, when it is asked for or a text export leaves something open. */
export function ImportCoach() {
  const app = useApp();
  const asked = useStore(app.desk, (desk) => desk.coach);
  const data = useStore(app.dataset, (dataset) => dataset.data);
  const failed = useStore(app.job, (job) => (job.phase === "failed" ? job.sources : null));
  const source = asked === null ? undefined : (data?.sources ?? failed ?? [])[asked];
  if (source?.cloud !== undefined) {
    return (
      <CloudCoach key={source.path} source={source} cloud={source.cloud} onClose={() => closeCoach(app)} />
    );
  }
  if (source?.text === undefined) return null;
  return <CoachDialog key={source.path} source={source} text={source.text} onClose={() => closeCoach(app)} />;
}
