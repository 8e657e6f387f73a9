"use strict";
(() => {
  const box = document.getElementById("search");
  const input = document.getElementById("query");
  const list = document.getElementById("results");
  const status = document.getElementById("found");
  const root = document.querySelector("script[data-root]").dataset.root;
  const most = 30;
  let chosen = -1;
  if (typeof searchIndex === "undefined") {
    return;
  }
  box.hidden = false;
  const lower = searchIndex.map(entry => entry.map(cell => cell.toLowerCase()));

  /* How well an entry fits: 0 for not at all. Every word has to be somewhere. */
  function score(entry, words, whole) {
    const [name, what, , text] = entry;
    let sum = 0;
    for (const word of words) {
      const one = name === word ? 40 : name.startsWith(word) ? 20 : name.includes(word) ? 10 : what.includes(word) ? 4 : text.includes(word) ? 2 : 0;
      if (one === 0) {
        return 0;
      }
      sum += one;
    }
    return sum + (name === whole ? 60 : 0) + (what.startsWith("namespace") || what.startsWith("element") || what.startsWith("condition") ? 1 : 0);
  }

  function span(className, text) {
    const made = document.createElement("span");
    made.className = className;
    made.textContent = text;
    return made;
  }

  /* The part of a text where the first of the words stands. */
  function excerpt(text, words) {
    const at = Math.min(...words.map(word => text.toLowerCase().indexOf(word)).filter(found => found >= 0), text.length);
    const start = at > 80 && at < text.length ? text.lastIndexOf(" ", at - 50) + 1 : 0;
    return (start > 0 ? "\u2026 " : "") + text.slice(start, start + 140) + (text.length > start + 140 ? " \u2026" : "");
  }

  function show() {
    const whole = input.value.trim().toLowerCase();
    const words = whole.split(/\s+/).filter(word => word !== "");
    const found = words.length === 0 ? [] : lower
      .map((entry, i) => [score(entry, words, whole), i])
      .filter(([points]) => points > 0)
      .sort((a, b) => b[0] - a[0] || a[1] - b[1]);
    list.replaceChildren(...found.slice(0, most).map(([, i], n) => {
      const [name, what, address, text] = searchIndex[i];
      const item = document.createElement("li");
      item.id = "result-" + n;
      item.setAttribute("role", "option");
      item.setAttribute("aria-selected", "false");
      const link = document.createElement("a");
      link.href = root + address;
      link.tabIndex = -1;
      link.append(span("name", name), " ", span("what", what));
      if (text !== "") {
        link.append(span("text", excerpt(text, words)));
      }
      item.append(link);
      return item;
    }));
    if (words.length > 0 && found.length === 0) {
      const none = document.createElement("li");
      none.setAttribute("role", "option");
      none.setAttribute("aria-disabled", "true");
      none.textContent = "Nothing found.";
      list.append(none);
    }
    open(words.length > 0);
    status.textContent = words.length === 0 ? "" : found.length > most ? most + " of " + found.length + " found" : found.length + " found";
    choose(found.length > 0 ? 0 : -1);
  }

  function open(is) {
    list.hidden = !is;
    input.setAttribute("aria-expanded", String(is));
  }

  function choose(n) {
    const items = list.querySelectorAll("li[id]");
    chosen = n;
    items.forEach((item, i) => item.setAttribute("aria-selected", String(i === n)));
    if (n >= 0 && n < items.length) {
      input.setAttribute("aria-activedescendant", items[n].id);
      items[n].scrollIntoView({ block: "nearest" });
    } else {
      input.removeAttribute("aria-activedescendant");
    }
  }

  input.addEventListener("input", show);
  input.addEventListener("focus", () => {
    if (input.value.trim() !== "") {
      open(true);
    }
  });
  input.addEventListener("keydown", event => {
    const items = list.querySelectorAll("li[id]");
    if (event.key === "Escape") {
      if (list.hidden) {
        input.value = "";
        show();
      }
      open(false);
    } else if ((event.key === "ArrowDown" || event.key === "ArrowUp") && items.length > 0) {
      open(true);
      choose((chosen + (event.key === "ArrowDown" ? 1 : -1) + items.length) % items.length);
    } else if (event.key === "Enter" && !list.hidden && chosen >= 0) {
      items[chosen].querySelector("a").click();
      open(false);
    } else {
      return;
    }
    event.preventDefault();
  });
  box.addEventListener("focusout", event => {
    if (!box.contains(event.relatedTarget)) {
      open(false);
    }
  });
  document.addEventListener("keydown", event => {
    const typing = /^(INPUT|TEXTAREA|SELECT)$/.test(document.activeElement.tagName);
    if (event.key === "/" && !typing && !event.ctrlKey && !event.altKey && !event.metaKey) {
      event.preventDefault();
      input.focus();
      input.select();
    }
  });
})();
