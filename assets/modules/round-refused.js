// What the council's side did not take: it stays until whoever wrote it has seen it.

export function put(parent, name, text, classes = "") {
  const made = document.createElement(name);
  made.className = classes;
  made.textContent = text;
  parent?.append(made);
  return made;
}

export function put_button(parent, text, press, classes = "govuk-button govuk-button--secondary") {
  const made = put(parent, "button", text, classes);
  made.type = "button";
  made.addEventListener("click", press);
  return made;
}

function put_refused(list, answer, words, { change, seen }) {
  const item = put(list, "li", "", "gh-round__refused");
  put(item, "h3", [answer.place, answer.name].filter(Boolean).join(", "), "govuk-heading-s");
  const messages = answer.problems?.map(({ message }) => message) ?? [];
  for (const message of messages.length > 0 ? messages : [words[`why_${answer.why}`] ?? words.why_wrong]) put(item, "p", message, "govuk-body");
  const typed = answer.fields.find(([name]) => name === "text")?.[1];
  if (typed) put(item, "p", typed, "govuk-inset-text");
  if (answer.photos.length > 0) put(item, "p", words[answer.photos.length === 1 ? "photos_one" : "photos"].replace("{count}", answer.photos.length), "govuk-hint");
  const row = put(item, "div", "", "gh-round__buttons");
  const again = answer.why !== "over" && answer.why !== "gone" && change(answer);
  if (again) put_button(row, words.again, again, "govuk-button");
  put_button(row, words.seen, () => seen(answer));
}

/** Written anew only where something changed, so that nobody loses their place. */
export function refused_list(section, refused, words, can) {
  const key = refused.map(({ operation }) => operation).join(" ");
  section.hidden = refused.length === 0;
  const list = section.querySelector("ul");
  if (list.dataset.shown === key) return;
  list.dataset.shown = key;
  list.replaceChildren();
  for (const answer of refused) put_refused(list, answer, words, can);
}
