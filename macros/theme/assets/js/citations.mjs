/* A preview of the sources of a mark, by hover, focus and tap (WCAG 2.2, 1.4.13: dismissible, hoverable, persistent).
   It stands in the document right after the mark, so that Tab leads into it and Shift+Tab back. */
(function () {
  "use strict";
  var marks = document.querySelectorAll("sup.cite[data-cite]");
  if (!marks.length || !window.handbook) return;
  var box = null, mark = null, opener = null, timer = 0, pressed = null, quiet = false, byFocus = false;

  function later(action, wait) {
    clearTimeout(timer);
    timer = setTimeout(action, wait);
  }

  function clone(item, name) {
    var part = item.querySelector(":scope > ." + name);
    if (!part) return null;
    part = part.cloneNode(true);
    part.removeAttribute("id");
    part.querySelectorAll("[id]").forEach(function (child) { child.removeAttribute("id"); });
    return part;
  }

  function source(key) {
    var item = document.getElementById("ref-" + key);
    if (!item || !item.matches(".references > li")) return null;
    var entry = document.createElement("span");
    entry.className = "cite-preview-item";
    var number = Array.prototype.indexOf.call(item.parentNode.children, item) + 1;
    var head = document.createElement("span");
    head.className = "ref-number";
    head.textContent = number + ". ";
    var text = clone(item, "ref-text"), links = clone(item, "ref-links") || document.createElement("span");
    /* An address that has a link of its own below is left out: a long one would hide the rest. */
    if (text) {
      var known = Array.prototype.map.call(links.querySelectorAll("a"), function (link) { return link.href; });
      text.querySelectorAll("a").forEach(function (link) { if (known.indexOf(link.href) >= 0) link.remove(); });
    }
    entry.append(head, text || "");
    var about = document.createElement("span");
    about.className = "ref-meta";
    ["ref-badge", "ref-note"].forEach(function (name) {
      var part = clone(item, name);
      if (part) about.append(part);
    });
    if (about.childNodes.length) entry.append(about);
    links.className = "ref-links";
    var go = document.createElement("a");
    go.href = "#" + encodeURIComponent(item.id);
    go.textContent = "Go to the reference";
    go.setAttribute("aria-label", "Go to the reference " + number);
    links.prepend(go);
    entry.append(links);
    return entry;
  }

  function open(at, link, focused) {
    clearTimeout(timer);
    if (mark === at) { byFocus = byFocus || focused; expanded(link); return; }
    close();
    byFocus = focused;
    var sources = at.dataset.cite.split(" ").map(source).filter(Boolean);
    if (!sources.length) return;
    box = document.createElement("span");
    box.className = "cite-preview";
    box.id = "cite-preview";
    box.setAttribute("role", "dialog");
    box.setAttribute("aria-label", sources.length > 1 ? "Sources of this statement" : "Source of this statement");
    sources.forEach(function (entry) { box.append(entry); });
    at.after(box);
    mark = at;
    expanded(link);
    window.handbook.place(box, at);
    box.addEventListener("pointerenter", function () { clearTimeout(timer); });
    box.addEventListener("pointerleave", leave);
  }

  function expanded(link) {
    if (opener) opener.setAttribute("aria-expanded", "false");
    opener = link;
    opener.setAttribute("aria-expanded", "true");
    opener.setAttribute("aria-controls", "cite-preview");
  }

  function close() {
    clearTimeout(timer);
    if (!box) return;
    opener.setAttribute("aria-expanded", "false");
    opener.removeAttribute("aria-controls");
    box.remove();
    box = mark = opener = null;
  }

  function leave(event) {
    if (event.pointerType === "mouse") later(function () {
      if (box && !box.contains(document.activeElement) && !(byFocus && mark.contains(document.activeElement))) close();
    }, 250);
  }

  marks.forEach(function (at) {
    at.querySelectorAll(".cite-link").forEach(function (link) {
      link.setAttribute("aria-haspopup", "dialog");
      link.setAttribute("aria-expanded", "false");
      link.addEventListener("focus", function () { if (!quiet && !pressed) open(at, link, true); });
      link.addEventListener("pointerdown", function (event) {
        pressed = { touch: event.pointerType !== "mouse", open: mark === at };
      });
      link.addEventListener("click", function (event) {
        var how = pressed;
        pressed = null;
        if (how && how.touch && !how.open) {
          event.preventDefault();
          open(at, link, true);
        } else {
          quiet = true;
          close();
        }
      });
    });
    at.addEventListener("pointerenter", function (event) {
      if (event.pointerType === "mouse") later(function () { open(at, at.querySelector(".cite-link"), false); }, 120);
    });
    at.addEventListener("pointerleave", leave);
  });

  /* A way back from the list puts the focus on the mark: the reader wants the text then, not the preview. */
  document.addEventListener("click", function (event) {
    var link = event.target.closest && event.target.closest("a[href*='#']");
    if (link && !link.closest("sup.cite")) { quiet = true; if (box && box.contains(link)) later(close, 0); }
  }, true);
  document.addEventListener("keydown", function (event) {
    quiet = false;
    pressed = null;
    if (event.key !== "Escape" || !box) return;
    var inside = box.contains(document.activeElement), back = opener;
    close();
    if (inside) { quiet = true; back.focus(); quiet = false; }
  });
  document.addEventListener("pointerdown", function (event) {
    quiet = false;
    if (box && !box.contains(event.target) && !mark.contains(event.target)) close();
  });
  document.addEventListener("pointercancel", function () { pressed = null; });
  document.addEventListener("focusin", function (event) {
    if (box && event.target !== document.body && !box.contains(event.target) && !mark.contains(event.target)) close();
  });
  window.handbook.follow(function () {
    if (!box) return;
    var at = mark.getBoundingClientRect();
    if (at.bottom < 0 || at.top > window.innerHeight) close();
    else window.handbook.place(box, mark);
  });
})();
