// Starts the application. A file of its own because the Content-Security-Policy allows no inline script.
const boot = document.getElementById("boot");
const english = document.documentElement.lang === "en";
const text = document.getElementById("boot-text");
if (english) text.textContent = "Loading the application …";
try {
  const { default: start } = await import(document.getElementById("app-js").href);
  await start({ module_or_path: document.getElementById("app-wasm").href });
  boot.remove();
} catch (error) {
  text.textContent = english
    ? "The application could not be loaded. Check the connection and reload the page."
    : "Programmet kunne ikke hentes. Tjek forbindelsen, og genindlæs siden.";
  throw error;
}
