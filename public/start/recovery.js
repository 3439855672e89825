// What a person sees when the program cannot run: why, and every stored
// scenario as a file. It needs nothing but this page, and is written for the
// oldest browsers that may come by. Texts are set as text, never as markup.
(function () {
  "use strict";
  // The smallest program with the instructions that Megahour is built with.
  var SIMD = [
    0, 97, 115, 109, 1, 0, 0, 0, 1, 5, 1, 96, 0, 1, 123, 3, 2, 1, 0, 10, 10, 1, 8, 0, 65, 0, 253, 15, 253, 98, 11,
  ];
  // The folder of the site, which the page's own address may lack the end of.
  var home = document.createElement("a");
  home.href = "./";
  var prefix = "megahour:" + home.pathname + ":";
  // What is stored beside these is a choice or a note of the program to itself.
  var WORK = /^(scenario($|:)|version:|set-aside:)/;
  var started = false;
  var page = null;

  function runsHere() {
    try {
      return WebAssembly.validate(new Uint8Array(SIMD));
    } catch (absent) {
      return false;
    }
  }

  if (!runsHere()) {
    show(
      "Megahour needs a newer browser",
      "It calculates with WebAssembly and its SIMD instructions, which this browser lacks or does not allow. " +
        "Chrome and Edge have them since version 91, Firefox since 89, Safari since 16.4."
    );
    return;
  }

  addEventListener("TrunkApplicationStarted", function () {
    started = true;
    if (page) page.remove();
    page = null;
    try {
      sessionStorage.removeItem(prefix + "mended");
    } catch (denied) {
      return;
    }
  });

  // The program says itself why it stopped, before it does.
  addEventListener("megahour:panic", function (event) {
    // Where the program was built says nothing to the person, and something of who built it.
    stopped(String(event.detail).replace(/[^\s:]*\/(?=[^\/\s]+\.rs\b)/g, ""));
  });

  // Something without which it does not begin is missing.
  addEventListener("megahour:unstarted", function (event) {
    notLoaded(String(event.detail));
  });

  addEventListener(
    "error",
    function (event) {
      // A script that cannot be fetched tells only itself, and those who listen in passing.
      if (event.target === window) failed(event.error, event.message);
      else if (event.target.tagName === "SCRIPT") failed(null, "a part of it could not be fetched");
    },
    true
  );

  addEventListener("unhandledrejection", function (event) {
    failed(event.reason, String(event.reason));
  });

  function failed(reason, words) {
    if (isEnd(reason)) stopped(words);
    else if (!started) notLoaded(words);
  }

  // After one of these nothing in the program's memory can be relied upon.
  function isEnd(reason) {
    if (reason instanceof WebAssembly.RuntimeError) return true;
    return reason instanceof RangeError && /wasm/.test(String(reason.stack));
  }

  function stopped(words) {
    // Timers and listeners of a program in disorder may still run: they must
    // not overwrite what was saved.
    ["setItem", "removeItem", "clear"].forEach(function (name) {
      Storage.prototype[name] = function () {
        throw new Error("the program has stopped");
      };
    });
    show(
      "Megahour has stopped",
      "A fault in the program ended it. What was saved is safe; loading the page again usually helps.",
      words
    );
  }

  function notLoaded(words) {
    mendOnce();
    show("Megahour could not start", "The program could not be loaded, or not as a whole. What was saved is safe.", words);
  }

  // What the browser keeps of the program may be damaged: it is looked through
  // once, and loaded again where something was put right.
  function mendOnce() {
    var keeper = navigator.serviceWorker && navigator.serviceWorker.controller;
    if (page || !keeper) return;
    try {
      if (sessionStorage.getItem(prefix + "mended")) return;
      sessionStorage.setItem(prefix + "mended", "1");
    } catch (denied) {
      return;
    }
    var answer = new MessageChannel();
    answer.port1.onmessage = function (event) {
      if (event.data) location.reload();
    };
    keeper.postMessage("mend", [answer.port2]);
  }

  function show(title, explanation, words) {
    if (page) return;
    page = element("main", { id: "recovery" });
    if (document.body) place(title, explanation, words);
    else addEventListener("DOMContentLoaded", place.bind(null, title, explanation, words));
  }

  function place(title, explanation, words) {
    if (!page) return;
    while (document.body.firstChild) document.body.firstChild.remove();
    add(page, "h1", title);
    add(page, "p", explanation);
    if (words) add(page, "p", "The browser says: " + words).className = "sub";
    var actions = add(page, "p", "");
    actions.className = "actions";
    button(actions, "Load the page again", function () {
      location.reload();
    }).className = "primary";
    if (navigator.serviceWorker && navigator.serviceWorker.controller) {
      button(actions, "Fetch the program anew", fetchAnew);
    }
    offerScenarios();
    document.body.appendChild(page);
    document.title = title;
  }

  // Everything that is stored for this folder, except what is no work.
  function stored() {
    var found = [];
    try {
      for (var at = 0; at < localStorage.length; at++) {
        var key = localStorage.key(at);
        var text = localStorage.getItem(key);
        var name = key.slice(prefix.length);
        if (key.indexOf(prefix) === 0 && WORK.test(name)) found.push({ key: name, text: text });
      }
    } catch (denied) {
      found = [];
    }
    return found.sort(function (one, other) {
      return one.key < other.key ? -1 : 1;
    });
  }

  function offerScenarios() {
    var found = stored();
    if (found.length === 0) {
      add(page, "p", "Nothing is stored in this browser for this address.");
      return;
    }
    add(page, "h2", "Your stored work");
    add(page, "p", "Each is as it was stored, and Megahour reads it again: open Files there.");
    var list = add(page, "ul", "");
    found.forEach(function (item) {
      var name = nameIn(item.text);
      var row = add(list, "li", "");
      add(row, "span", name ? name + " (" + item.key + ")" : item.key);
      button(row, "Download", function () {
        download("megahour-" + item.key.replace(/[^\w-]+/g, "-") + ".json", item.text);
      }).setAttribute("aria-label", "Download " + (name || item.key));
    });
    if (found.length > 1) {
      button(page, "Download all as one file", function () {
        var all = {};
        found.forEach(function (item) {
          all[item.key] = item.text;
        });
        download("megahour-stored.json", JSON.stringify(all, null, 1));
      });
    }
  }

  function nameIn(text) {
    try {
      var name = JSON.parse(text).name;
      return typeof name === "string" ? name.slice(0, 200) : "";
    } catch (unreadable) {
      return "";
    }
  }

  function download(name, text) {
    var link = element("a", { href: URL.createObjectURL(new Blob([text], { type: "application/json" })), download: name });
    link.click();
    setTimeout(function () {
      URL.revokeObjectURL(link.href);
    }, 60000);
  }

  // What the browser keeps of the program goes; what it keeps of the person stays.
  function fetchAnew() {
    navigator.serviceWorker
      .getRegistration()
      .then(function (registration) {
        return registration && registration.unregister();
      })
      .then(function () {
        return caches.keys();
      })
      .then(function (names) {
        var own = names.filter(function (name) {
          return name.indexOf(prefix + "files:") === 0;
        });
        return Promise.all(
          own.map(function (name) {
            return caches.delete(name);
          })
        );
      })
      .then(reload, reload);
  }

  function reload() {
    location.reload();
  }

  function element(name, attributes) {
    var made = document.createElement(name);
    for (var attribute in attributes) made.setAttribute(attribute, attributes[attribute]);
    return made;
  }

  function add(parent, name, text) {
    var made = element(name, {});
    made.textContent = text;
    parent.appendChild(made);
    return made;
  }

  function button(parent, text, act) {
    var made = add(parent, "button", text);
    made.type = "button";
    made.onclick = act;
    return made;
  }
})();
