// What Material's bundle expects to find: a scope for stored settings, and ways to read, write and hash them.
{
  const scope = new URL(document.currentScript?.dataset.scope ?? "", location.href);
  // The page for what is missing names its base without a slash at the end.
  if (!scope.pathname.endsWith("/")) scope.pathname += "/";
  // Zensical's style sheets name keys as they are called there.
  document.documentElement.setAttribute("data-platform", navigator.platform);
  window.__md_scope = scope;
  window.__md_hash = (text) => [...text].reduce((sum, sign) => (sum << 5) - sum + sign.charCodeAt(0), 0);
  window.__md_get = (key, storage = localStorage, place = scope) =>
    JSON.parse(storage.getItem(`${place.pathname}.${key}`) ?? "null");
  window.__md_set = (key, value, storage = localStorage, place = scope) => {
    try {
      storage.setItem(`${place.pathname}.${key}`, JSON.stringify(value));
    } catch {
      // Storage may be full or forbidden; the setting then lasts for this page only.
    }
  };
}

{
  // Linked content tabs open where the reader left them, and the tab that an address names is opened.
  const openTabs = () => {
    if (document.querySelector("[data-scanpress-linked-tabs]")) {
      const chosen = __md_get("__tabs") ?? [];
      for (const set of document.querySelectorAll(".tabbed-set")) {
        /** @type {HTMLLabelElement[]} */
        const labels = [...set.querySelectorAll(/** @type {'label'} */ (".tabbed-labels label"))];
        const label = labels.find((item) => chosen.includes(item.innerText.trim()));
        if (label?.control instanceof HTMLInputElement) label.control.checked = true;
      }
    }
    const target = document.getElementById(location.hash.slice(1));
    if (target instanceof HTMLInputElement && target.name) target.checked = target.name.startsWith("__tabbed_");
  };
  document.addEventListener("DOMContentLoaded", () => {
    // The theme tells of every page that it shows, also of those that navigation.instant puts in place of this one.
    if (window.document$) document$.subscribe(openTabs);
    else openTabs();
  });
}
