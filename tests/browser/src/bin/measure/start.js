// Notes how long after the navigation the model is on the page.
const field = "driver-compute_hours";
window.ready = new Promise((done) => {
  const look = () => document.getElementById(field) && (seen.disconnect(), done(performance.now()));
  const seen = new MutationObserver(look);
  seen.observe(document, { childList: true, subtree: true });
});
