import { useRef, type FocusEvent } from 'react';
import { errorAt, type ActAnswer } from '#app/features/dashboard/act-outcome.ts';
import { Badge } from '#app/ui/badge.tsx';
import { buttonClass } from '#app/ui/button.tsx';
import { TextAreaField, TextField } from '#app/ui/field.tsx';
import { useHydrated } from '#app/ui/use-hydrated.ts';
import { useTranslation } from '#app/use-translation.ts';
import type { Channel } from '#server/modules/notifications/notifications.schema.ts';
import type { TextParts } from '#server/modules/notifications/salon-texts.schema.ts';

type Control = HTMLInputElement | HTMLTextAreaElement;

interface PlaceholderWords {
  name: string;
  meaning: string;
  isRequired: boolean;
}

/** The parts of a text, and what may stand in them. */
export function MessageFields({
  answer,
  channel,
  language,
  parts,
  placeholders,
}: {
  answer: ActAnswer;
  channel: Channel;
  language: string;
  parts: TextParts;
  placeholders: readonly PlaceholderWords[];
}) {
  const { t } = useTranslation('settings');
  const lastFocused = useRef<Control | null>(null);
  const field = (name: keyof TextParts) => ({
    id: name,
    name,
    lang: language,
    label: channel === 'sms' ? t('messages.smsText') : t(`messages.emailParts.${name}`),
    error: errorAt(answer, name),
    defaultValue: answer.values[name] ?? parts[name],
  });
  const remember = ({ target }: FocusEvent) => {
    if (target instanceof HTMLInputElement || target instanceof HTMLTextAreaElement)
      lastFocused.current = target;
  };
  const insert = (name: string) => {
    const control = lastFocused.current ?? document.querySelector<HTMLTextAreaElement>('textarea#body');
    if (control) insertAtCursor(control, name);
  };
  return (
    <div className="grid gap-5" onFocus={remember}>
      {channel === 'email' ? <TextField {...field('subject')} /> : null}
      <TextAreaField {...field('body')} rows={channel === 'email' ? 5 : 6} />
      {channel === 'email' ? (
        <TextAreaField {...field('note')} rows={5} hint={t('messages.noteHint')} />
      ) : null}
      <PlaceholderList placeholders={placeholders} onInsert={insert} />
    </div>
  );
}

function PlaceholderList({
  placeholders,
  onInsert,
}: {
  placeholders: readonly PlaceholderWords[];
  onInsert: (name: string) => void;
}) {
  const { t } = useTranslation('settings');
  const canInsert = useHydrated();
  const look = buttonClass('secondary', 'small');
  return (
    <section aria-labelledby="placeholders-title" className="grid gap-2">
      <h2 id="placeholders-title" className="font-sans text-base font-semibold tracking-normal">
        {t('messages.placeholdersTitle')}
      </h2>
      <p className="text-sm text-ink-soft">{t('messages.placeholdersHint')}</p>
      <ul className="grid gap-2">
        {placeholders.map(({ name, meaning, isRequired }) => (
          <li key={name} className="flex flex-wrap items-center gap-x-3 gap-y-1">
            {canInsert ? (
              <button
                type="button"
                className={look}
                aria-label={t('messages.insert', { name })}
                onClick={() => onInsert(name)}
              >
                <code>{name}</code>
              </button>
            ) : (
              <span className="inline-flex min-h-11 items-center border border-transparent px-3.5 py-1.5 text-sm font-semibold">
                <code>{name}</code>
              </span>
            )}
            <span className="min-w-0 text-sm">{meaning}</span>
            {isRequired ? <Badge tone="calm">{t('messages.required')}</Badge> : null}
          </li>
        ))}
      </ul>
    </section>
  );
}

/** In place of what is selected there; the form hears of it as if it had been typed. */
function insertAtCursor(control: Control, text: string) {
  const { selectionStart, selectionEnd, value } = control;
  control.setRangeText(text, selectionStart ?? value.length, selectionEnd ?? value.length, 'end');
  control.dispatchEvent(new Event('input', { bubbles: true }));
  control.focus();
}
