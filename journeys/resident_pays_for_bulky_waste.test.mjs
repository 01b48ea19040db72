// Ada has a sofa and a mattress to be taken away. She chooses a day, pays by card, moves the day, and in the end keeps them: by the rule she gets
// all back but £5, which two colleagues send her, and the books of the day agree with the provider's.

import assert from "node:assert/strict";
import { test } from "node:test";
import { Browser } from "./lib/browser.mjs";
import { expect_clean } from "./lib/clean.mjs";
import { expect_question, follow, go_on, open_case_of, say_where } from "./lib/errands.mjs";
import { declined_card, good_card, have_it_tell, pay_there, send_and_go_on_to_pay, set_account, start_provider } from "./lib/payments.mjs";
import { postgres, start_town } from "./lib/program.mjs";

/** From the first question to the check, with the last time that is offered. */
async function ask_for_collection(page, town, email, concession = "No") {
  await page.goto(`${town.url}/services/bulky-waste/report`);
  await page.getByLabel("Where should we collect?").fill("40 Granby Street");
  await say_where(page, "What should we collect?");
  await page.getByLabel("Furniture or mattresses").check();
  await go_on(page, "How many things are there?");
  await page.getByLabel("How many things are there?").fill("2");
  await go_on(page, "What are they, one by one?");
  await page.getByLabel("What are they, one by one?").fill("A sofa, a mattress");
  await go_on(page, "Where will they stand on the day? (optional)");
  await go_on(page, "Does one of these apply to you?");
  await page.getByLabel(concession).check();
  await go_on(page, "Do you have photos? (optional)");
  await go_on(page, "When should we collect?");
  await page.locator("main fieldset input[type=radio]").nth(-2).check();
  await go_on(page, "Your details");
  await page.getByLabel("Email address (optional)").fill(email);
  await go_on(page, "Check your answers");
}

async function pays_moves_and_cancels(on, without_script) {
  const town = await start_town({ on, requests: 5, settings: { GUILDHALL_CONNECTORS_NETWORKS: "127.0.0.0/8", GUILDHALL_SECRET_KEY: "5e".repeat(32) } });
  const provider = await start_provider();
  const browser = await Browser.open();
  const email = "ada@resident.example";
  try {
    const page = await browser.phone(without_script ? { javaScriptEnabled: false } : {});
    const look = async () => !without_script && (await expect_clean(page));

    // Nothing can be paid online yet: the request is kept all the same.
    await ask_for_collection(page, town, "early@resident.example");
    assert.match(await page.textContent("main"), /You will pay £32\.00: 2 large items\..*cannot be taken online at the moment/s);
    await look();
    await page.getByRole("button", { name: "Send", exact: true }).click();
    await page.waitForURL(/\/sent$/);
    assert.match(await page.textContent("main"), /Pay £32\.00/);
    await look();

    await set_account(browser, town, provider, { with_slips: true });
    await have_it_tell(provider, town);

    // The price is said before anything is sent; a card is declined, another is taken.
    await ask_for_collection(page, town, email);
    assert.match(await page.textContent("main"), /You will pay £32\.00: 2 large items\./);
    await look();
    const reference = await send_and_go_on_to_pay(page, "£32.00");
    await look();
    await pay_there(page, declined_card);
    await page.getByRole("heading", { name: "Your payment did not go through" }).waitFor();
    assert.match(await page.textContent("main"), /Your card was declined\. Nothing was taken\./);
    await look();
    await page.getByRole("button", { name: "Try to pay again" }).click();
    await page.getByRole("heading", { name: "Pay £32.00" }).waitFor();
    await pay_there(page, good_card);
    await page.getByText("Payment received").waitFor();
    assert.match(await page.textContent("main"), /£32\.00/);
    await look();
    assert.ok((await town.letters.wait_for(email, 2)).some((each) => /You paid £32\.00 for/.test(each.text.replaceAll(/[\s*]+/g, " "))), "a letter is the receipt");

    // The case waited, and work begins.
    const leader = await browser.signed_in(town, "leader");
    await open_case_of(leader, town, reference);
    assert.match(await leader.textContent("#payment"), /£32\.00: 2 large items\s+Paid/);
    assert.match(await leader.textContent("main"), /Collect the things on their day/);
    await expect_clean(leader);

    // She chooses another day.
    await page.context().clearCookies();
    await follow(page, town, reference, email);
    assert.match(await page.textContent("main"), /Paid on/);
    await look();
    await page.getByRole("link", { name: "Choose another time" }).click();
    await expect_question(page, "When should it be?");
    await page.locator("main fieldset input[type=radio]").nth(-2).check();
    await page.getByRole("button", { name: "Book this time" }).click();
    await page.getByText("Your visit is booked.").waitFor();

    // And cancels: what she gets back is said before.
    await page.getByRole("link", { name: "Withdraw this request" }).click();
    await expect_question(page, "Do you want to withdraw this request?");
    assert.match(await page.textContent("main"), /you get £27\.00 back: Cancelled at least 2 working days before: all but £5\.00/);
    await look();
    await page.getByRole("button", { name: "Withdraw this request" }).click();
    await page.getByText("You have withdrawn this request.").waitFor();

    // Two colleagues give it back; a third, of another team, finds nothing.
    const stranger = await browser.signed_in(town, "roads", "/staff/payments/refunds");
    await stranger.getByText("Nothing is owed back.").waitFor();
    await stranger.goto(`${town.url}/staff/payments`);
    await stranger.getByText("No payments here on this day.").waitFor();
    await leader.goto(`${town.url}/staff/payments`);
    assert.match(await leader.textContent("main"), /£32\.00/);
    await expect_clean(leader);
    await leader.goto(`${town.url}/staff/payments/refunds`);
    await expect_clean(leader);
    await leader.locator("tbody tr", { hasText: reference }).getByRole("link").first().click();
    await leader.getByRole("heading", { name: "Payment of £32.00" }).waitFor();
    await expect_clean(leader);
    assert.equal(await leader.getByLabel("How much?").inputValue(), "27.00");
    await leader.getByLabel("How much?").fill("40");
    await leader.getByRole("button", { name: "Ask a colleague to approve" }).click();
    await leader.getByRole("alert").getByRole("link", { name: /Enter an amount from 1p/ }).waitFor();
    await leader.getByLabel("How much?").fill("27");
    await leader.getByRole("button", { name: "Ask a colleague to approve" }).click();
    await leader.getByText("Asked for. A colleague must approve it now.").waitFor();
    assert.equal(await leader.getByRole("button", { name: "Approve", exact: true }).count(), 0, "one does not approve what one asked for");
    const colleague = await browser.signed_in(town, "environment", "/staff/payments/refunds");
    await colleague.getByLabel("Owed to residents").getByText("Asked for or on its way: £27.00").waitFor();
    await colleague.getByLabel("For somebody to look at").locator("tbody tr", { hasText: "£27.00" }).getByRole("link").click();
    await colleague.getByRole("button", { name: "Approve", exact: true }).click();
    await colleague.getByText("Approved. The money is on its way.").waitFor();
    assert.ok((await town.letters.wait_for(email, 5)).some((each) => /£27\.00 is on its way/.test(each.text.replaceAll(/[\s*]+/g, " "))), "she is written to");
    await colleague.reload();
    await colleague.getByText("Given back", { exact: true }).first().waitFor();
    await expect_clean(colleague);
    const [refund] = (await provider.ask("GET", "/state")).refunds;
    assert.equal(refund.amount, 2700);

    // Yesterday's books: a payment that the provider has and we have not is named, and gone once they agree.
    const yesterday = Math.floor(Date.now() / 1000) - 86400;
    await provider.ask("PUT", "/switches", { clock: yesterday });
    const { id } = await provider.ask("POST", "/plant", { add: { amount: 600, reference: "paid elsewhere", status: "success" } });
    await provider.ask("PUT", "/switches", { clock: 0 });
    const admin = await browser.signed_in(town, "admin", "/staff/payments/day");
    const compare = async (words) => {
      await admin.getByRole("button", { name: "Compare now" }).click();
      for (let tries = 0; tries < 50 && !(await admin.getByText(words).count()); ++tries) {
        await admin.waitForTimeout(200);
        await admin.reload();
      }
      await admin.getByText(words).first().waitFor();
    };
    await compare("We do not know this payment");
    await expect_clean(admin);
    await provider.ask("POST", "/plant", { forget: id });
    await compare(/Agreed since/);
    await browser.close();
  } finally {
    await browser.engine.close();
    provider.stop();
    await town.stop();
  }
}

