// The keys 1, 2 and 3 answer the pair on the page; a key that is held down answers once.
'use strict';

document.addEventListener('keydown', (event) => {
  if (event.repeat || event.ctrlKey || event.metaKey || event.altKey || event.target.closest('input, select, textarea')) return;
  const button = /^[1-3]$/.test(event.key) && document.querySelector(`[data-answer="${event.key}"]`);
  if (!button || button.disabled) return;
  button.click();
  event.preventDefault();
});

document.addEventListener('submit', (event) => {
  const form = event.target.closest('.answers');
  // After the browser has taken which button it was.
  if (form) setTimeout(() => form.querySelectorAll('button').forEach((button) => { button.disabled = true; }));
});
