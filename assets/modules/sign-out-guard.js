// Signing out takes what is kept of a round from this browser. Where something of it is not sent yet, the round's page asks first.

export function guard_sign_out() {
  document.addEventListener(
    "submit",
    (event) => {
      const form = event.target;
      if (!form.matches("form[data-forgets]") || "sure" in form.dataset || !Object.keys(localStorage).some((key) => key.startsWith("guildhall.round."))) return;
      event.preventDefault();
      event.stopImmediatePropagation();
      if (location.pathname === "/staff/round") {
        location.hash = "";
        location.hash = "#sign-out";
      } else {
        location.assign("/staff/round#sign-out");
      }
    },
    true,
  );
}
