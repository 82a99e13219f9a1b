// What pages do in the browser beside htmx: rows by keyboard (j, k, Enter, x), assigning (a), search (/), help (?), and asking before a form that cannot be undone.
'use strict';

const rows = () => [...document.querySelectorAll('tr[data-open]')];
const selected = () => rows().findIndex((row) => row.getAttribute('aria-selected') === 'true');

function select(index) {
  const all = rows();
  if (!all.length) return;
  const at = Math.max(0, Math.min(all.length - 1, index));
  all.forEach((row, i) => row.setAttribute('aria-selected', String(i === at)));
  all[at].scrollIntoView({ block: 'nearest' });
  all[at].querySelector('a')?.focus({ preventScroll: true });
}

const typing = (target) => target.closest('input:not([type=checkbox]), select, textarea, [contenteditable]');

document.addEventListener('keydown', (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey || typing(event.target) || document.querySelector('dialog[open]')) return;
  const at = selected();
  const keys = {
    j: () => select(at + 1),
    k: () => select(at - 1),
    x: () => rows()[at]?.querySelector('input[type=checkbox]')?.click(),
    a: () => document.querySelector('[data-key="a"]')?.click(),
    '/': () => document.querySelector('[data-key="/"]')?.focus(),
    '?': () => document.querySelector('#keys')?.showModal(),
  };
  if (!keys[event.key]) return;
  event.preventDefault();
  keys[event.key]();
});

document.addEventListener('click', (event) => {
  const opener = event.target.closest('[data-dialog]');
  if (opener) document.getElementById(opener.dataset.dialog)?.showModal();
  if (event.target.closest('[data-close]')) event.target.closest('dialog')?.close();
  const all = event.target.closest('[data-check-all]');
  if (all) document.querySelectorAll(all.dataset.checkAll).forEach((box) => { box.checked = all.checked; });
});

document.addEventListener('submit', (event) => {
  const question = event.submitter?.dataset.ask;
  if (question && !window.confirm(question)) event.preventDefault();
});

// A table wider than its place scrolls sideways within it: by keyboard too, and only then is it a stop of the Tab key.
function scrollable() {
  document.querySelectorAll('.wide').forEach((place) => {
    if (place.scrollWidth > place.clientWidth) place.tabIndex = 0;
    else place.removeAttribute('tabindex');
  });
}

['load', 'resize', 'htmx:afterSettle'].forEach((moment) => addEventListener(moment, scrollable));
