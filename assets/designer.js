// What stands beside a form, looked at again while one types: the very page that its "look" button asks for.

import { parse_page } from './modules/page-text.js';
import { focus_in, kept_fields, put_back } from './modules/typed.js';

const patience = 400;

for (const form of document.querySelectorAll('[data-module~="gh-beside"]')) {
  let timer, latest = 0;
  const due = new Set(); // the parts that are not brought yet, whichever answer brings them
  const put = (page, id) => {
    const fresh = page.getElementById(id), old = document.getElementById(id);
    if (!fresh || !old) return;
    const typed = kept_fields(old), refocus = focus_in(old);
    const part = document.importNode(fresh, true);
    old.replaceWith(part);
    put_back(part, typed); // meanwhile
    refocus();
  };
  const look = async (ids) => {
    const number = ++latest;
    for (const id of ids) due.add(id);
    const fields = new URLSearchParams(new FormData(form));
    fields.set('then', 'look');
    try {
      const answer = await fetch(form.action || location.href, { method: 'POST', body: fields, headers: { Accept: 'text/html' } });
      if (!answer.ok || number !== latest) return;
      const page = parse_page(await answer.text());
      for (const id of due) put(page, id);
      due.clear();
    } catch { /* without a signal the page stays as it is; the button says so */ }
  };
  // A field that decides which others there are changes these too, at once.
  form.addEventListener('input', (event) => {
    clearTimeout(timer);
    if (event.target.dataset.reshapes) look([form.dataset.reshapes, form.dataset.replaces]);
    else timer = setTimeout(look, patience, [form.dataset.replaces]);
  });
}
