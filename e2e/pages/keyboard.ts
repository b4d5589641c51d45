import { expect, type Locator, type Page } from '@playwright/test';

/** More than any page has to stop at. */
const mostStops = 120;

/** Goes on with the Tab key until it is there, as somebody without a mouse does; at each stop one sees where one is. */
export async function tabTo(page: Page, target: Locator): Promise<void> {
  await expect(target).toBeVisible();
  const isThere = () => target.evaluate((element) => element === document.activeElement);
  for (let pressed = 0; pressed < mostStops && !(await isThere()); pressed += 1) {
    await page.keyboard.press('Tab');
    expect(await page.evaluate(unseenFocus), 'what has the focus and does not show it').toBeNull();
  }
  await expect(target).toBeFocused();
}

/** Goes there, and presses Enter. */
export async function enter(page: Page, target: Locator): Promise<void> {
  await tabTo(page, target);
  await page.keyboard.press('Enter');
}

/** In the page: the element that has the focus without a ring around it; null when all is well. */
function unseenFocus(): string | null {
  const focused = document.activeElement;
  // Beyond the last link the focus is the browser's own.
  if (!focused || focused === document.body) return null;
  const { outlineStyle, outlineWidth } = getComputedStyle(focused);
  return outlineStyle !== 'none' && parseFloat(outlineWidth) >= 2 ? null : focused.outerHTML.slice(0, 200);
}
