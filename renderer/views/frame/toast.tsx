import { X } from "lucide-react";
import { useEffect } from "react";
import { T } from "../../data/texts.ts";
import { useApp } from "../../state/app.ts";
import { useStore } from "../../state/store.ts";

const STAYS_MS = 6000;

/** One short message. Errors stay until they are closed. */
export function Toast() {
  const app = useApp();
  const toast = useStore(app.desk, (desk) => desk.toast);
  useEffect(() => {
    if (toast === null || toast.bad) return;
    const timer = setTimeout(() => {
      if (app.desk.get().toast === toast) app.desk.patch({ toast: null });
    }, STAYS_MS);
    return () => clearTimeout(timer);
  }, [app, toast]);
  if (toast === null) return null;
  return (
    <div className={`toast${toast.bad ? " bad" : ""}`} role={toast.bad ? "alert" : "status"}>
      <span>{toast.text}</span>
      <button
        type="button"
        className="btn small icon"
        title={T.close}
        aria-label={T.close}
        onClick={() => app.desk.patch({ toast: null })}
      >
        <X aria-hidden />
      </button>
    </div>
  );
}
