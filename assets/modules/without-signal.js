// A form that is sent while the browser has no signal says so in its address: the service worker answers it, with what was typed.

export function mark_without_signal() {
  document.addEventListener("submit", ({ target: form, submitter }) => {
    if (form.method !== "post") return;
    const by = submitter?.hasAttribute("formaction") ? submitter : null;
    const address = new URL(by ? by.formAction : form.action);
    if (navigator.onLine) address.searchParams.delete("no-signal");
    else address.searchParams.set("no-signal", "");
    if (by) by.formAction = address;
    else form.action = address;
  });
}
