/**
 * A button that asks the device where it is, and opens the map there: the button "Choose on a map" of the same form, with the view
 * filled in. Where the device does not say, the page does.
 *
 *     <button type="button" data-module="gh-my-location" data-looking="…" data-refused="…" hidden>Use my location</button>
 *     <p role="status" data-location-says></p>
 */
export function myLocation(button) {
  const form = button.form;
  const map = form?.querySelector("button[name=go][value=on-the-map]");
  const says = form?.querySelector("[data-location-says]");
  if (!map || !says || !navigator.geolocation) return;
  const close_up = 18;
  button.hidden = false;
  button.addEventListener("click", () => {
    says.textContent = button.dataset.looking;
    navigator.geolocation.getCurrentPosition(
      ({ coords }) => {
        const view = document.createElement("input");
        Object.assign(view, { type: "hidden", name: "view", value: `${coords.latitude.toFixed(6)},${coords.longitude.toFixed(6)},${close_up}` });
        form.append(view);
        says.textContent = "";
        form.requestSubmit(map);
      },
      () => (says.textContent = button.dataset.refused),
      { enableHighAccuracy: true, timeout: 15000, maximumAge: 30000 },
    );
  });
}
