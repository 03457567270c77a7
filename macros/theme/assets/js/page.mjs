/* Copying, tables that scroll sideways, and the way to help that stays in sight. */
(function () {
  "use strict";

  function select(node) {
    if (node.select) { node.focus(); node.select(); return; }
    var range = document.createRange(), selection = window.getSelection();
    range.selectNodeContents(node);
    selection.removeAllRanges();
    selection.addRange(range);
  }

  /* The clipboard where the browser gives it; else the older command; else the text stays selected for Ctrl+C. */
  function copy(text, node, told) {
    function older() {
      select(node);
      var done = false;
      try { done = document.execCommand("copy"); } catch (error) { done = false; }
      told(done ? "Copied" : "Selected: now press Ctrl+C");
    }
    if (navigator.clipboard && window.isSecureContext) navigator.clipboard.writeText(text).then(function () { told("Copied"); }, older);
    else older();
  }

  document.querySelectorAll(".copy-button").forEach(function (button) {
    var area = document.getElementById(button.dataset.copy), said = button.parentNode.querySelector("[role=status]");
    button.hidden = false;
    button.addEventListener("click", function () {
      copy(area.value, area, function (words) { said.textContent = words; });
    });
  });

  document.querySelectorAll(".ref-copy").forEach(function (button) {
    var item = button.closest("li"), text = item && item.querySelector(".ref-text");
    if (!text) return;
    button.hidden = false;
    var name = button.textContent, said = document.createElement("span");
    said.setAttribute("role", "status");
    button.after(said);
    button.addEventListener("click", function () {
      copy(text.textContent.replace(/\s+/g, " ").trim(), text, function (words) {
        said.textContent = words + " ";
        setTimeout(function () { said.textContent = ""; }, 4000);
      });
    });
  });

  /* A table that fits is no stop for the Tab key; one that scrolls says so. All are measured before one is changed, or each would be laid out anew. */
  function measure(boxes) {
    boxes.map(function (box) { return box.scrollWidth > box.clientWidth + 1; }).forEach(function (scrolls, number) { tell(boxes[number], scrolls); });
  }
  function tell(box, scrolls) {
    var hint = box.nextElementSibling;
    hint = hint && hint.classList.contains("scroll-hint") ? hint : null;
    if (scrolls) box.tabIndex = 0; else box.removeAttribute("tabindex");
    if (scrolls && !hint) {
      hint = document.createElement("p");
      hint.className = "scroll-hint";
      hint.setAttribute("aria-hidden", "true");
      hint.textContent = "← The table goes on sideways →";
      box.after(hint);
    } else if (!scrolls && hint) hint.remove();
  }
  var boxes = Array.prototype.slice.call(document.querySelectorAll(".table-scroll"));
  if (boxes.length && window.ResizeObserver) {
    var watcher = new ResizeObserver(function (entries) { measure(entries.map(function (entry) { return entry.target; })); });
    boxes.forEach(function (box) { watcher.observe(box); }); /* which measures each at once, after the first layout */
  } else measure(boxes);

  /* On a phone the way to help stays at the foot of the screen once it has left the top. */
  var top = document.querySelector(".way-out"), bar = document.querySelector(".way-out-bar");
  if (top && bar && window.IntersectionObserver) {
    new IntersectionObserver(function (entries) { bar.hidden = entries[entries.length - 1].isIntersecting; }).observe(top);
  }
})();
