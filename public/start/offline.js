// Keeps the program for use without a network, and offers the next one. What
// is there to tell stands on the page's root, where the program reads it:
// data-offline="ready", data-update="waiting" or "taken".
(function () {
  "use strict";
  var named = document.querySelector('meta[name="megahour-build"]');
  var root = document.documentElement;
  // A build for development keeps nothing.
  if (!named || !navigator.serviceWorker) return;

  var home = new URL("./", document.baseURI).pathname;
  var workers = navigator.serviceWorker;
  var began = workers.controller;
  var asked = false;
  var HOUR = 3600000;

  // For as long as this page is open its files are kept.
  if (navigator.locks) {
    navigator.locks
      .request("megahour:" + home + ":files:" + named.content, { mode: "shared" }, function () {
        if (workers.controller) workers.controller.postMessage("tidy");
        return new Promise(function () {});
      })
      .catch(function () {});
  }

  workers.addEventListener("controllerchange", function () {
    if (asked) location.reload();
    else if (began) tell("update", "taken");
    began = workers.controller;
  });

  addEventListener("megahour:update", function () {
    workers.getRegistration().then(function (registration) {
      if (registration && registration.waiting) {
        asked = true;
        registration.waiting.postMessage("take over");
      } else {
        location.reload();
      }
    });
  });

  // The first visit's files come first, and the page that is made of them; what
  // is kept for later comes after.
  addEventListener("TrunkApplicationStarted", function () {
    idle(function () {
      workers.register("service-worker.js", { updateViaCache: "none" }).then(watch, function (error) {
        console.info("Megahour is not kept for offline use:", error);
      });
    });
  });

  function idle(call) {
    if (window.requestIdleCallback) requestIdleCallback(call, { timeout: 2000 });
    else setTimeout(call, 500);
  }

  function watch(registration) {
    var looked = 0;
    if (registration.active) tell("offline", "ready");
    if (registration.waiting && workers.controller) tell("update", "waiting");
    if (registration.installing) follow(registration.installing);
    registration.addEventListener("updatefound", function () {
      follow(registration.installing);
    });
    if (registration.active) look();
    // A tab may stay open for weeks.
    document.addEventListener("visibilitychange", function () {
      if (document.visibilityState === "visible" && Date.now() - looked > HOUR) look();
    });

    function look() {
      looked = Date.now();
      // Without a network there is nothing to find.
      registration.update().catch(function () {});
    }
  }

  function follow(worker) {
    worker.addEventListener("statechange", function () {
      if (worker.state === "activated") tell("offline", "ready");
      if (worker.state === "installed" && began) tell("update", "waiting");
    });
  }

  function tell(what, word) {
    root.dataset[what] = word;
    dispatchEvent(new Event("megahour:offline"));
  }
})();
