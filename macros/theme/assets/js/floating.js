/* Where a small box stands beside the word that opened it: inside the window, at 360 px as well. */
(function () {
  "use strict";
  var EDGE = 8, GAP = 6;
  document.documentElement.classList.add("js");

  function place(box, anchor) {
    var rects = anchor.getClientRects(), at = rects[0] || anchor.getBoundingClientRect();
    var width = document.documentElement.clientWidth, height = window.innerHeight;
    box.style.left = "0px";
    box.style.top = "0px";
    var size = box.getBoundingClientRect();
    var left = Math.min(Math.max(EDGE, at.left - 16), Math.max(EDGE, width - EDGE - size.width));
    var below = at.bottom + GAP, above = at.top - GAP - size.height;
    var top = below + size.height <= height - EDGE || above < EDGE ? below : above;
    box.style.left = left + "px";
    box.style.top = Math.max(EDGE, Math.min(top, height - EDGE - size.height)) + "px";
  }

  /* Runs `move` once a frame while the page scrolls or changes its size. */
  function follow(move) {
    var waiting = false;
    function ask() {
      if (waiting) return;
      waiting = true;
      requestAnimationFrame(function () { waiting = false; move(); });
    }
    window.addEventListener("scroll", ask, { passive: true, capture: true });
    window.addEventListener("resize", ask);
  }

  window.handbook = { place: place, follow: follow };
})();
