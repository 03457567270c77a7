/* The list of all references, narrowed by words, kind, year and page. What is asked stands in the address after #, so that it can be shared,
   from a disk as well. */
(function () {
  "use strict";
  var form = document.querySelector("form.ref-filter");
  if (!form) return;
  var list = form.parentNode.querySelector("ol.references"), count = form.querySelector(".ref-count");
  var names = ["words", "kind", "from", "page"];

  function fold(text) {
    return text.normalize("NFD").replace(/[\u0300-\u036f]/g, "").toLowerCase()
      .replace(/ß/g, "ss").replace(/æ/g, "ae").replace(/œ/g, "oe").replace(/ø/g, "o").replace(/ł/g, "l").replace(/đ/g, "d");
  }

  function read(item, name) {
    var part = item.querySelector("." + name);
    return part ? part.textContent : "";
  }

  var items = Array.prototype.map.call(list.children, function (item) {
    return {
      node: item,
      text: fold([read(item, "ref-text"), read(item, "ref-badge"), read(item, "ref-note"), read(item, "ref-cited"), item.id.slice(4)].join(" ")),
      kind: item.dataset.kind || "", year: Number(item.dataset.year) || 0,
      pages: Array.prototype.map.call(item.querySelectorAll(".ref-cited a"), function (link) { return link.getAttribute("href").split("#")[0]; })
    };
  });

  function asked() {
    var values = {};
    names.forEach(function (name) { values[name] = form.elements[name].value.trim(); });
    var chosen = form.elements.page.selectedOptions[0];
    values.href = (chosen && chosen.dataset.page) || "";
    return values;
  }

  function show() {
    var want = asked(), words = fold(want.words).split(/\s+/).filter(Boolean), from = Number(want.from) || 0, shown = 0;
    items.forEach(function (item) {
      var fits = words.every(function (word) { return item.text.indexOf(word) >= 0; })
        && (!want.kind || item.kind === want.kind) && (!from || item.year >= from)
        && (!want.page || item.pages.indexOf(want.href) >= 0);
      item.node.hidden = !fits;
      if (fits) shown += 1;
    });
    var narrowed = names.some(function (name) { return want[name]; });
    count.textContent = !narrowed ? items.length + " references" : shown ? shown + " of " + items.length + " references" : "No reference fits. Take away a word or a filter.";
    clear.hidden = !narrowed;
    return narrowed;
  }

  function keep() {
    var parts = new URLSearchParams(), want = asked();
    names.forEach(function (name) { if (want[name]) parts.set(name, want[name]); });
    try { history.replaceState(history.state, "", "#" + parts.toString()); } catch (error) { /* an address that can't be set is no reason to stop */ }
  }

  function fromAddress() {
    var hash = location.hash.slice(1);
    if (hash.indexOf("=") >= 0) {
      var parts = new URLSearchParams(hash);
      names.forEach(function (name) { form.elements[name].value = parts.get(name) || ""; });
      show();
    } else {
      /* A link to one reference must reach it, whatever was filtered. */
      var id = "";
      try { id = decodeURIComponent(hash); } catch (error) { id = hash; }
      var target = id && document.getElementById(id);
      if (target && target.hidden) { form.reset(); show(); target.scrollIntoView(); }
    }
  }

  var clear = document.createElement("button");
  clear.type = "button";
  clear.className = "ref-clear";
  clear.textContent = "Clear filters";
  clear.hidden = true;
  clear.addEventListener("click", function () { form.reset(); show(); keep(); form.elements.words.focus(); });
  form.append(clear);

  form.addEventListener("submit", function (event) { event.preventDefault(); });
  form.addEventListener("input", function () { show(); keep(); });
  window.addEventListener("hashchange", fromAddress);
  form.hidden = false;
  form.reset();
  show();
  fromAddress();
})();
