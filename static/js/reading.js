// Reading a listing: opening details, one or all.
const tools = document.querySelector(".tools");
const all = [...document.querySelectorAll("article > details")];

if (all.length) {
  const expand = document.createElement("button");
  expand.type = "button";
  expand.dataset.expandAll = "";
  expand.textContent = _("Expand all");
  expand.addEventListener("click", () => {
    const open = expand.getAttribute("aria-pressed") !== "true";
    expand.setAttribute("aria-pressed", String(open));
    for (const details of all) details.open = open;
  });
  tools.append(expand);
}

// A link to a paper on a listing opens its details.
function openTarget() {
  const target = document.getElementById(decodeURIComponent(location.hash.slice(1)));
  const details = target && target.matches("article") && target.querySelector("details");
  if (details) details.open = true;
}
addEventListener("hashchange", openTarget);
openTarget();
