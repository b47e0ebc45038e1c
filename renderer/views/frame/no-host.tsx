import { T } from "../../texts.ts";

/** All there is to show without a program behind the page. */
export function NoHost({ text }: { readonly text: string }) {
  return (
    <main className="empty" role="alert">
      <strong>{T.app} is not connected</strong>
      <p>{text}</p>
      <button type="button" className="btn" onClick={() => window.location.reload()}>
        Try again
      </button>
    </main>
  );
}
