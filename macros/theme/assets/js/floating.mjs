/* Where a small box stands beside the word that opened it: inside the window, at 360 px as well. */
(function () {
  "use strict";
  var EDGE = 8, GAP = 6, LEAST = 80;
  document.documentElement.classList.add("js");

  function place(box, anchor) {
    var rects = anchor.getClientRects(), at = rects[0] || anchor.getBoundingClientRect();
    var width = document.documentElement.clientWidth, height = window.innerHeight;
    box.style.left = "0px";
    box.style.top = "0px";
    box.style.maxHeight = "";
    var size = box.getBoundingClientRect();
    var left = Math.min(Math.max(EDGE, at.left - 16), Math.max(EDGE, width - EDGE - size.width));
    /* Below the word where it fits, else on the side with more room, and no higher than that: it must never cover what has the focus (WCAG 2.2, 2.4.11). */
    var header = document.querySelector(".md-header"), start = Math.max(EDGE, header ? header.getBoundingClientRect().bottom + 2 : 0);
    var below = height - EDGE - at.bottom - GAP, above = at.top - GAP - start;
    var under = size.height <= below || size.height > above && below >= above;
    var room = under ? below : above;
    if (size.height > room && room >= LEAST) {
      box.style.maxHeight = room + "px";
      size = box.getBoundingClientRect();
    }
    var top = under ? at.bottom + GAP : at.top - GAP - size.height;
    box.style.left = left + "px";
    box.style.top = Math.max(start, Math.min(top, height - EDGE - size.height)) + "px";
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
