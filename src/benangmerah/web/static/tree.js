// Opens and closes the branches of a tree that stands as an indented table; htmx fetches a branch once.
(() => {
  const rowsBelow = (row) => {
    const found = [];
    const wanted = new Set([row.dataset.node]);
    for (let next = row.nextElementSibling; next; next = next.nextElementSibling) {
      if (!wanted.has(next.dataset.above)) continue;
      wanted.add(next.dataset.node);
      found.push(next);
    }
    return found;
  };
  const buttonOf = (row) => row.querySelector("[data-branch]");
  const show = (row) => {
    const open = new Set([row.dataset.node]);
    for (const each of rowsBelow(row)) {
      each.hidden = !open.has(each.dataset.above);
      const button = buttonOf(each);
      if (!each.hidden && button && button.getAttribute("aria-expanded") === "true") open.add(each.dataset.node);
    }
  };
  document.addEventListener("click", (event) => {
    const button = event.target instanceof Element && event.target.closest("[data-branch]");
    if (!button) return;
    const row = button.closest("tr");
    const isOpen = button.getAttribute("aria-expanded") === "true";
    button.setAttribute("aria-expanded", String(!isOpen));
    if (isOpen) for (const each of rowsBelow(row)) each.hidden = true;
    else show(row);
  });
})();
