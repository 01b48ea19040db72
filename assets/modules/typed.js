// What was typed into the fields of a part, by id, and how it is put back.

const fields_of = (part) => part?.querySelectorAll("input[id]:not([type=hidden], [type=file]), textarea[id], select[id]") ?? [];

export function kept_fields(part) {
  return Array.from(fields_of(part), (field) => [field.id, field.value, field.checked]);
}

/** Only into fields that are empty now: what the server knows wins. */
export function put_back(part, typed) {
  for (const [id, value, checked] of typed) {
    const field = part?.querySelector(`#${CSS.escape(id)}`);
    if (!field) continue;
    if (checked && !field.checked) field.click(); // what hangs on the choice opens with it
    else if (field.type === "radio" || field.type === "checkbox") field.checked = checked;
    else if (field.value === "") field.value = value;
  }
}

/** Remembers where the focus is in a part; what it answers puts it back there, or says that it cannot. */
export function focus_in(part) {
  const at = document.activeElement;
  const id = part?.contains(at) ? at.id : "";
  const selection = id && at.selectionStart != null ? [at.selectionStart, at.selectionEnd] : null;
  return () => {
    const field = id && document.getElementById(id);
    if (!field) return false;
    field.focus();
    if (selection) field.setSelectionRange(...selection);
    return true;
  };
}
