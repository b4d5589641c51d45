import { LinkButton } from '#app/ui/button.tsx';
import { Ring } from '#app/ui/ring.tsx';
import { useTranslation } from '#app/use-translation.ts';

/** The way to the waitlist, where somebody found nothing that suits. */
export function WaitlistInvitation({ href, full }: { href: string; full: boolean }) {
  const { t } = useTranslation('booking');
  return (
    <aside className="mt-10 flex flex-wrap items-center gap-x-6 gap-y-4 rounded-lg bg-accent-wash p-5 sm:p-7">
      <Ring shape="dot" className="size-9 text-accent" />
      <div className="min-w-0 grow basis-64">
        <h2 className="text-xl">{full ? t('waitlist.titleFull') : t('waitlist.title')}</h2>
        <p className="mt-1 max-w-prose">{t('waitlist.text')}</p>
      </div>
      <LinkButton to={href} look={full ? 'primary' : 'secondary'}>
        {t('waitlist.action')}
      </LinkButton>
    </aside>
  );
}
