// Notes for each key typed into the field when it was pressed, when its frame
// began and when that frame was done. The message is handled in the first task
// after the frame, so that scripts, style, layout and paint are all in it.
const channel = new MessageChannel();
const strokes = [];
const entries = [];
let pressed = 0;
let open = null;
channel.port1.onmessage = () => {
  open.painted = performance.now();
  strokes.push(open);
  open = null;
};
addEventListener("keydown", (event) => (pressed = event.timeStamp), { capture: true });
addEventListener(
  "input",
  () => {
    open = { pressed, input: performance.now() };
    const stroke = open;
    requestAnimationFrame(() => {
      stroke.frame = performance.now();
      channel.port2.postMessage(null);
    });
  },
  { capture: true },
);
// The browser's own measure reaches to the frame's presentation, but is
// rounded to 8 ms.
new PerformanceObserver((list) => {
  for (const { name, duration } of list.getEntries()) {
    if (name === "keydown") entries.push(duration);
  }
}).observe({ type: "event", durationThreshold: 16 });
window.measured = { strokes, entries };