test("fee and day, paid at the provider, moved, cancelled and given back in part: on a phone", () => pays_moves_and_cancels("sqlite", false));

test("the same without script, on PostgreSQL", { skip: !postgres && "GUILDHALL_TEST_POSTGRES is not set" }, () => pays_moves_and_cancels("postgres", true));

test("an agent takes it on the telephone, says the price, and sends the link; the caller pays with the keyboard alone", async () => {
  const town = await start_town({ requests: 5, settings: { GUILDHALL_CONNECTORS_NETWORKS: "127.0.0.0/8", GUILDHALL_SECRET_KEY: "5e".repeat(32) } });
  const provider = await start_provider();
  const browser = await Browser.open();
  const email = "bram@resident.example";
  try {
    await set_account(browser, town, provider);
    const agent = await browser.signed_in(town, "agent", "/staff/call");
    await agent.getByRole("button", { name: "Begin" }).click();
    await agent.getByLabel("In their own words").fill("old sofa collected");
    await agent.locator("#found-services .gh-pick", { hasText: "bulky waste" }).click();
    await agent.getByRole("heading", { name: "Ask us to collect bulky waste" }).waitFor();
    await agent.getByLabel("Where should we collect?").fill("40 Granby Street");
    await agent.getByLabel("Furniture or mattresses").check();
    await agent.getByLabel("How many things are there?").fill("5");
    await agent.getByLabel("Please name them one by one.").fill("A bed in five parts");
    await agent.getByLabel("I get council tax support: half price").check();
    await agent.getByRole("button", { name: "Work out the price" }).click();
    await agent.getByText("You will pay £24.00: 5 large items, half price with council tax support").waitFor();
    await expect_clean(agent);
    await agent.getByLabel(/hear of it by email/).fill(email);
    await agent.getByRole("button", { name: "Log it and finish the call" }).click();
    await agent.getByText("It costs £24.00: 5 large items").waitFor();
    await expect_clean(agent);
    const [letter] = await town.letters.wait_for(email);
    const link = letter.text.match(/http:\/\/\S+\/requests\/[0-9A-Z]+/)[0];

    const caller = await browser.desk();
    await caller.goto(link);
    await caller.getByLabel("Email address, telephone number or tracking code").fill(email).catch(() => caller.locator("input[name=contact]").fill(email));
    await caller.keyboard.press("Enter");
    await caller.getByRole("button", { name: "Pay now" }).focus();
    await caller.keyboard.press("Enter");
    await caller.getByRole("button", { name: "Pay by card" }).focus();
    await caller.keyboard.press("Enter");
    await caller.getByRole("heading", { name: "Pay £24.00" }).waitFor();
    await pay_there(caller, good_card);
    await caller.getByText("Payment received").waitFor();
    await browser.close();
  } finally {
    await browser.engine.close();
    provider.stop();
    await town.stop();
  }
});
