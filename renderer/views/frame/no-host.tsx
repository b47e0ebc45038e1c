import { errorText } from "../../../shared/export/messages.ts";
import { T } from "../../data/texts.ts";

/** All there is to show without a program behind the page. */
export function NoHost({ code }: { readonly code: string }) {
  return (
    <main className="empty" role="alert">
      <strong>{T.app} is not connected</strong>
      <p>{errorText(code)}</p>
      <button type="button" className="btn" onClick={() => window.location.reload()}>
        Try again
      </button>
    </main>
  );
}
