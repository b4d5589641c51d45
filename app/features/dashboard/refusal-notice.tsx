import { TextLink } from '#app/ui/button.tsx';
import { Notice } from '#app/ui/notice.tsx';
import { useTranslation } from '#app/use-translation.ts';
import type { ActAnswer } from './act-outcome.ts';

/** Why something was not done, with ways on. */
export function RefusalNotice({ refusal }: { refusal: ActAnswer['refusal'] }) {
  const { t } = useTranslation('dashboard');
  if (!refusal) return null;
  return (
    <Notice
      tone="warn"
      live="assertive"
      of={refusal}
      title={t('done.refused')}
      actions={
        refusal.links.length > 0
          ? refusal.links.map(({ href, label }) => (
              <TextLink key={href} to={href} roomy>
                {label}
              </TextLink>
            ))
          : undefined
      }
    >
      {refusal.text}
    </Notice>
  );
}
