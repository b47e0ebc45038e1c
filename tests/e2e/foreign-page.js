// Code of a foreign site's page: tries each way that a browser has to another place, with its token and the code of its
// address, and says what it got by each; only "nothing" is right.
async ({ base, token, code, browser }) => {
  const loot = {};
  const NOTHING = "nothing";
  const settle = (act) =>
    new Promise((resolve) => {
      act(resolve);
      // For ways that end without a word, such as a frame that stays empty.
      setTimeout(() => resolve(NOTHING), 3000);
    });
  const fetched = async (path, init) => {
    try {
      const answer = await fetch(base + path, init);
      const text = answer.type === "opaque" ? "" : await answer.text();
      // An answer that cannot be told from any other holds nothing.
      return text.length > 8 || answer.ok ? `${answer.type} ${answer.status} ${text.slice(0, 40)}` : NOTHING;
    } catch {
      return NOTHING;
    }
  };
  const headers = { "x-logonscope-token": token, "x-logonscope-page": "0123456789abcdef" };
  const entry = { "x-logonscope-code": code, "x-logonscope-browser": browser };
  loot.page = await fetched("/", {});
  loot.pageUnread = await fetched("/", { mode: "no-cors" });
  loot.stream = await fetched("/api/stream", { headers });
  loot.streamWithCookies = await fetched("/api/stream", { headers, credentials: "include" });
  loot.call = await fetched("/api/call", { method: "POST", headers, body: "x" });
  loot.simpleCall = await fetched("/api/call", { method: "POST", body: "x", mode: "no-cors" });
  loot.upload = await fetched("/api/upload?name=a.evtx", { method: "POST", headers, body: "x" });
  loot.enter = await fetched("/api/enter", { method: "POST", headers: entry });
  const element = (tag, set) =>
    settle((done) => {
      const made = document.createElement(tag);
      made.onload = () => done(`${tag} loaded`);
      made.onerror = () => done(NOTHING);
      set(made);
      document.body.append(made);
    });
  loot.image = await element("img", (made) => made.setAttribute("src", `${base}/icon.svg`));
  loot.script = await element("script", (made) => made.setAttribute("src", `${base}/index.html`));
  loot.module = await settle((done) => {
    import(`${base}/index.html`).then(
      () => done("imported"),
      () => done(NOTHING),
    );
  });
  loot.style = await element("link", (made) => {
    made.setAttribute("rel", "stylesheet");
    made.setAttribute("href", `${base}/index.html`);
  });
  loot.frame = await settle((done) => {
    const frame = document.createElement("iframe");
    frame.src = `${base}/`;
    frame.onload = () => {
      try {
        const seen = frame.contentDocument?.body?.innerText ?? "";
        done(/Logonscope|Open logs/.test(seen) ? `framed: ${seen.slice(0, 40)}` : NOTHING);
      } catch {
        done(NOTHING);
      }
    };
    document.body.append(frame);
  });
  loot.socket = await settle((done) => {
    const socket = new WebSocket(`${base.replace("http", "ws")}/api/stream`);
    socket.onopen = () => done("socket open");
    socket.onerror = () => done(NOTHING);
  });
  loot.events = await settle((done) => {
    const events = new EventSource(`${base}/api/stream`);
    events.onopen = () => done("events open");
    events.onerror = () => done(NOTHING);
  });
  loot.worker = await settle((done) => {
    try {
      const worker = new Worker(`${base}/index.html`);
      worker.onmessage = () => done("worker");
      worker.onerror = () => done(NOTHING);
    } catch {
      done(NOTHING);
    }
  });
  loot.form = await settle((done) => {
    const frame = document.createElement("iframe");
    frame.name = "answer";
    document.body.append(frame);
    const form = document.createElement("form");
    Object.assign(form, { method: "post", action: `${base}/api/call`, target: "answer" });
    const field = document.createElement("input");
    Object.assign(field, { name: "token", value: token });
    form.append(field);
    document.body.append(form);
    frame.onload = () => done(NOTHING);
    form.submit();
  });
  navigator.sendBeacon(`${base}/api/call`, "x");
  loot.opened = await settle((done) => {
    const other = window.open(`${base}/#${token.replace(/./g, "A")}`);
    setTimeout(() => {
      try {
        done(other?.document?.title?.includes("Logonscope") ? "its document" : NOTHING);
      } catch {
        done(NOTHING);
      }
      other?.close();
    }, 1000);
  });
  return loot;
};
