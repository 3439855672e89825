// Small parts that came in one file, a module with nothing in it but a section
// for each.
function bundle(address) {
  let fetched;
  return (part) => () => {
    if (fetched === undefined) {
      const now = WebAssembly.compileStreaming(fetch(address));
      // A failure is not kept: whoever asks next tries anew.
      now.catch(() => {
        if (fetched === now) fetched = undefined;
      });
      fetched = now;
    }
    const module = fetched;
    return async (imports) => {
      const [bytes] = WebAssembly.Module.customSections(await module, part);
      return WebAssembly.instantiate(bytes, imports);
    };
  };
}
