import { mergeTests, type Page } from '@playwright/test';
import type { Pool } from 'pg';
import { locales } from '#server/texts/catalogue.ts';
import { expect, inLanguage, useUp } from './fixtures.ts';
import { expectNothingInTheWay, lookedAt, test as looksTest } from './looks.ts';
import type { PublicStates } from './scenes/public-states.ts';
import { test as scenesTest } from './scenes/test.ts';

const test = mergeTests(scenesTest, looksTest);

/** From an address to a state that no address has: by what a person does there. */
type Act = (page: Page, database: Pool) => Promise<void>;

const main = (page: Page) => page.getByRole('main');
/** What has come of an act. */
const notice = (page: Page) =>
  main(page).getByRole('alert').or(main(page).getByRole('status')).filter({ hasText: /\w/ });

const openDialog =
  (position: 'first' | 'last'): Act =>
  async (page) => {
    await main(page).locator('button[aria-haspopup=dialog]')[position]().click();
    await expect(page.getByRole('dialog')).toBeVisible();
  };

const sendEmpty: Act = async (page) => {
  await main(page).locator('form button[type=submit]').last().click();
  await expect(main(page).locator('[aria-invalid=true]').first()).toBeVisible();
};

const askForMore: Act = async (page) => {
  await main(page).locator('button[value=add]').click();
  await expect(main(page).locator('fieldset input[type=date]')).toHaveCount(4);
  await main(page).locator('summary').first().click();
  await main(page).locator('[data-part=exact]').first().check({ force: true });
};

const chooseTime: Act = async (page) => {
  await main(page).locator('a[href*="time="]').last().click();
  await expect(main(page).locator('button[type=submit]')).toBeVisible();
};

const press =
  (value: string): Act =>
  async (page) => {
    await main(page).locator(`button[value=${value}]`).click();
    await expect(notice(page)).toBeVisible();
  };

/** From a page that was opened before the offer came. */
const pauseTooLate: Act = async (page) => {
  await page.evaluate(() => {
    const form = Object.assign(document.createElement('form'), { method: 'post' });
    form.append(Object.assign(document.createElement('input'), { name: 'act', value: 'pause' }));
    document.body.append(form);
    form.submit();
  });
  await expect(notice(page)).toBeVisible();
};

const joinTooOften: Act = async (page, database) => {
  const address = page.url();
  const send = async () => {
    await main(page).locator('#name').fill('Ivar Mange-Ganger');
    await main(page).locator('#phone').fill('+4741100778');
    await main(page).locator('form button[type=submit]').last().click();
  };
  await database.query('DELETE FROM rate_limits');
  await send();
  await page.waitForURL('**sent=1*');
  await useUp(database, 'public-waitlist-intake');
  await page.goto(address);
  await send();
  await expect(notice(page)).toBeVisible();
};

const forgetPassword: Act = async (page) => {
  await main(page).locator('#email').fill('nobody@long-names.example');
  await main(page).locator('form button[type=submit]').click();
  await expect(notice(page)).toBeVisible();
};

