/* The menu and the search open by labels, which work without scripts. With scripts they are real buttons: named, in the Tab order, and with
   their state told (WCAG 2.2, 2.1.1 and 4.1.2). */
(function () {
  "use strict";
  [["__drawer", "Menu"], ["__search", "Search"]].forEach(function (pair) {
    var label = document.querySelector(".md-header label.md-header__button[for=" + pair[0] + "]"), toggle = document.getElementById(pair[0]);
    if (!label || !toggle) return;
    var button = document.createElement("button");
    button.type = "button";
    button.className = label.className;
    button.setAttribute("for", pair[0]); /* the theme's styles ask for it */
    button.setAttribute("aria-label", pair[1]);
    button.append.apply(button, label.childNodes);
    button.addEventListener("click", function () { toggle.click(); });
    function tell() { button.setAttribute("aria-expanded", String(toggle.checked)); }
    toggle.addEventListener("change", tell);
    tell();
    label.replaceWith(button);
  });
})();
