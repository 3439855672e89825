// The theme is set before the first paint, so that no page flashes white.
// The app takes over once it runs; without storage the system decides.
(function () {
  var choice = "system";
  try {
    // The folder of the site, which the page's own address may lack the end of.
    var home = document.createElement("a");
    home.href = "./";
    choice = localStorage.getItem("megahour:" + home.pathname + ":theme") || choice;
  } catch (denied) {
    choice = "system";
  }
  var dark = choice === "dark" || (choice !== "light" && matchMedia("(prefers-color-scheme: dark)").matches);
  document.documentElement.dataset.theme = dark ? "dark" : "light";
})();
