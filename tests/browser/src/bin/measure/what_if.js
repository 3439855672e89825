// Notes for each simulation when it was asked for, when the page said that it
// was done, and when a frame with the fan drawn after that was painted.
(() => {
  const workers = [];
  const runs = [];
  let run = null;
  window.measured = { runs, workers };
  // The workers' memory is known to themselves alone.
  window.Worker = class extends Worker {
    constructor(...args) {
      super(...args);
      workers.push(this);
    }
  };
  measured.memory = () =>
    Promise.all(
      workers.map(
        (worker) =>
          new Promise((resolve) => {
            worker.addEventListener("message", ({ data }) => {
              const { memory } = JSON.parse(data.text).message;
              if (memory) resolve(memory.bytes);
            });
            // No request of the page has this number.
            const text = JSON.stringify({ version: megahourProtocol, number: 0, message: "memory" });
            worker.postMessage({ text, buffers: {} });
          }),
      ),
    );
  addEventListener("TrunkApplicationStarted", (event) => (window.programMemory = event.detail.wasm.memory));
  // A chart is drawn by asking its canvas for the means to.
  const context = HTMLCanvasElement.prototype.getContext;
  HTMLCanvasElement.prototype.getContext = function (...args) {
    if (run && this.closest(".chart-of-fan")) run.drawn = performance.now();
    return context.apply(this, args);
  };
  // Handled in the first task after a frame, so that style, layout and paint
  // are behind it.
  const channel = new MessageChannel();
  channel.port1.onmessage = () => {
    if (!run) return;
    if (run.drawn && !run.first) run.first = performance.now();
    if (run.done && run.drawn >= run.done) {
      run.painted = performance.now();
      runs.push(run);
      run = null;
    } else requestAnimationFrame(frame);
  };
  const frame = () => channel.port2.postMessage(null);
  addEventListener(
    "click",
    (event) => {
      if (event.target.closest("button")?.textContent.trim() !== "Run") return;
      run = { clicked: event.timeStamp };
      requestAnimationFrame(frame);
    },
    { capture: true },
  );
  const said = new MutationObserver(() => {
    if (!run) return;
    const text = document.querySelector(".chance .settings > [role=status]")?.textContent ?? "";
    if (/^(Starting|Running)/.test(text)) run.begun = true;
    else if (run.begun && !run.done && / trials in /.test(text)) run.done = performance.now();
  });
  said.observe(document, { subtree: true, childList: true, characterData: true });
})();
