// Runs before Material does. From a disk a browser starts no worker and fetches no index, so search could only
// fail; without its form Material does not ask for the index at all.
if (location.protocol === "file:") {
  for (const part of document.querySelectorAll(".md-search, .md-header__button[for=__search]")) part.remove();
}
