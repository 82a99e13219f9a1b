// A form that may be filled in far from a network: what is typed is kept in this tab until it was recorded, and a connection that is lost loses nothing.
// Kept are neither files nor anything that looks like an ID number; another account's and, on signing out, everybody's drafts are thrown away.
'use strict';

const DRAFT = 'draft:';
const LONG_NUMBER = /[0-9０-９](?:[\s-]?[0-9０-９]){13,}[\s-]?[xXｘＸ]?/g;
const kept = () => Object.keys(sessionStorage).filter((key) => key.startsWith(DRAFT));
const fields = (form) => [...form.elements].filter((field) => field.name && !['hidden', 'file', 'password', 'submit'].includes(field.type));
const keyOf = (form) => `${DRAFT}${form.dataset.account}:${form.dataset.draft}`;

function keep(form) {
  const values = {};
  for (const field of fields(form)) {
    if (field.type === 'radio' || field.type === 'checkbox') { if (field.checked) values[field.name] = field.value; } else values[field.name] = field.value.replace(LONG_NUMBER, '＊＊＊');
  }
  sessionStorage.setItem(keyOf(form), JSON.stringify(values));
}

function restore(form) {
  const written = sessionStorage.getItem(keyOf(form));
  if (!written) return;
  const values = JSON.parse(written);
  for (const field of fields(form)) {
    if (!(field.name in values)) continue;
    if (field.type === 'radio' || field.type === 'checkbox') field.checked = field.value === values[field.name];
    else field.value = values[field.name];
  }
  form.querySelector('input[name=Rent]')?.dispatchEvent(new Event('input', { bubbles: true }));
  say(form, 'restored');
}

// Shows one of the form's own sentences, or what the server answered.
function say(form, which, text) {
  form.querySelectorAll('[data-say]').forEach((line) => {
    line.hidden = line.dataset.say !== which;
    if (!line.hidden && text) line.textContent = `✕ ${text}`;
    if (!line.hidden) line.scrollIntoView({ block: 'nearest' });
  });
}

async function send(form) {
  const button = form.querySelector('button.btn-primary');
  button.disabled = true;
  say(form, 'sending');
  try {
    const answer = await fetch(location.pathname, { method: 'POST', body: new FormData(form) });
    if (answer.redirected && new URL(answer.url).pathname === location.pathname) {
      sessionStorage.removeItem(keyOf(form));
      history.replaceState(null, '', '#steps');
      location.reload();
      return;
    }
    if (answer.redirected) say(form, 'ended');
    else {
      const page = new DOMParser().parseFromString(await answer.text(), 'text/html');
      say(form, 'refused', (page.querySelector('main .fault') ?? page.querySelector('main h1'))?.textContent.replace(/^\s*✕\s*/, '').trim());
    }
  } catch {
    say(form, 'lost');
  }
  button.disabled = false;
}

addEventListener('DOMContentLoaded', () => {
  const form = document.querySelector('form[data-draft]');
  if (!form) return;
  kept().filter((key) => !key.startsWith(`${DRAFT}${form.dataset.account}:`)).forEach((key) => sessionStorage.removeItem(key));
  restore(form);
  form.addEventListener('input', () => keep(form));
  addEventListener('online', () => { if (form.querySelector('[data-say="lost"]:not([hidden])')) say(form, 'back'); });
});

// All files of a form together, held against what the server takes: else an hour's photos would be sent over a telephone to be refused.
function tooLarge(form) {
  const most = Number(document.getElementById('main').dataset.largestFiles);
  const bytes = [...form.querySelectorAll('input[type=file]')].flatMap((input) => [...input.files]).reduce((sum, file) => sum + file.size, 0);
  if (bytes <= most) return null;
  const [found, allowed] = [Math.ceil(bytes / (1 << 20)), most >> 20];
  return document.documentElement.lang.startsWith('en')
    ? `The files have ${found} MB together; at most ${allowed} MB go in one form. Choose fewer, and send them in several goes. Nothing was sent.`
    : `所选文件合计 ${found} MB，一次最多 ${allowed} MB。请少选几个，分几次提交。还没有提交。`;
}

function refuseFiles(form, text) {
  if (form.querySelector('[data-say="refused"]')) {
    say(form, 'refused', text);
    return;
  }
  const line = form.querySelector('[data-too-large]') ?? form.insertBefore(document.createElement('p'), form.firstChild);
  line.dataset.tooLarge = '';
  line.className = 'fault';
  line.setAttribute('role', 'alert');
  line.textContent = `✕ ${text}`;
  line.scrollIntoView({ block: 'nearest' });
}

document.addEventListener('submit', (event) => {
  const large = tooLarge(event.target);
  if (large) {
    event.preventDefault();
    refuseFiles(event.target, large);
    return;
  }
  event.target.querySelector('[data-too-large]')?.remove();
  if (event.target.matches('form[action*="handler=Leave"]')) kept().forEach((key) => sessionStorage.removeItem(key));
  // The question before a form that cannot be taken back was answered with no.
  if (event.defaultPrevented || !event.target.matches('form[data-draft]')) return;
  event.preventDefault();
  keep(event.target);
  send(event.target);
});
