'use strict';
const search = document.getElementById('search');
const shown = document.getElementById('shown');
const findings = Array.from(document.querySelectorAll('.finding'), (element) => ({
  element,
  text: (element.closest('.operation').querySelector('h3').textContent + ' ' + element.textContent).toLowerCase(),
}));
const links = document.querySelectorAll('.finding-link');
function update() {
  const words = search.value.toLowerCase().split(/\s+/).filter(Boolean);
  let count = 0;
  for (const { element, text } of findings) {
    element.hidden = !words.every((word) => text.includes(word));
    const box = ['wire', 'source', 'behaviour', 'additive', 'documentation'].find((name) => element.classList.contains(name));
    if (!element.hidden && document.getElementById('show-' + box).checked) count += 1;
  }
  for (const link of links) link.hidden = words.length > 0;
  shown.textContent = count + ' of ' + findings.length + ' findings';
}
document.getElementById('search-label').hidden = false;
document.querySelector('form.filter').addEventListener('input', update);
document.querySelector('form.filter').addEventListener('submit', (event) => event.preventDefault());
update();