/** Every state of every public page: where it is found, and what is done there. */
const pages: Record<string, [path: (states: PublicStates) => string, act?: Act]> = {
  'the salons': [() => '/'],
  'the services': [({ pages: { services } }) => services],
  'no service found': [({ pages: { nothingFound } }) => nothingFound],
  'one more service': [({ pages: { anotherService } }) => anotherService],
  'with whom': [({ pages: { employees } }) => employees],
  'the times': [({ pages: { times } }) => times],
  'the times of several services': [({ pages: { timesOfSeveral } }) => timesOfSeveral],
  'a full day': [({ pages: { fullDay } }) => fullDay],
  'no times at all': [({ pages: { noTimes } }) => noTimes],
  'the details': [({ pages: { details } }) => details],
  'the details with errors': [({ pages: { details } }) => details, sendEmpty],
  'a time that was taken before the page was opened': [({ pages: { takenWhenOpened } }) => takenWhenOpened],
  'for which service to wait': [({ pages: { whichToWaitFor } }) => whichToWaitFor],
  'a wish': [({ pages: { join } }) => join],
  'a wish with errors': [({ pages: { join } }) => join, sendEmpty],
  'a wish of several times': [({ pages: { join } }) => join, askForMore],
  'a wish that was sent too often': [({ pages: { join } }) => join, joinTooOften],
  'a list that takes nobody': [({ pages: { closedList } }) => closedList],
  'a wish that was sent': [({ pages: { joined } }) => joined],

  'an open offer': [({ offers: { open } }) => open],
  'an open offer, asked whether to leave': [({ offers: { open } }) => open, openDialog('last')],
  'an open offer of an earlier time': [({ offers: { openThatMoves } }) => openThatMoves],
  'an accepted offer': [({ offers: { accepted } }) => accepted],
  'an accept that was undone': [({ offers: { undone } }) => undone],
  'an accept that was undone too late to wait on': [({ offers: { undoneOff } }) => undoneOff],
  'an accepted offer whose booking was cancelled': [({ offers: { cancelledSince } }) => cancelledSince],
  'a declined offer': [({ offers: { declined } }) => declined],
  'an offer declined for good': [({ offers: { left } }) => left],
  'an offer that ran out': [({ offers: { expired } }) => expired],
  'an offer that ran out, of somebody who is off the list since': [
    ({ offers: { expiredOff } }) => expiredOff,
  ],
  'an open offer that clashes with an appointment': [({ offers: { clashing } }) => clashing, press('accept')],
  'an offer whose newer link was sent again': [({ offers: { replaced } }) => replaced, press('resend')],
  'an offer that another took': [({ offers: { taken } }) => taken],
  'an offer that was withdrawn': [({ offers: { withdrawn } }) => withdrawn],
  'an offer to somebody who is off the list since': [({ offers: { over } }) => over],
  'an offer with a newer link': [({ offers: { replaced } }) => replaced],
  'an offer of nobody': [() => '/o/nobodys'],

  'a place on the list': [({ entries: { waiting } }) => waiting],
  'a place, asked whether to pause': [({ entries: { waiting } }) => waiting, openDialog('first')],
  'a place, asked whether to leave': [({ entries: { waiting } }) => waiting, openDialog('last')],
  'a wish for an earlier time': [({ entries: { waitingForEarlier } }) => waitingForEarlier],
  'a place with an open offer': [({ entries: { notified } }) => notified],
  'a place with an open offer, paused too late': [({ entries: { notified } }) => notified, pauseTooLate],
  'a place that rests after a no': [({ entries: { cooldown } }) => cooldown],
  'a paused place': [({ entries: { paused } }) => paused],
  'a place that no message reaches': [({ entries: { unreachable } }) => unreachable],
  'a place that became an appointment': [({ entries: { booked } }) => booked],
  'a place whose appointment was cancelled': [({ entries: { bookedAndCancelled } }) => bookedAndCancelled],
  'a place that goes on after an undone yes': [({ entries: { undone } }) => undone],
  'a place whose time is over': [({ entries: { expired } }) => expired],
  'a place that the salon took away': [({ entries: { cancelled } }) => cancelled],
  'a place that was left': [({ entries: { left } }) => left],
  'a place of nobody': [() => '/w/nobodys'],
  'the change of a wish': [({ entries: { waiting } }) => `${waiting}/change`],

  'an appointment': [({ bookings: { future } }) => future],
  'an appointment that was just booked': [
    ({ bookings: { future } }) => `${future}?new=booked&by=sms&by=email`,
  ],
  'an appointment that was just moved': [({ bookings: { future } }) => `${future}?new=moved`],
  'an appointment, asked whether to cancel': [({ bookings: { future } }) => future, openDialog('last')],
  'an appointment whose yes can be undone': [({ bookings: { withUndo } }) => withUndo],
  'an appointment that is too near to change': [({ bookings: { insideNotice } }) => insideNotice],
  'an appointment with a wish for an earlier one': [({ bookings: { askedForEarlier } }) => askedForEarlier],
  'a cancelled appointment': [({ bookings: { cancelled } }) => cancelled],
  'an appointment whose yes was undone': [({ bookings: { undone } }) => undone],
  'an appointment of nobody': [() => '/b/nobodys'],
  'the times to move to': [({ bookings: { future } }) => `${future}/move`],
  'the time to move to': [({ bookings: { future } }) => `${future}/move`, chooseTime],
  'a wish for earlier': [({ bookings: { future } }) => `${future}/earlier`],
  'a wish for earlier that waits': [({ bookings: { askedForEarlier } }) => `${askedForEarlier}/earlier`],

  'the way in for staff': [() => '/login'],
  'the way in, with errors': [() => '/login', sendEmpty],
  'the way in, after a new password': [() => '/login?done=passwordSet'],
  'a forgotten password': [() => '/login/forgot'],
  'a forgotten password, without an address': [() => '/login/forgot', sendEmpty],
  'a forgotten password, asked for': [() => '/login/forgot', forgetPassword],
  'a new password': [({ accounts: { forgot } }) => forgot],
  'a new password, with errors': [({ accounts: { forgot } }) => forgot, sendEmpty],
  'a new password, too late': [({ accounts: { forgotTooLate } }) => forgotTooLate],
  'no more e-mail to nobody': [() => '/u/nobodys'],
  'a new password of nobody': [() => '/p/nobodys'],
  'an invitation': [({ accounts: { invited } }) => invited],
  'an invitation, with errors': [({ accounts: { invited } }) => invited, sendEmpty],
  'an invitation of somebody with an account': [({ accounts: { invitedWithAccount } }) => invitedWithAccount],
  'an invitation, too late': [({ accounts: { invitedTooLate } }) => invitedTooLate],
  'an invitation of nobody': [() => '/i/nobodys'],
  'a page that does not exist': [() => '/nowhere'],
};

test('every language is among those that are looked at', () => {
  expect(lookedAt.map(({ locale }) => locale).toSorted()).toEqual(locales.toSorted());
});

for (const [name, [path, act]] of Object.entries(pages)) {
  test(`${name}: nothing stands in anybody’s way`, async ({ looks, states, database }) => {
    for (const { page, locale } of looks) {
      await page.goto(inLanguage(path(states), locale));
      await act?.(page, database);
      await expect(page.locator('html')).toHaveAttribute('lang', locale);
    }
    await expectNothingInTheWay(looks);
  });
}
