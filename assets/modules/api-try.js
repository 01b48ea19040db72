/**
 * Tries an operation of the API from the page that describes it. Fields say with `data-in` where their value goes: path,
 * query, header or body. The answer stands below the form as it came, with its status. The token is read from the field
 * of the page and kept nowhere.
 */
export function apiTry(form) {
  form.hidden = false;
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    send(form);
  });
}

/** The field for the token, shown where there is script to use it. */
export function apiToken(part) {
  part.hidden = false;
}

async function send(form) {
  const said = form.querySelector("[data-said]");
  const shown = form.querySelector("[data-answer]");
  try {
    const answer = await fetch(address_of(form), {
      method: form.dataset.method,
      headers: headers_of(form),
      body: fields_in(form, "body")[0]?.value || undefined,
    });
    said.textContent = `${answer.status} ${answer.statusText}`;
    shown.textContent = laid_out(await answer.text());
    shown.hidden = shown.textContent === "";
  } catch {
    said.textContent = form.dataset.lost;
    shown.hidden = true;
  }
}

const fields_in = (form, place) => Array.from(form.querySelectorAll(`[data-in="${place}"]`)).filter((field) => field.value !== "");

function address_of(form) {
  const values = new Map(fields_in(form, "path").map((field) => [field.name, field.value]));
  const path = form.dataset.path.replace(/\{(\w+)\}/g, (whole, name) => encodeURIComponent(values.get(name) ?? "-"));
  const query = new URLSearchParams(fields_in(form, "query").map((field) => [field.name, field.value]));
  return query.toString() === "" ? path : `${path}?${query}`;
}

function headers_of(form) {
  const headers = new Headers();
  for (const field of fields_in(form, "header")) headers.set(field.name, field.value);
  if (fields_in(form, "body").length > 0) headers.set("Content-Type", "application/json");
  const token = document.getElementById("api-token")?.value;
  if (token) headers.set("Authorization", `Bearer ${token}`);
  return headers;
}

function laid_out(text) {
  try {
    return JSON.stringify(JSON.parse(text), null, 2);
  } catch {
    return text;
  }
}
