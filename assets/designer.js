// What stands beside a form, looked at again while one types: the very page that its "look" button asks for.

import { parse_page } from './modules/page-text.js';

const patience = 400;

for (const form of document.querySelectorAll('[data-module~="gh-beside"]')) {
  let timer, latest = 0;
  const put = (page, id) => {
    const fresh = page.getElementById(id), old = document.getElementById(id);
    if (fresh && old) old.replaceWith(document.importNode(fresh, true));
  };
  const look = async (ids) => {
    const number = ++latest;
    const fields = new URLSearchParams(new FormData(form));
    fields.set('then', 'look');
    try {
      const answer = await fetch(form.action || location.href, { method: 'POST', body: fields, headers: { Accept: 'text/html' } });
      if (!answer.ok || number !== latest) return;
      const page = parse_page(await answer.text());
      for (const id of ids) put(page, id);
    } catch { /* without a signal the page stays as it is; the button says so */ }
  };
  // A field that decides which others there are changes these too, at once: nothing has been typed in them yet.
  form.addEventListener('input', (event) => {
    clearTimeout(timer);
    if (event.target.dataset.reshapes) look([form.dataset.reshapes, form.dataset.replaces]);
    else timer = setTimeout(look, patience, [form.dataset.replaces]);
  });
}
