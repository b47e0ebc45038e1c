import { memoryText } from "../../data/messages.ts";
import { T } from "../../data/texts.ts";

/** What stands around the views could not be drawn: nothing of the page can be used, but it is not empty either. */
export function PageFailed({ failure }: { readonly failure: unknown }) {
  return (
    <main className="empty" role="alert">
      <strong>{T.failed.page}</strong>
      <p>{memoryText(failure) ?? T.failed.reload}</p>
      <button type="button" className="btn" onClick={() => window.location.reload()}>
        {T.failed.reloads}
      </button>
    </main>
  );
}
