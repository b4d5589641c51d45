/** Marks the rows of a list that j and k go along; of each, the first link is what Enter opens. */
const rows = '#content table[role=table] tbody > tr';

const linkOf = (row: Element) => row.querySelector<HTMLElement>('a[href]');

/** To the next row of the page's list, or the one before. From elsewhere: to the first, or the last. */
export function moveInList(step: 1 | -1): void {
  const links = [...document.querySelectorAll(rows)].map(linkOf).filter((link) => link !== null);
  const at = links.findIndex((link) => link.closest('tr')?.contains(document.activeElement));
  const next = at === -1 ? (step === 1 ? 0 : links.length - 1) : at + step;
  links[next]?.focus();
}

/** The search of the page, if it has one. */
export function focusSearch(): boolean {
  const field = document.querySelector<HTMLInputElement>('#content input[type=search]');
  field?.focus();
  field?.select();
  return field !== null;
}
