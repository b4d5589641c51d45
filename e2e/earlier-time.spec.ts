import { expect, expectAccessible, test } from './fixtures.ts';
import { CustomerPages } from './pages/customer-pages.ts';

for (const javaScriptEnabled of [true, false]) {
  test(`who has an appointment asks for an earlier one and keeps it until that stands ${javaScriptEnabled ? '' : '(without JavaScript)'}`, async ({
    anotherVisitor,
  }) => {
    const visit = async () => new CustomerPages(await anotherVisitor({ javaScriptEnabled }));
    const [booked, holder, next] = [await visit(), await visit(), await visit()];
    const person = (name: string, number: number) => ({
      name,
      phone: `+474110006${javaScriptEnabled ? number : number + 5}`,
    });
    const [bookedOne, nextOne] = [person('Unn Booked', 0), person('Vera Next', 2)];
    const { page } = booked;
    const expectGood = async () => {
      if (javaScriptEnabled) await expectAccessible(page);
    };

    await booked.chooseService('brygga', 'Root touch-up', 'Kristine Hatlestad');
    await booked.chooseDayFarAhead();
    const calendar = page.url();
    const oldTime = await booked.chooseTime();
    await booked.book(bookedOne);
    const oldDay = (await booked.title.locator('span').nth(1).textContent()) ?? '';
    const link = page.url().replace(/\?.*/, '');
    await next.page.goto(calendar);
    await next.joinWaitlist(nextOne);

    await page.getByRole('link', { name: 'Ask for an earlier time' }).click();
    await expect(booked.title).toHaveText('When could you come earlier?');
    await expect(page.getByText('You keep it until you have accepted an earlier one.')).toBeVisible();
    expect(new URL(page.url()).search).toBe('');
    await expect(page.getByRole('checkbox', { name: 'Kristine Hatlestad' })).toBeChecked();
    await expect(page.getByRole('main').getByText(bookedOne.name)).toHaveCount(0);
    await expectGood();
    const until = await page.getByLabel('Until', { exact: true }).inputValue();
    await page.getByLabel('Until', { exact: true }).fill('2099-01-01');
    await page.getByRole('button', { name: 'Put me on the waitlist' }).click();
    await expect(page.getByLabel('Until', { exact: true })).toHaveAttribute('aria-invalid', 'true');
    await page.getByLabel('Until', { exact: true }).fill(until);
    await page.getByRole('button', { name: 'Put me on the waitlist' }).click();
    await expect(booked.title).toHaveText('You are waiting for an earlier time');
    await expectGood();
    await page.goto(`${link}/earlier?lng=nb`);
    await expect(booked.title).toHaveText('Du venter på en tidligere time');
    await page.goto(`${link}/earlier?lng=en`);
    await page.getByRole('button', { name: 'Send me the link again' }).click();
    await expect(page.getByText('The link is on its way to you.')).toBeVisible();
    await page.getByRole('link', { name: 'Back to my appointment' }).click();
    await expect(
      page.getByText('You keep this appointment until you have accepted an earlier one.'),
    ).toBeVisible();
    await expect(booked.title).toContainText(oldTime);
    await expectGood();
    await booked.openLinkOf(bookedOne, 'entry');
    await expect(page.getByText('You keep it until you have accepted an earlier one.')).toBeVisible();

    // Somebody cancels on a day before.
    await holder.page.goto(calendar);
    await holder.chooseDay(holder.freeDays.first());
    const newTime = await holder.chooseTime(holder.times.last());
    await holder.book(person('Wera Holder', 1));
    const newDay = (await holder.title.locator('span').nth(1).textContent()) ?? '';
    expect(newDay).not.toBe(oldDay);
    await holder.cancelBooking();

    await booked.openLinkOf(bookedOne, 'offer');
    await expect(page.getByText('The old time then goes to somebody else')).toBeVisible();
    await expect(booked.title).toContainText(newTime);
    await page.getByRole('button', { name: 'Yes, I’ll take it' }).click();
    await expect(page.getByText('The time is yours')).toBeVisible();
    await expect(page.getByRole('button', { name: 'Undo' })).toHaveCount(0);
    await page.goto(link);
    await expect(booked.title).toContainText(newDay);
    await expect(booked.title).toContainText(newTime);

    // What they left is offered to the next.
    await next.openLinkOf(nextOne, 'offer');
    await expect(next.title).toContainText(oldDay);
    await expect(next.title).toContainText(oldTime);
    await next.press('No, and take me off the waitlist');
    await next.page.getByRole('button', { name: 'Yes, take me off' }).click();
    await expect(next.title).toHaveText('You are off the waitlist');
    await next.page.getByRole('link', { name: 'Join the waitlist again' }).click();
    await expect(next.title).toHaveText('When could you come?');
    await expect(next.page.getByRole('checkbox', { name: 'Kristine Hatlestad' })).toBeChecked();
  });
}
