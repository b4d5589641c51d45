export interface PageAct {
  label: string;
  run: () => void;
}

/** What can be done on the page as it stands: the links and buttons that stand in a `data-acts`. They are pressed as a hand would. */
export function actsOfPage(): PageAct[] {
  const shown = document.querySelectorAll<HTMLElement>('#content [data-acts] :is(a[href], button, summary)');
  return [...shown]
    .filter((element) => element.checkVisibility({ visibilityProperty: true }))
    .map((element) => ({
      label: (element.getAttribute('aria-label') ?? element.textContent ?? '').trim(),
      run: () => element.click(),
    }))
    .filter(({ label }) => label !== '');
}
