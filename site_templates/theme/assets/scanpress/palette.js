// Applies the stored choice of light or dark before the page is painted.
{
  const stored = __md_get("__palette")?.color;
  if (stored) {
    if (stored.media === "(prefers-color-scheme)") {
      const light = matchMedia("(prefers-color-scheme: light)").matches;
      const input = document.querySelector(
        `[data-md-color-media="(prefers-color-scheme: ${light ? "light" : "dark"})"]`,
      );
      for (const key of ["media", "scheme", "primary", "accent"]) {
        stored[key] = input?.getAttribute(`data-md-color-${key}`);
      }
    }
    for (const [key, value] of Object.entries(stored)) {
      document.body.setAttribute(`data-md-color-${key}`, value);
    }
  }
}
