// What the theme's search dialog lacks: the query in the address, an empty state that helps, and names for those who don't see it.
(() => {
  const script = document.currentScript;
  const field = document.querySelector("[data-md-component=search-query]");
  const result = document.querySelector("[data-md-component=search-result]");
  if (!field || !result) return;
  const status = result.querySelector(".md-search-result__meta");
  const list = result.querySelector(".md-search-result__list");
  const data = name => (script && script.dataset[name]) || "";

  // WCAG 2.2, 4.1.3 and 4.1.2: how many were found is told, and the list and the field have names.
  status.setAttribute("role", "status");
  status.setAttribute("aria-live", "polite");
  status.setAttribute("aria-atomic", "true");
  status.id ||= "search-status";
  list.setAttribute("aria-label", "Search results");
  list.id ||= "search-results";
  field.setAttribute("enterkeyhint", "search");
  field.setAttribute("aria-controls", list.id);
  field.setAttribute("aria-describedby", status.id);
  const pane = result.closest(".md-search__scrollwrap");
  if (pane) {
    pane.setAttribute("role", "region");
    pane.setAttribute("aria-label", "What was found");
  }

  // The query in the address, so that a list of results can be sent to somebody: ?q=, which the theme reads when a page opens.
  // A browser that forbids it on file:// gets #q= in its place.
  let timer = 0, hashed = false;
  const write = () => {
    const address = new URL(location.href), query = field.value.trim();
    if (query) address.searchParams.set("q", query);
    else address.searchParams.delete("q");
    if (address.href === location.href) return;
    try {
      history.replaceState(history.state, "", address);
    } catch {
      hashed = true;
      location.replace(query ? `#q=${encodeURIComponent(query)}` : "#");
    }
  };
  const later = () => {
    clearTimeout(timer);
    timer = setTimeout(write, 300);
  };
  field.addEventListener("input", later);
  field.form.addEventListener("reset", later);

  const typeIn = words => {
    field.value = words;
    field.focus();
    field.dispatchEvent(new Event("input", { bubbles: true }));
    field.dispatchEvent(new KeyboardEvent("keyup", { bubbles: true }));
  };
  const shared = /^#q=(.+)/.exec(location.hash);
  if (shared) {
    const toggle = document.getElementById("__search");
    if (toggle && !toggle.checked) toggle.click();
    typeIn(decodeURIComponent(shared[1].replace(/\+/g, " ")));
  }

  // Nothing found: what to try, where help is, and a way to ask. Links only: nothing is sent from here.
  const empty = document.createElement("div");
  empty.className = "search-empty md-typeset";
  empty.hidden = true;
  list.after(empty);

  const link = (href, text) => {
    const one = document.createElement("a");
    one.href = href;
    one.textContent = text;
    return one;
  };
  const line = (...parts) => {
    const one = document.createElement("p");
    one.append(...parts);
    return one;
  };
  const fill = query => {
    const parts = [line("Try fewer words, or other ones: an everyday word is as good as a clinical one.")];
    const words = data("try").split("|").filter(Boolean);
    if (words.length) {
      const row = document.createElement("ul");
      row.setAttribute("aria-label", "Searches to try");
      for (const word of words) {
        const button = document.createElement("button");
        button.type = "button";
        button.textContent = word;
        button.addEventListener("click", () => typeIn(word));
        const item = document.createElement("li");
        item.append(button);
        row.append(item);
      }
      parts.push(row);
    }
    if (data("help")) parts.push(line("Are you ill, or is something wrong? ", link(data("help"), "When to get help"), "."));
    if (data("ask")) {
      const form = new URL(`${data("ask").replace(/\/$/, "")}/issues/new`);
      form.searchParams.set("template", "3-question.yml");
      form.searchParams.set("title", `Question: ${query}`);
      form.searchParams.set("question", `I searched for "${query}" and found nothing.`);
      parts.push(line("Should a page answer this? ", link(form.href, "Ask for it"), " (on GitHub, in public; write nothing by which a patient could be known)."));
    }
    empty.replaceChildren(...parts);
  };

  const look = () => {
    const query = field.value.trim();
    // The theme writes its own sentence first; only then is it known whether the list is empty for this query.
    const none = query !== "" && list.children.length === 0 && status.dataset.searched === "1" && /^(no |nothing)/i.test(status.textContent.trim());
    if (none) {
      const told = `Nothing found for “${query}”`;
      if (status.textContent !== told) status.textContent = told;
      if (empty.dataset.query !== query) {
        empty.dataset.query = query;
        fill(query);
      }
    }
    empty.hidden = !none;
  };
  new MutationObserver(() => {
    status.dataset.searched = "1";
    look();
  }).observe(status, { childList: true, characterData: true, subtree: true });
  new MutationObserver(look).observe(list, { childList: true });
  field.addEventListener("input", () => { if (!field.value.trim()) empty.hidden = true; });
})();
