// On a page that stands where something was: leads on, and takes the fragment along. A fragment that has a link of its
// own leads where that link does. Without this script, the page leads on by itself, but to the top of the other page.
{
  const lead = () => {
    let name = location.hash.slice(1);
    try {
      name = decodeURIComponent(name);
    } catch {
      // Then it stands there as it is.
    }
    const own = name ? document.getElementById(name) : null;
    const next = document.querySelector(/** @type {"a"} */ ("a[rel='next']"));
    if (own instanceof HTMLAnchorElement && own.href) location.replace(own.href);
    else if (next) location.replace(next.href.split("#")[0] + (location.hash || next.hash));
  };
  addEventListener("hashchange", lead);
  lead();
}
