import { ContactLines, ContactText } from '#app/features/dashboard/contact-lines.tsx';
import type { ActAnswer } from '#app/features/dashboard/act-outcome.ts';
import { errorAt } from '#app/features/dashboard/act-outcome.ts';
import { TextLink } from '#app/ui/button.tsx';
import { Fieldset, RadioCard } from '#app/ui/choice.tsx';
import { Notice } from '#app/ui/notice.tsx';
import { useTranslation } from '#app/use-translation.ts';
import type { CompareView, MergedFact } from './merge-view.server.ts';

const legends = {
  name: 'merge.keepName',
  phone: 'merge.keepPhone',
  email: 'merge.keepEmail',
  locale: 'merge.keepLocale',
} as const satisfies Record<MergedFact, string>;

/** The two side by side. */
export function BothSides({ kept, other }: Pick<CompareView, 'kept' | 'other'>) {
  const { t } = useTranslation('customers');
  return (
    <div className="grid gap-4 sm:grid-cols-2">
      <Side heading={t('merge.kept', { name: kept.name })} side={kept} isKept />
      <Side heading={t('merge.other', { name: other.name })} side={other} />
    </div>
  );
}

function Side({
  heading,
  side,
  isKept = false,
}: {
  heading: string;
  side: CompareView['kept'];
  isKept?: boolean;
}) {
  return (
    <section
      aria-label={heading}
      className={`grid content-start gap-2 rounded-md border p-4 ${isKept ? 'border-accent bg-accent-wash' : 'border-line bg-sunken'}`}
    >
      <h2 className="font-sans text-base font-semibold">{heading}</h2>
      <p className="grid">
        <ContactLines lines={side.lines} />
      </p>
      <ul className="border-t border-line pt-2 text-sm">
        {side.has.map((line) => (
          <li key={line}>{line}</li>
        ))}
      </ul>
    </section>
  );
}

/** Which of two facts is kept, where they differ. */
export function MergeChoices({ choices, answer }: { choices: CompareView['choices']; answer: ActAnswer }) {
  const { t } = useTranslation('customers');
  if (choices.length === 0) return <p className="text-ink-soft">{t('merge.same')}</p>;
  return choices.map(({ fact, usual, ...sides }) => (
    <Fieldset
      key={fact}
      id={fact}
      legend={t(legends[fact])}
      hint={t('merge.dropped')}
      error={errorAt(answer, fact)}
    >
      <div className="grid gap-2 sm:grid-cols-2">
        {(['kept', 'other'] as const).map((side) => (
          <RadioCard
            key={side}
            id={`${fact}-${side}`}
            name={fact}
            value={side}
            label={<ContactText text={sides[side].text} />}
            detail={sides[side].detail}
            defaultChecked={(answer.values[fact] ?? usual) === side}
          />
        ))}
      </div>
    </Fieldset>
  ));
}

/** Why they can't be merged yet, and what to do first. */
export function Obstacles({ obstacles }: Pick<CompareView, 'obstacles'>) {
  const { t } = useTranslation('customers');
  return (
    <Notice tone="warn" title={t('merge.blocked')}>
      <ul className="grid gap-2">
        {obstacles.map(({ text, link }) => (
          <li key={text}>
            {text}{' '}
            {link ? (
              <TextLink roomy to={link.href}>
                {link.label}
              </TextLink>
            ) : null}
          </li>
        ))}
      </ul>
    </Notice>
  );
}
