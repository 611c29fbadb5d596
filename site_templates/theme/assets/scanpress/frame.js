// What Material's bundle expects to find: a scope for stored settings, and ways to read, write and hash them.
{
  const scope = new URL(document.currentScript.dataset.scope, location);
  window.__md_scope = scope;
  window.__md_hash = (text) => [...text].reduce((sum, sign) => (sum << 5) - sum + sign.charCodeAt(0), 0);
  window.__md_get = (key, storage = localStorage, place = scope) =>
    JSON.parse(storage.getItem(`${place.pathname}.${key}`));
  window.__md_set = (key, value, storage = localStorage, place = scope) => {
    try {
      storage.setItem(`${place.pathname}.${key}`, JSON.stringify(value));
    } catch {
      // Storage may be full or forbidden; the setting then lasts for this page only.
    }
  };
}

document.addEventListener("DOMContentLoaded", () => {
  // Linked content tabs open where the reader left them, and the tab that an address names is opened.
  if (document.querySelector("[data-scanpress-linked-tabs]")) {
    const chosen = __md_get("__tabs") ?? [];
    for (const set of document.querySelectorAll(".tabbed-set")) {
      const labels = [...set.querySelectorAll(".tabbed-labels label")];
      const label = labels.find((item) => chosen.includes(item.innerText.trim()));
      if (label) document.getElementById(label.htmlFor).checked = true;
    }
  }
  const target = document.getElementById(location.hash.slice(1));
  if (target?.name) target.checked = target.name.startsWith("__tabbed_");
});
