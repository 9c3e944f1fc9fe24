// Sets theme, density and language before the first paint, so that nothing flashes.
// Reads three display preferences and nothing else; the application writes them.
(() => {
  const root = document.documentElement;
  const read = (key) => {
    try {
      return localStorage.getItem("hjertekom." + key);
    } catch {
      return null; // Storage is blocked: the defaults apply.
    }
  };
  const theme = read("theme");
  if (theme === "light" || theme === "dark") root.dataset.theme = theme;
  if (read("density") === "compact") root.dataset.density = "compact";
  if (read("language") === "en") root.lang = "en";
})();
