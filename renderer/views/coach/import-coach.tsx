import { useApp } from "../../state/app.ts";
import { useStore } from "../../state/store.ts";
import { closeCoach } from "../../state/text-answers.ts";
import { CoachDialog } from "./coach-dialog.tsx";

/** The import coach, when it is asked for or a text export leaves something open. */
export function ImportCoach() {
  const app = useApp();
  const asked = useStore(app.desk, (desk) => desk.coach);
  const data = useStore(app.dataset, (dataset) => dataset.data);
  const source = asked === null ? undefined : data?.sources[asked];
  if (source?.text === undefined) return null;
  return <CoachDialog key={source.path} source={source} text={source.text} onClose={() => closeCoach(app)} />;
}
