import { T } from "../../data/texts.ts";

/** All there is to show without a program behind the page; `why` is a sentence. */
export function NoHost({ why }: { readonly why: string }) {
  return (
    <main className="empty" role="alert">
      <strong>{T.noHost.title}</strong>
      <p>{why}</p>
      <button type="button" className="btn" onClick={() => window.location.reload()}>
        {T.noHost.again}
      </button>
    </main>
  );
}
