/* The index of the search is twice as heavy as a page, and most visits search nothing: it is fetched when somebody turns to the search.
   The theme asks for it as soon as its own script runs, so this stands before that script, and holds back that one request. From a disk the
   index is a script, and nothing is held. */
(function () {
  "use strict";
  var open = XMLHttpRequest.prototype.open, send = XMLHttpRequest.prototype.send, held = null;

  function wanted() {
    if (held) { var request = held; held = null; send.call(request); }
    XMLHttpRequest.prototype.open = open;
    XMLHttpRequest.prototype.send = send;
    EVENTS.forEach(function (name) { document.removeEventListener(name, turned, true); });
  }

  /* Pointing at the search, reaching it with Tab, or one of the theme's keys for it: the index is there by the time the first letter is. */
  var EVENTS = ["pointerover", "pointerdown", "focusin", "keydown", "change"];
  function turned(event) {
    var target = event.target;
    if (event.type === "keydown" ? !event.ctrlKey && !event.metaKey && !event.altKey && /^[/sf]$/.test(event.key)
      : target.closest && target.closest("#__search, [for=__search], .md-search")) wanted();
  }

  if (/[?&#]q=/.test(location.search + location.hash) || location.protocol === "file:") return;
  XMLHttpRequest.prototype.open = function (method, address) {
    this.held = /\/search\/search_index\.json$/.test(String(address));
    return open.apply(this, arguments);
  };
  XMLHttpRequest.prototype.send = function () {
    if (this.held) held = this;
    else send.apply(this, arguments);
  };
  EVENTS.forEach(function (name) { document.addEventListener(name, turned, true); });
})();
