// Notes the plan that the page gives to its workers, and has workers of its own
// work it through: one alone and two together, in turns.
(() => {
  const measured = (window.measured = {});
  const Worker = window.Worker;
  window.Worker = class extends Worker {
    postMessage(message, moved) {
      const { version, message: asked } = JSON.parse(message.text);
      if (asked.prepare) Object.assign(measured, { version, plan: asked.prepare });
      super.postMessage(message, moved);
    }
  };
  // Each worker has as many tasks at a time.
  const AHEAD = 2;
  const PAUSE = 100;
  const pause = () => new Promise((done) => setTimeout(done, PAUSE));
  const heard = (worker) => new Promise((done) => (worker.onmessage = ({ data }) => done(data)));
  const text = (number, message) => JSON.stringify({ version: measured.version, number, message });
  // Buffers that answers came in, for answers to come.
  let buffers = [];

  const started = async () => {
    const { content } = document.querySelector("meta[name=megahour-worker]");
    const worker = new Worker(content, { type: "module" });
    await heard(worker);
    worker.postMessage({ text: text(1, { prepare: measured.plan }), buffers: {} });
    const { message } = JSON.parse((await heard(worker)).text);
    return { worker, slices: message.prepared.slices };
  };

  // Milliseconds until all slices are there.
  const worked = (workers) =>
    new Promise((done, failed) => {
      const { slices } = workers[0];
      const answered = [];
      let next = 0;
      const give = ({ worker }) => {
        if (next === slices) return;
        const spare = buffers.pop();
        const tally = { slice: next, spare: spare ? "spare" : null };
        next += 1;
        worker.postMessage({ text: text(next, { tally }), buffers: { spare } }, spare ? [spare] : []);
      };
      const begun = performance.now();
      for (const one of workers) {
        one.worker.onerror = failed;
        one.worker.onmessage = ({ data }) => {
          give(one);
          if (answered.push(data.buffers.values) < slices) return;
          buffers = answered;
          done(performance.now() - begun);
        };
      }
      for (let ahead = 0; ahead < AHEAD; ahead += 1) workers.forEach(give);
    });

  // So many times each, as pairs of one worker's time and two workers' time.
  measured.inTurns = async (warmUp, pairs) => {
    const both = [await started(), await started()];
    const times = [];
    for (let pair = 0; pair < warmUp + pairs; pair += 1) {
      const time = {};
      // Who begins is the other one each time.
      for (const count of pair % 2 ? [1, 2] : [2, 1]) {
        await pause();
        time[count] = await worked(both.slice(0, count));
      }
      times.push([time[1], time[2]]);
    }
    both.forEach(({ worker }) => worker.terminate());
    return times.slice(warmUp);
  };
})();
