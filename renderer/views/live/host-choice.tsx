import { type ChangeEvent, type RefObject, useId, useRef } from "react";
import { CHANNEL_NAMES, LIVE_CHANNELS } from "../../../shared/types/live-channels.ts";
import { count } from "../../data/numbers.ts";
import { ARCHIVE_COMMAND, HOST_TEXTS as H, RUNAS_COMMAND } from "../../data/texts/hosts.ts";
import { T } from "../../data/texts.ts";
import { useApp } from "../../state/app.ts";
import { hideLive } from "../../state/live-commands.ts";
import { chooseHostLog, startHosts, typeHosts } from "../../state/live-host-commands.ts";
import { hostListOf, MAX_PAGE_HOSTS } from "../../state/live-hosts.ts";
import { tell } from "../../state/open-commands.ts";
import { useStore } from "../../state/store.ts";
import { CommandLine } from "./command-line.tsx";

/** A list of thousands of names is some hundred KB. */
const MAX_LIST_BYTES = 4 * 1024 * 1024;

/** The computers to ask, typed, pasted or out of a file, and which of their logs. */
export function HostChoice({ first }: { readonly first: RefObject<HTMLTextAreaElement | null> }) {
  const app = useApp();
  const { text, chosen } = useStore(app.live, (live) => live.hosts);
  const whole = useStore(app.live, (live) => live.whole);
  const id = useId();
  const picker = useRef<HTMLInputElement>(null);
  const { hosts, refused, ready } = hostListOf(text);
  const pick = (event: ChangeEvent<HTMLInputElement>) => {
    const file = event.currentTarget.files?.[0];
    event.currentTarget.value = "";
    if (file === undefined) return;
    listOf(file)
      .then((list) => typeHosts(app, text.trim() === "" ? list : `${text.trimEnd()}\n${list}`))
      .catch(() => tell(app, H.unreadable, true));
  };
  const problem =
    refused.length > 0
      ? `${H.refused} ${refused.slice(0, 3).join(", ")}`
      : hosts.length > MAX_PAGE_HOSTS
        ? `${H.tooMany} ${count(MAX_PAGE_HOSTS)}`
        : chosen.size === 0
          ? H.noLogs
          : text !== "" && hosts.length === 0
            ? H.none
            : null;
  return (
    <form
      className="live-hosts"
      onSubmit={(event) => {
        event.preventDefault();
        startHosts(app);
      }}
    >
      <div className="live-hosts-head">
        <label className="section" htmlFor={id}>
          {H.list}
        </label>
        {hosts.length > 0 && <span className="mute">{count(hosts.length)}</span>}
        <span className="grow" />
        <button type="button" className="btn small" onClick={() => picker.current?.click()}>
          {H.fromFile}
        </button>
        <input ref={picker} type="file" accept=".txt,.csv,text/plain" hidden onChange={pick} />
      </div>
      <textarea
        ref={first}
        id={id}
        className="live-host-list mono"
        rows={5}
        spellCheck={false}
        autoComplete="off"
        placeholder={H.placeholder}
        value={text}
        onChange={(event) => typeHosts(app, event.currentTarget.value)}
      />
      <fieldset className="live-host-logs">
        <legend className="section">{H.whichLogs}</legend>
        {LIVE_CHANNELS.map((channel) => (
          <label key={channel} title={CHANNEL_NAMES[channel]}>
            <input
              type="checkbox"
              checked={chosen.has(channel)}
              onChange={(event) => chooseHostLog(app, channel, event.currentTarget.checked)}
            />
            {T.live.channels[channel]}
          </label>
        ))}
      </fieldset>
      <label className="live-whole">
        <input
          type="checkbox"
          checked={whole}
          onChange={(event) => app.live.patch({ whole: event.currentTarget.checked })}
        />
        {T.live.whole}
      </label>
      <p className="mute live-note">{H.locked}</p>
      <p className="mute live-note">
        {H.account} <CommandLine text={RUNAS_COMMAND} />
      </p>
      <p className="mute live-note">
        {H.scheduled} <CommandLine text={ARCHIVE_COMMAND} />
      </p>
      <div className="live-buttons">
        {problem !== null && (
          <span role="status" className="live-problem">
            {problem}
          </span>
        )}
        <button type="button" className="btn" onClick={() => hideLive(app)}>
          {H.cancel}
        </button>
        <button type="submit" className="btn primary" disabled={!ready || chosen.size === 0}>
          {H.start}
        </button>
      </div>
    </form>
  );
}

/** The text of a list. PowerShell writes UTF-16 with a mark. */
async function listOf(file: File): Promise<string> {
  if (file.size > MAX_LIST_BYTES) throw new Error("too long");
  const bytes = new Uint8Array(await file.arrayBuffer());
  const encoding = bytes[0] === 0xff && bytes[1] === 0xfe ? "utf-16le" : "utf-8";
  return new TextDecoder(encoding).decode(bytes);
}
