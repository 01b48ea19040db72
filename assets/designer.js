// What stands beside a form, looked at again while one types: the very page that its "look" button asks for.

import { parse_page } from './modules/page-text.js';

const patience = 400;

for (const form of document.querySelectorAll('[data-module~="gh-beside"]')) {
  let timer, latest = 0;
  const look = async () => {
    const number = ++latest;
    const fields = new URLSearchParams(new FormData(form));
    fields.set('then', 'look');
    try {
      const answer = await fetch(form.action || location.href, { method: 'POST', body: fields, headers: { Accept: 'text/html' } });
      if (!answer.ok || number !== latest) return;
      const page = parse_page(await answer.text());
      const fresh = page.getElementById(form.dataset.replaces), old = document.getElementById(form.dataset.replaces);
      if (fresh && old) old.replaceWith(fresh);
    } catch { /* without a signal the page stays as it is; the button says so */ }
  };
  form.addEventListener('input', () => { clearTimeout(timer); timer = setTimeout(look, patience); });
}
