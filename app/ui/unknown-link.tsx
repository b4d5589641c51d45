import { useTranslation } from '#app/use-translation.ts';
import { EndedLink } from './ended-link.tsx';

/** Where a link's token is nobody's. It says no more than that, so that guessing teaches nothing. */
export function UnknownLink({ title, children }: { title: string; children: string }) {
  const { t } = useTranslation('common');
  return (
    <EndedLink title={title} to="/" label={t('problem.home')}>
      {children}
    </EndedLink>
  );
}
