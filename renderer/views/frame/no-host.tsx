import { errorText } from "../../data/messages.ts";
import { T } from "../../data/texts.ts";

/** All there is to show without a program behind the page. */
export function NoHost({ code }: { readonly code: string }) {
  return (
    <main className="empty" role="alert">
      <strong>{T.noHost.title}</strong>
      <p>{errorText(code)}</p>
      <button type="button" className="btn" onClick={() => window.location.reload()}>
        {T.noHost.again}
      </button>
    </main>
  );
}
