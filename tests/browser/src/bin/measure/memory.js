// Types a number into a driver's field and leaves it, so many times: each is
// a step of the history of its own.
async (times) => {
  const field = document.getElementById("driver-price_per_hour");
  const set = Object.getOwnPropertyDescriptor(HTMLInputElement.prototype, "value").set;
  for (let edit = 0; edit < times; edit += 1) {
    field.focus();
    set.call(field, String(1 + (edit % 97) / 10));
    field.dispatchEvent(new InputEvent("input", { bubbles: true }));
    field.blur();
    // Frames are drawn in between, as between the edits of a person.
    if (edit % 10 === 0) await new Promise(requestAnimationFrame);
    else await new Promise((resolve) => setTimeout(resolve));
  }
};
