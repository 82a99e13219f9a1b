// The worklist beside what site.js does: how many rows are ticked, the row's click, pages by n and p, and filters that are open where there is room.
'use strict';

const boxes = () => [...document.querySelectorAll('table.cases input[name="c"]')];

function tell() {
  const all = boxes();
  const ticked = all.filter((box) => box.checked).length;
  document.querySelectorAll('[data-ticked]').forEach((place) => { place.textContent = ticked || place.closest('dialog') ? String(ticked) : ''; });
  document.querySelectorAll('[data-nothing-ticked]').forEach((place) => { place.hidden = ticked > 0; });
  const head = document.querySelector('[data-check-all]');
  if (head) {
    head.checked = ticked > 0 && ticked === all.length;
    head.indeterminate = ticked > 0 && ticked < all.length;
  }
}

document.addEventListener('change', (event) => { if (event.target.closest('table.cases')) tell(); });

document.addEventListener('click', (event) => {
  if (event.target.closest('[data-back]')) window.history.back();
  // Before site.js opens the dialog: without a tick it is about the row that is marked.
  if (event.target.closest('[data-needs-tick]') && !boxes().some((box) => box.checked)) {
    const box = document.querySelector('tr[aria-selected="true"] input[name="c"]');
    if (box) box.checked = true;
  }
  tell();
  const row = event.target.closest('tr[data-open]');
  if (row && !event.target.closest('a, input, label, button, summary, details, td.tick') && !String(window.getSelection())) row.querySelector('a').click();
});

document.addEventListener('keydown', (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey || event.target.closest('input:not([type=checkbox]), select, textarea') || document.querySelector('dialog[open]')) return;
  const target = { n: '.pages a[rel="next"]', p: '.pages [data-back]' }[event.key];
  if (target) document.querySelector(target)?.click();
});

addEventListener('DOMContentLoaded', () => {
  document.querySelectorAll('[data-back]').forEach((button) => { button.hidden = false; });
  if (window.matchMedia('(min-width: 1101px)').matches) document.querySelectorAll('details[data-open-wide]').forEach((part) => { part.open = true; });
  tell();
});
addEventListener('pageshow', tell);
