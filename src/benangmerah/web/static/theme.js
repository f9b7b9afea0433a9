// Runs before anything is drawn: the page follows the system's light or dark, and is light on paper.
(() => {
  const root = document.documentElement;
  const dark = window.matchMedia("(prefers-color-scheme: dark)");
  const follow = () => root.setAttribute("data-bs-theme", dark.matches ? "dark" : "light");
  root.classList.replace("no-script", "has-script");
  follow();
  dark.addEventListener("change", follow);
  window.addEventListener("beforeprint", () => root.setAttribute("data-bs-theme", "light"));
  window.addEventListener("afterprint", follow);
})();
