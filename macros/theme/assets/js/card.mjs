/* The port card. All of it happens in this browser; it is kept only where the reader ticks the box. */
(function () {
  "use strict";
  var STORE = "port-handbook.card";
  var root = document.querySelector(".port-card");
  if (!root) return;
  var form = root.querySelector("form"), keep = root.querySelector("input[name=keep]"), said = root.querySelector(".card-said");

  function store() {
    try { return window.localStorage; } catch (error) { return null; }
  }

  function values() {
    var found = {};
    new FormData(form).forEach(function (value, name) { if (String(value).trim()) found[name] = String(value).trim(); });
    return found;
  }

  /* Long answers: smaller letters, in steps, down to what can still be read. */
  function fit(side) {
    var sizes = ["8pt", "7.4pt", "6.8pt", "6.2pt", "5.6pt"];
    for (var step = 0; step < sizes.length; step += 1) {
      side.style.setProperty("--card-size", sizes[step]);
      if (side.scrollHeight <= side.clientHeight + 1) return true;
    }
    return false;
  }

  function show() {
    var filled = values();
    root.querySelectorAll("[data-card]").forEach(function (cell) { cell.textContent = filled[cell.dataset.card] || cell.dataset.blank || ""; });
    var fits = Array.prototype.map.call(root.querySelectorAll(".card-side"), fit).every(Boolean);
    said.textContent = fits ? "" : "There is too much text for the card. Make some lines shorter.";
  }

  function save() {
    var kept = store();
    if (!kept) { if (keep.checked) { keep.checked = false; said.textContent = "This browser does not let pages keep anything."; } return; }
    try {
      if (keep.checked) kept.setItem(STORE, JSON.stringify(values())); else kept.removeItem(STORE);
    } catch (error) { keep.checked = false; said.textContent = "This browser does not let pages keep anything."; }
  }

  function load() {
    var kept = null;
    try { kept = JSON.parse(store().getItem(STORE)); } catch (error) { kept = null; }
    if (!kept || typeof kept !== "object") return;
    keep.checked = true;
    Object.keys(kept).forEach(function (name) {
      var field = form.elements[name];
      if (field) field.value = String(kept[name]);
    });
  }

  function clear() {
    form.reset();
    keep.checked = false;
    save();
    show();
    said.textContent = "The card is empty, and nothing is kept on this device.";
  }

  function print() {
    var sheet = document.createElement("div");
    sheet.className = "card-print-sheet md-typeset";
    sheet.append(root.querySelector(".card-sheet").cloneNode(true));
    document.body.append(sheet);
    document.documentElement.classList.add("print-card");
    function after() {
      document.documentElement.classList.remove("print-card");
      sheet.remove();
      window.removeEventListener("afterprint", after);
    }
    window.addEventListener("afterprint", after);
    window.print();
  }

  form.addEventListener("submit", function (event) { event.preventDefault(); });
  form.addEventListener("input", function () { show(); save(); });
  keep.addEventListener("change", save);
  root.querySelector(".card-clear").addEventListener("click", clear);
  root.querySelector(".card-print").addEventListener("click", print);
  root.querySelectorAll(".card-tools, .card-preview").forEach(function (part) { part.hidden = false; });
  form.reset();
  load();
  show();
})();
