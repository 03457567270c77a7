/* Words explained, by hover, focus and tap; Escape closes (WCAG 2.2, 1.4.13). Without this file, style sheets do it. */
(function () {
  "use strict";
  var open = null;
  if (!window.handbook) return;

  function show(term) {
    if (open === term) return;
    hide();
    open = term;
    term.classList.add("open");
    term.querySelector(".term-word").setAttribute("aria-expanded", "true");
    window.handbook.place(term.querySelector(".term-tip"), term.querySelector(".term-word"));
  }

  function hide() {
    if (!open) return;
    open.classList.remove("open");
    open.querySelector(".term-word").setAttribute("aria-expanded", "false");
    open = null;
  }

  document.querySelectorAll(".term").forEach(function (term) {
    var word = term.querySelector(".term-word"), timer = 0, wasOpen = false;
    term.addEventListener("pointerenter", function (event) {
      clearTimeout(timer);
      if (event.pointerType === "mouse") timer = setTimeout(function () { show(term); }, 120);
    });
    term.addEventListener("pointerleave", function (event) {
      clearTimeout(timer);
      if (event.pointerType === "mouse" && open === term) timer = setTimeout(function () {
        if (open === term && !(document.activeElement && term.contains(document.activeElement) && document.activeElement.matches(":focus-visible"))) hide();
      }, 250);
    });
    word.addEventListener("pointerdown", function () { wasOpen = open === term; });
    word.addEventListener("keydown", function () { wasOpen = open === term; });
    word.addEventListener("click", function () {
      clearTimeout(timer);
      if (wasOpen) hide(); else { hide(); show(term); }
      wasOpen = false;
    });
    word.addEventListener("focus", function () { if (word.matches(":focus-visible")) show(term); });
    term.addEventListener("focusout", function (event) { if (open === term && !term.contains(event.relatedTarget)) hide(); });
  });
  document.addEventListener("keydown", function (event) {
    if (event.key !== "Escape" || !open) return;
    var word = open.querySelector(".term-word"), inside = open.querySelector(".term-tip").contains(document.activeElement);
    hide();
    if (inside) { word.focus(); hide(); }
  });
  document.addEventListener("pointerdown", function (event) { if (open && !open.contains(event.target)) hide(); });
  window.handbook.follow(function () {
    if (open) window.handbook.place(open.querySelector(".term-tip"), open.querySelector(".term-word"));
  });
})();
