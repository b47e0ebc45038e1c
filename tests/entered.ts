import { tokenFor } from "../renderer/host/http-token.ts";

/** What all browsers of the tests call themselves, so that one address of a host opens in each of them. */
export const TEST_BROWSER = "00000000-0000-4000-8000-00000000feed";

/** The token behind an address that the browser host printed. */
export async function tokenOf(url: string): Promise<string> {
  const { port, hash } = new URL(url);
  // By number: names below `localhost` are known to browsers only.
  const token = await tokenFor(`http://127.0.0.1:${port}`, hash.slice(1), TEST_BROWSER);
  if (token === null) throw new Error(`${url} lets nobody in`);
  return token;
}

/** For a context of a browser: makes it the one that the other contexts of the tests are. */
export const AS_TEST_BROWSER = `try { localStorage.setItem("logonscope-browser", "${TEST_BROWSER}"); } catch {}`;
