import type { Locator, Page } from '@playwright/test';

/** Somebody's day in the calendar. */
export const column = (page: Page, name: string): Locator => page.getByRole('region', { name, exact: true });

export const booking = (within: Locator, name: string): Locator => within.getByRole('link', { name });

interface Point {
  x: number;
  y: number;
}

/** Where a time of somebody's day is on the screen: a hair below its line. */
export async function placeOf(page: Page, name: string, time: string): Promise<Point> {
  const box = await column(page, name).locator('[data-column]').boundingBox();
  const hours = await page.locator('.calendar-ruler span').allTextContents();
  if (!box) throw new Error(`${name} has no column.`);
  const minutes = (clock = '') => Number(clock.slice(0, 2)) * 60 + Number(clock.slice(3, 5));
  const share = (minutes(time) - minutes(hours[0])) / (hours.length * 60);
  return { x: box.x + box.width / 2, y: box.y + share * box.height + 2 };
}

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
