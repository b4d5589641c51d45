import { TextLink } from '#app/ui/button.tsx';
import { Ring } from '#app/ui/ring.tsx';
import { useTranslation } from '#app/use-translation.ts';
import type { TodayView } from './today.server.ts';

/** The times that the waitlist has filled, for whoever was busy when it happened. */
export function TakenLately({ openings, base }: { openings: TodayView['taken']; base: string }) {
  const { t } = useTranslation('dashboard');
  if (openings.length === 0) return null;
  return (
    <section aria-labelledby="taken-lately" className="mt-5 border-t border-line pt-4">
      <h3 id="taken-lately" className="text-sm font-semibold text-ink-soft">
        {t('today.takenLately')}
      </h3>
      <ul>
        {openings.map(({ id, name, taken }) => (
          <li key={id} className="flex gap-3 py-1">
            <Ring shape={taken?.ended ? 'struck' : 'full'} className="mt-0.5 text-accent" />
            <span className="grid min-w-0">
              <TextLink roomy="flat" to={`${base}/openings/${id}`}>
                <span className="inline-block first-letter:uppercase">{name}</span>
              </TextLink>
              <span className="text-sm text-ink-soft">{taken?.line}</span>
            </span>
          </li>
        ))}
      </ul>
    </section>
  );
}
