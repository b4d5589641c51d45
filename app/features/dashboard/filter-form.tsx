import { Form } from '@remix-run/react';
import type { ReactNode } from 'react';
import { Button, LinkButton, buttonClass } from '#app/ui/button.tsx';
import { classNames } from '#app/ui/class-names.ts';
import { useTranslation } from '#app/use-translation.ts';

/**
 * A plain GET form: the address keeps what was asked, so that it can be shared, and the way back leads to it. On a phone all but the
 * search is folded away, by CSS alone, unless it is in use.
 */
export function FilterForm({
  path,
  isUsed,
  clearHref,
  search,
  children,
}: {
  path: string;
  /** Whether something of the folded part is asked for. */
  isUsed: boolean;
  /** Null when there is nothing to clear. */
  clearHref: string | null;
  search: ReactNode;
  children: ReactNode;
}) {
  const { t } = useTranslation('dashboard');
  return (
    <Form method="get" action={path} role="search" className="flex flex-wrap items-end gap-x-4 gap-y-3">
      {search}
      <input type="checkbox" id="more-filters" defaultChecked={isUsed} className="peer sr-only sm:hidden" />
      <label
        htmlFor="more-filters"
        className={classNames(
          buttonClass('plain', 'small'),
          'justify-self-start peer-focus-visible:outline-3 peer-focus-visible:outline-focus sm:hidden',
        )}
      >
        {t('filter.more')}
      </label>
      <div className="contents max-sm:hidden max-sm:w-full max-sm:peer-checked:grid max-sm:peer-checked:gap-3">
        {children}
      </div>
      <div className="flex flex-wrap gap-2">
        <Button type="submit" look="secondary">
          {t('filter.show')}
        </Button>
        {clearHref ? (
          <LinkButton look="plain" to={clearHref}>
            {t('filter.clear')}
          </LinkButton>
        ) : null}
      </div>
    </Form>
  );
}
