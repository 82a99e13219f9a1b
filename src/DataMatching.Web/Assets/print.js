// The button that prints the page: the policy allows no script in the page itself.
'use strict';

document.addEventListener('click', (event) => {
  if (event.target.closest('[data-print]')) window.print();
});
