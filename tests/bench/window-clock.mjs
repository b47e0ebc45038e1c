// Clocks inside the page. All times end when the main thread has painted: at a frame whose document already shows what
// was waited for, plus the style, layout and paint of that frame. What was timed is noted as `bench`, so that a trace shows
// it (window-trace.mjs).

/**
 * Milliseconds from the next event of a type to the painted frame that shows its effect: `rows`, another list of rows
 * in the table; `order`, another one in the same number; `anew`, rows in a table that was not there before.
 */
export function nextPaint(page, type, wish) {
  return page.evaluate(
    ([type, wish]) =>
      new Promise((resolve, reject) => {
        const grid = () => document.querySelector(".vt");
        const cells = () => grid()?.querySelector(".vt-space")?.textContent ?? "";
        const seen = { grid: grid(), count: grid()?.getAttribute("aria-rowcount"), text: cells() };
        const shows = {
          rows: () =>
            grid() !== null && cells() !== "" && grid().getAttribute("aria-rowcount") !== seen.count,
          order: () => cells() !== "" && cells() !== seen.text,
          anew: () => grid() !== seen.grid && cells() !== "",
        }[wish];
        let began = 0;
        addEventListener(type, (event) => (began = event.timeStamp), { capture: true, once: true });
        const deadline = performance.now() + 20_000;
        const look = () => {
          if (began > 0 && shows()) {
            const { port1, port2 } = new MessageChannel();
            port1.onmessage = () => {
              const ended = performance.now();
              performance.measure("bench", { start: began, end: ended });
              resolve(ended - began);
            };
            port2.postMessage(0);
          } else if (performance.now() > deadline) reject(new Error(`nothing came of ${type}`));
          else requestAnimationFrame(look);
        };
        requestAnimationFrame(look);
      }),
    [type, wish],
  );
}

/**
 * Turns the wheel over the timeline, in rounds of twenty steps, one step a frame. Answers for each round what a frame
 * took in which something was drawn, for each frame what the drawing commands took of it, and the longest frame after
 * the movement came to rest.
 */
export function wheelFrames(page, { zoom, rounds }) {
  return page.evaluate(
    async ([zoom, rounds]) => {
      const surface = document.querySelector(".time-surface");
      const box = surface.getBoundingClientRect();
      const frame = () => new Promise((resolve) => requestAnimationFrame(resolve));
      const turn = (step) =>
        surface.dispatchEvent(
          new WheelEvent("wheel", {
            deltaY: step,
            ctrlKey: zoom,
            shiftKey: !zoom,
            clientX: box.left + box.width * 0.6,
            clientY: box.top + box.height / 2,
            bubbles: true,
            cancelable: true,
          }),
        );
      const drawn = () => performance.getEntriesByName("timeline-paint");
      const round = async () => {
        const before = drawn().length;
        const began = await frame();
        // There and back again, so that as much is in view at the end.
        for (let at = 0; at < 20; at++) {
          turn(at < 10 ? -6 : 6);
          await frame();
        }
        const ended = await frame();
        return { began, ended, frames: drawn().length - before };
      };
      await round();
      performance.clearMeasures("timeline-paint");
      const times = [];
      for (let at = 0; at < rounds; at++) {
        const { began, ended, frames } = await round();
        performance.measure("bench", { start: began, end: ended });
        times.push((ended - began) / frames);
      }
      const paints = drawn().map(({ duration }) => duration);
      let rest = 0;
      for (let before = await frame(), began = before; before - began < 600; ) {
        const now = await frame();
        rest = Math.max(rest, now - before);
        before = now;
      }
      return { times, paints, rest };
    },
    [zoom, rounds],
  );
}
