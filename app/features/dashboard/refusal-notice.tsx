import { useEffect, useRef } from 'react';
import { TextLink } from '#app/ui/button.tsx';
import { Notice } from '#app/ui/notice.tsx';
import { useTranslation } from '#app/use-translation.ts';
import type { ActAnswer } from './act-outcome.ts';

/** Why something was not done, with ways on. It takes the focus, since the button that was pressed may be a screen further down. */
export function RefusalNotice({ refusal }: { refusal: ActAnswer['refusal'] }) {
  const { t } = useTranslation('dashboard');
  const box = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (refusal) box.current?.focus();
  }, [refusal]);
  if (!refusal) return null;
  return (
    <div ref={box} tabIndex={-1} className="scroll-mt-24 rounded-md">
      <Notice
        tone="warn"
        live="assertive"
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
    </div>
  );
}
