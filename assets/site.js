// What the pages of residents have beyond guildhall.js.

import { apiToken, apiTry } from "./modules/api-try.js";
import { map } from "./modules/map.js";
import { myLocation } from "./modules/my-location.js";
import { photos } from "./modules/photos.js";
import { proof } from "./modules/proof.js";
import { remember } from "./modules/remember.js";
import { signature } from "./modules/signature.js";
import { mark_without_signal } from "./modules/without-signal.js";
import { bring } from "./modules/start.js";

bring({
  "gh-api-token": apiToken,
  "gh-api-try": apiTry,
  "gh-map": map,
  "gh-my-location": myLocation,
  "gh-photos": photos,
  "gh-proof": proof,
  "gh-remember": remember,
  "gh-signature": signature,
});
mark_without_signal();
