// What every page needs: the menu of the phone, panels, questions before a loss, files that are dropped.
// Everything works without it too, if less smoothly.
(() => {
  const isInside = (element, selector) => element instanceof Element && element.closest(selector);

  // the menu of the phone
  const toggle = document.querySelector(".sidebar-toggle");
  const menu = document.getElementById("menu");
  const showMenu = (isShown) => {
    menu.classList.toggle("is-shown", isShown);
    toggle.setAttribute("aria-expanded", String(isShown));
  };
  if (toggle) toggle.addEventListener("click", () => showMenu(!menu.classList.contains("is-shown")));

  // Escape and a click elsewhere close what is open; the focus goes back to where it came from
  const closeMenus = (except) => {
    for (const each of document.querySelectorAll("details[data-menu][open]")) {
      if (each !== except) each.open = false;
    }
  };
  document.addEventListener("keydown", (event) => {
    if (event.key !== "Escape") return;
    const open = isInside(document.activeElement, "details[data-menu][open]");
    closeMenus(null);
    if (open) open.querySelector("summary").focus();
    else if (toggle && menu.classList.contains("is-shown")) {
      showMenu(false);
      toggle.focus();
    }
  });

  // a form or button that loses something asks first: data-asks, data-loses, data-yes
  const confirm = document.getElementById("confirm");
  const yes = document.getElementById("confirm-yes");
  let confirmed = null;
  const ask = (element, goOn) => {
    document.getElementById("confirm-question").textContent = element.dataset.asks;
    document.getElementById("confirm-loss").textContent = element.dataset.loses || "";
    yes.textContent = element.dataset.yes || yes.dataset.default;
    confirmed = goOn;
    confirm.showModal();
  };
  yes.addEventListener("click", () => {
    confirm.close();
    if (confirmed) confirmed();
    confirmed = null;
  });
  document.addEventListener("submit", (event) => {
    const form = event.target;
    if (!form.dataset.asks || form.dataset.isConfirmed) return;
    event.preventDefault();
    event.stopImmediatePropagation();
    const sender = event.submitter;
    ask(form, () => {
      form.dataset.isConfirmed = "yes";
      form.requestSubmit(sender);
      delete form.dataset.isConfirmed;
    });
  }, true);

  document.addEventListener("click", (event) => {
    closeMenus(isInside(event.target, "details[data-menu]"));
    const closer = isInside(event.target, "[data-closes]");
    if (closer) closer.closest("dialog").close();
    const dismisser = isInside(event.target, "[data-dismisses]");
    if (dismisser) dismisser.parentElement.remove();
    const printer = isInside(event.target, "[data-prints]");
    if (printer) window.print();
    if (event.target instanceof HTMLDialogElement) event.target.close(); // outside of the panel
  });

  // the panel that says why; without a script its link leads to a page
  document.body.addEventListener("htmx:afterSwap", (event) => {
    const panel = document.getElementById("why");
    if (event.detail.target.id === "why-body" && !panel.open) panel.showModal();
  });
  // what went wrong on the way is said where messages stand
  const flash = document.getElementById("flash");
  for (const name of ["htmx:responseError", "htmx:sendError"]) {
    document.body.addEventListener(name, () => {
      if (flash && flash.dataset.failed) flash.textContent = flash.dataset.failed;
    });
  }

  // a slider says where it stands: <output for="…" data-unit="%">
  document.addEventListener("input", (event) => {
    if (event.target.type !== "range") return;
    const output = document.querySelector(`output[for="${event.target.id}"]`);
    if (output) output.textContent = `${event.target.value} ${output.dataset.unit || ""}`;
  });

  // files that are dropped onto a drop zone
  const zoneOf = (event) => isInside(event.target, "[data-drop-zone]");
  const nameFile = (zone) => {
    const files = [...zone.querySelector("input[type=file]").files];
    zone.querySelector(".drop-zone-name").textContent = files.map((file) => file.name).join(", ");
  };
  for (const name of ["dragover", "dragleave", "drop"]) {
    document.addEventListener(name, (event) => {
      const zone = zoneOf(event);
      if (!zone) return;
      event.preventDefault();
      zone.classList.toggle("is-over", name === "dragover");
      if (name !== "drop" || event.dataTransfer.files.length === 0) return;
      const input = zone.querySelector("input[type=file]");
      input.files = event.dataTransfer.files;
      input.dispatchEvent(new Event("change", { bubbles: true }));
    });
  }
  document.addEventListener("change", (event) => {
    const zone = zoneOf(event);
    if (zone && event.target.type === "file") nameFile(zone);
  });
})();
