import { expect, type Locator, type Page } from '@playwright/test';

// What a hand does in the calendar, whatever its language.

interface Point {
  x: number;
  y: number;
}

/** Somebody's day, or with one employee alone a day of theirs. */
export const column = (page: Page, name: string) => page.getByRole('region', { name, exact: true });

/** Somebody's booking there. */
export const booking = (within: Locator, name: string) => within.getByRole('link', { name });

/** Where a time of somebody's day is on the screen: a hair below its line. */
export async function placeOf(page: Page, name: string, time: string): Promise<Point> {
  const box = await column(page, name).locator('[data-column]').boundingBox();
  const hours = await page.locator('.calendar-ruler span').allTextContents();
  if (!box) throw new Error(`${name} has no column.`);
  const minutes = (clock = '') => Number(clock.slice(0, 2)) * 60 + Number(clock.slice(3, 5));
  const share = (minutes(time) - minutes(hours[0])) / (hours.length * 60);
  return { x: box.x + box.width / 2, y: box.y + share * box.height + 2 };
}

/** By mouse. */
export async function drag(page: Page, from: Point, to: Point): Promise<void> {
  await page.mouse.move(from.x, from.y);
  await page.mouse.down();
  await page.mouse.move((from.x + to.x) / 2, (from.y + to.y) / 2, { steps: 4 });
  await page.mouse.move(to.x, to.y, { steps: 4 });
  await page.mouse.up();
}

/** Draws the lower edge of a booking that ends at one time to another one. */
export async function stretch(page: Page, name: string, from: string, to: string): Promise<void> {
  const [edge, end] = [await placeOf(page, name, from), await placeOf(page, name, to)];
  await drag(page, { x: edge.x, y: edge.y - 8 }, { x: end.x, y: end.y - 8 });
}

/** By a finger that holds a booking until it follows, and then goes down by so much of its height. */
export async function dragByFinger(page: Page, booked: Locator, share: number): Promise<void> {
  await booked.evaluate((link) => link.scrollIntoView({ block: 'center' }));
  const box = await booked.boundingBox();
  if (!box) throw new Error('What is to be dragged is not in the calendar.');
  const finger = await page.context().newCDPSession(page);
  const touch = (type: 'touchStart' | 'touchMove' | 'touchEnd', y = 0) =>
    finger.send('Input.dispatchTouchEvent', {
      type,
      touchPoints: type === 'touchEnd' ? [] : [{ x: box.x + 60, y }],
    });
  const start = box.y + 10;
  await touch('touchStart', start);
  await touch('touchMove', start);
  await expect(page.locator('[data-ghost]')).toBeVisible();
  for (const part of [0.2, 0.5, 1]) await touch('touchMove', start + part * share * box.height);
  await touch('touchEnd');
}
