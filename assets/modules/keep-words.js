/**
 * Words that were typed and not sent yet, kept in this tab: a line that is lost, a browser's back button and a page that
 * was closed by mistake cost nobody theirs. Put back into empty fields with a notice; forgotten once they were sent, and
 * all of them when one signs out.
 *
 *     <form method="post" data-keep data-kept-said="Your words are still here">
 */
const prefix = "guildhall.kept:";
const here = location.pathname;
const key_of = (form) => `${prefix}${here}#${new URL(form.action).pathname}`;
const fields_of = (form) => Array.from(form.querySelectorAll("textarea[name], input[name]:is([type=text], [type=email], [type=tel])"));

const read = (key) => {
  try {
    return JSON.parse(sessionStorage.getItem(key));
  } catch {
    return null;
  }
};

/** The page came as the answer to the form it holds, and nothing was wrong: what was sent has arrived. */
function has_arrived(from) {
  if (document.body.hasAttribute("data-refused")) return false; // an error page, whatever it says
  if (performance.getEntriesByType("navigation")[0]?.type !== "navigate") return false;
  if (!document.referrer.startsWith(location.origin) || document.querySelector(".govuk-error-summary")) return false;
  const before = new URL(document.referrer).pathname;
  return before === from || before.startsWith("/staff/kept/"); // sent from there after signing in again
}

export function keepWords(form) {
  const key = key_of(form);
  const kept = read(key);
  const sent = kept?.sending && has_arrived(kept.page);
  if (sent) sessionStorage.removeItem(key);
  else if (kept) put_back(form, kept.words);

  form.addEventListener("input", () => {
    const words = Object.fromEntries(fields_of(form).filter((field) => field.value !== field.defaultValue).map((field) => [field.name, field.value]));
    if (Object.keys(words).length === 0) sessionStorage.removeItem(key);
    else sessionStorage.setItem(key, JSON.stringify({ words }));
  });
  form.addEventListener("submit", () => {
    const now = read(key);
    if (now) sessionStorage.setItem(key, JSON.stringify({ ...now, sending: true, page: here }));
  });
}

function put_back(form, words) {
  const fields = fields_of(form).filter((field) => words[field.name] && field.value === "");
  for (const field of fields) field.value = words[field.name];
  if (fields.length === 0 || !form.dataset.keptSaid) return;
  const notice = document.createElement("p");
  notice.className = "gh-notice";
  notice.setAttribute("role", "status");
  notice.textContent = form.dataset.keptSaid;
  form.prepend(notice);
  form.closest("details")?.setAttribute("open", "");
}

/** What arrived on a page that led elsewhere is forgotten there; signing out forgets everything. */
export function forget_sent_words() {
  for (const key of Object.keys(sessionStorage).filter((name) => name.startsWith(prefix))) {
    const kept = read(key);
    if (kept?.sending && !key.startsWith(`${prefix}${here}#`) && has_arrived(kept.page))
      sessionStorage.removeItem(key);
  }
  for (const form of document.querySelectorAll("form[data-forgets]"))
    form.addEventListener("submit", () => {
      for (const key of Object.keys(sessionStorage)) if (key.startsWith(prefix)) sessionStorage.removeItem(key);
    });
}
