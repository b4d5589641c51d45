import { expect, expectAccessible, test } from './fixtures.ts';
import { CustomerPages } from './pages/customer-pages.ts';

for (const javaScriptEnabled of [true, false]) {
  // With JavaScript by the booking's page, to which a yes leads; without by that of the offer.
  const where = javaScriptEnabled ? 'on the booking’s page' : 'on the offer’s page, without JavaScript';

  test(`a yes is taken back ${where}: the place on the list is kept, and the next customer is asked`, async ({
    anotherVisitor,
  }) => {
    const visit = async () => new CustomerPages(await anotherVisitor({ javaScriptEnabled }));
    const [holder, hasty, next] = [await visit(), await visit(), await visit()];
    const person = (name: string, number: number) => ({
      name,
      phone: `+474110005${javaScriptEnabled ? number : number + 5}`,
    });
    const [hastyOne, nextOne] = [person('Siv Hasty', 1), person('Tor Next', 2)];
    await holder.chooseService('brygga', 'Full colour', 'Kristine Hatlestad');
    await holder.chooseDayFarAhead();
    const calendar = holder.page.url();
    const time = await holder.chooseTime();
    await holder.book(person('Roy Holder', 0));
    for (const [customer, who] of [
      [hasty, hastyOne],
      [next, nextOne],
    ] as const) {
      await customer.page.goto(calendar);
      await customer.joinWaitlist(who);
    }
    await holder.cancelBooking();

    const { page } = hasty;
    await hasty.openLinkOf(hastyOne, 'offer');
    const offer = page.url();
    await page.getByRole('button', { name: 'Yes, I’ll take it' }).click();
    await expect(page.getByText('The time is yours')).toBeVisible();
    await expect(page.getByText(/^You can undo this until \d\d:\d\d$/)).toBeVisible();
    if (javaScriptEnabled) {
      await expectAccessible(page);
      await page.getByRole('button', { name: 'Undo' }).click();
      await expect(page.getByText('Undone: this time is no longer yours')).toBeVisible();
      await expect(page.getByText('You are back on the waitlist with the place that you had.')).toBeVisible();
      await page.goto(offer);
    } else {
      await page.goto(offer);
      await expect(hasty.title).toHaveText('You have already accepted');
      await page.getByRole('button', { name: 'Undo' }).click();
    }
    await expect(hasty.title).toHaveText('Undone: you are back on the waitlist');
    await expect(page.getByRole('button', { name: 'Undo' })).toHaveCount(0);
    if (javaScriptEnabled) await expectAccessible(page);
    await page.getByRole('link', { name: 'See my place on the waitlist' }).click();
    await expect(hasty.title).toHaveText('You are on the waitlist');
    await expect(page.getByText('You took your yes back')).toBeVisible();

    await next.openLinkOf(nextOne, 'offer');
    await expect(next.title).toContainText(time);
    await next.page.getByRole('button', { name: 'Yes, I’ll take it' }).click();
    await expect(next.page.getByText('The time is yours')).toBeVisible();
    await page.reload();
    await expect(hasty.title).toHaveText('You are on the waitlist');
    await hasty.press('Leave the waitlist');
    await page.getByRole('button', { name: 'Yes, leave' }).click();
    await expect(hasty.title).toHaveText('You are off the waitlist');
  });
}
