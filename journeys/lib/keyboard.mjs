// Going through a page with the keyboard alone.

import assert from "node:assert/strict";

/** Tabs on until the element with the focus is the wanted one; each stop on the way must show its focus. */
export async function tab_to(page, wanted) {
  for (let stops = 0; stops < 60; stops++) {
    await page.keyboard.press("Tab");
    const here = await page.evaluate(() => {
      const at = document.activeElement;
      const style = getComputedStyle(at);
      const around = at.matches("[type=radio]") ? getComputedStyle(at.nextElementSibling, "::before") : style;
      const shown = style.outlineStyle !== "none" || style.boxShadow !== "none" || around.boxShadow !== "none" || around.outlineStyle !== "none";
      return { id: at.id, text: (at.textContent ?? "").trim(), shown, tag: at.tagName };
    });
    assert.ok(here.shown || here.tag === "BODY", `the focus cannot be seen on ${here.tag} ${here.id} ${here.text}`);
    if (here.id === wanted || here.text === wanted || (wanted instanceof RegExp && wanted.test(here.text))) return;
  }
  assert.fail(`the keyboard never came to ${wanted}`);
}
