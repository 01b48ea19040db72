// A payment provider beside the program, and what residents and administrators do with it: for journeys in which something costs.

import assert from "node:assert/strict";
import { expect_clean } from "./clean.mjs";
import { start_fake } from "./fake.mjs";

const key = "api_test_0123456789abcdef";
const secret = "secret-of-the-webhook";
export const good_card = "4444333322221111";
export const declined_card = "4000000000000002";

/** The payment provider, with its switches. */
export const start_provider = () => start_fake("pay/pay", "--key", key);

/** Has the provider tell the town what became of a payment. */
export async function have_it_tell(provider, town) {
  await provider.ask("PUT", "/switches", { url: `${town.url}/payments/told`, secret });
}

/** An administrator sets the account and tries it; the key is not shown again. `with_slips`: what is wrong at first is refused. */
export async function set_account(browser, town, provider, { with_slips = false } = {}) {
  const admin = await browser.signed_in(town, "admin", "/staff/payments/account");
  await expect_clean(admin);
  if (with_slips) await mistype_account(admin, provider);
  await admin.getByLabel("Address of the provider").fill(provider.url);
  await admin.getByLabel("API key").fill(key);
  await admin.getByLabel("Secret of its messages").fill(secret);
  await admin.getByRole("button", { name: "Save" }).click();
  await admin.getByText("The account is saved.").waitFor();
  assert.ok(!(await admin.content()).includes(key), "the key is not shown again");
  await admin.getByRole("button", { name: "Try it" }).click();
  await admin.getByText("It works").waitFor();
  await expect_clean(admin);
  await admin.context().close();
}

async function mistype_account(admin, provider) {
  await admin.getByLabel("Address of the provider").fill("nowhere");
  await admin.getByLabel("API key").fill("short");
  await admin.getByRole("button", { name: "Save" }).click();
  await admin.getByRole("alert").getByRole("link", { name: /16 to 300 letters/ }).waitFor();
  await expect_clean(admin);
  await admin.getByLabel("Address of the provider").fill(provider.url);
  await admin.getByLabel("API key").fill("api_test_that_is_not_theirs");
  await admin.getByLabel("Secret of its messages").fill(secret);
  await admin.getByRole("button", { name: "Save" }).click();
  await admin.getByRole("button", { name: "Try it" }).click();
  await admin.getByText("The provider does not take the key").waitFor();
}

/** On the check page: sends, and goes to the page where it is paid. Returns the reference, as spoken. */
export async function send_and_go_on_to_pay(page, amount) {
  await page.getByRole("button", { name: "Send and go on to pay" }).click();
  await page.getByRole("heading", { name: `Pay ${amount}` }).waitFor();
  return (await page.locator(".gh-reference").first().innerText()).trim();
}

/** On the provider's own page. */
export async function pay_there(page, card) {
  await page.getByRole("button", { name: "Continue to payment" }).click();
  await page.getByLabel("Card number").fill(card);
  await page.getByRole("button", { name: "Pay", exact: true }).click();
}
