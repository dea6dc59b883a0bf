"use strict";
(() => {
  const $ = (id) => document.getElementById(id);
  const items = [...document.querySelectorAll('[id^="case:"]')];
  const find = $("find"), severity = $("severity"), verdict = $("verdict");
  const keys = $("keys"), open = $("open"), shown = $("shown");
  const texts = new WeakMap();
  const text = (item) => {
    if (!texts.has(item)) {
      const row = item.closest("tr");
      const about = row ? [...row.querySelectorAll(".about")] : [item];
      const head = row?.closest("details")?.querySelector("summary");
      const parts = [...about, head].map((part) => part?.textContent ?? "");
      texts.set(item, [item.id.slice(5), ...parts].join(" ").toLowerCase());
    }
    return texts.get(item);
  };
  const told = (item, what) => item.closest(`[data-${what}]`)?.dataset[what];

  // What is filtered out leaves the screen only: print is always complete.
  const filter = () => {
    const words = find.value.toLowerCase().split(/\s+/).filter(Boolean);
    let count = 0;
    for (const item of items) {
      const matches =
        (!severity.value || told(item, "severity") === severity.value) &&
        (!verdict.value || told(item, "verdict") === verdict.value) &&
        words.every((word) => text(item).includes(word));
      item.classList.toggle("off", !matches);
      if (matches) count += 1;
    }
    const active = words.length > 0 || severity.value !== "" || verdict.value !== "";
    const some = (node) => node.matches('[id^="case:"]:not(.off)') || node.querySelector('[id^="case:"]:not(.off)') !== null;
    for (const row of document.querySelectorAll(".rows tbody tr")) row.classList.toggle("off", !some(row));
    for (const group of document.querySelectorAll(".group, .deviation")) {
      const matches = some(group);
      group.classList.toggle("off", !matches);
      if (active && matches) group.open = true;
    }
    for (const section of document.querySelectorAll(".cases")) {
      section.classList.toggle("off", !some(section));
    }
    shown.textContent = active ? `${count} of ${items.length} cases shown` : "";
  };

  const remember = () => {
    const state = new URLSearchParams();
    if (find.value) state.set("find", find.value);
    if (severity.value) state.set("severity", severity.value);
    if (verdict.value) state.set("verdict", verdict.value);
    const hash = state.toString();
    history.replaceState(null, "", hash ? `#?${hash}` : location.pathname + location.search);
  };

  const reveal = (target) => {
    for (let node = target; node; node = node.parentElement) {
      if (node instanceof HTMLDetailsElement) node.open = true;
    }
    target.scrollIntoView();
  };

  const restore = () => {
    if (location.hash.startsWith("#?")) {
      const state = new URLSearchParams(location.hash.slice(2));
      find.value = state.get("find") || "";
      severity.value = state.get("severity") || "";
      verdict.value = state.get("verdict") || "";
      filter();
    } else if (location.hash) {
      let id = location.hash.slice(1);
      try { id = decodeURIComponent(id); } catch { /* not encoded */ }
      const target = $(id);
      if (target) reveal(target);
    }
  };

  const all = () => document.querySelectorAll("main details");
  const openAll = () => {
    const opening = open.textContent === "Open all";
    for (const details of all()) details.open = opening;
    open.textContent = opening ? "Close all" : "Open all";
  };

  const step = (direction) => {
    const stops = [...document.querySelectorAll("main summary")].filter(
      (summary) => summary.closest("li") === null && summary.getClientRects().length > 0,
    );
    const at = stops.indexOf(document.activeElement);
    const next = at < 0 ? (direction > 0 ? 0 : stops.length - 1) : at + direction;
    if (stops[next]) {
      stops[next].focus();
      stops[next].scrollIntoView({ block: "start" });
    }
  };

  for (const control of [find, severity, verdict]) {
    control.addEventListener("input", () => { filter(); remember(); });
  }
  open.addEventListener("click", openAll);
  addEventListener("hashchange", restore);
  addEventListener("keydown", (event) => {
    const typing = event.target.closest("input[type=search], select, textarea");
    if (event.key === "Escape" && event.target === find) {
      find.value = "";
      filter();
      remember();
    }
    if (typing || !keys.checked || event.ctrlKey || event.metaKey || event.altKey) return;
    const action = { "/": () => find.focus(), j: () => step(1), k: () => step(-1), o: openAll }[event.key];
    if (action) {
      event.preventDefault();
      action();
    }
  });

  // Browsers that cannot open details by a style sheet.
  let closed = [];
  addEventListener("beforeprint", () => {
    closed = [...all()].filter((details) => !details.open);
    for (const details of closed) details.open = true;
  });
  addEventListener("afterprint", () => {
    for (const details of closed) details.open = false;
    closed = [];
  });

  document.querySelector(".tools").hidden = false;
  restore();
})();
