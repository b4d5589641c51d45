import type { InputHTMLAttributes, ReactNode } from 'react';
import { classNames } from './class-names.ts';
import { FieldError, fieldIds } from './field.tsx';

/** A group of fields with one question; its hint and error belong to the group as a whole. */
export function Fieldset({
  id,
  legend,
  hint,
  error,
  className,
  prominent = false,
  children,
}: {
  id: string;
  legend: ReactNode;
  hint?: ReactNode;
  error?: ReactNode;
  className?: string;
  /** The question heads a part of the page. */
  prominent?: boolean;
  children: ReactNode;
}) {
  const { 'aria-describedby': describedBy } = fieldIds(id, hint, error);
  return (
    // The tabIndex lets the error summary's link bring the focus here.
    <fieldset
      id={id}
      tabIndex={-1}
      aria-describedby={describedBy}
      className={classNames('grid min-w-0 gap-3', className)}
    >
      <legend className={classNames('mb-1', prominent ? 'font-display text-xl' : 'font-semibold')}>
        {legend}
      </legend>
      {hint ? (
        <p id={`${id}-hint`} className={classNames('text-sm text-ink-soft', prominent ? '-mt-1' : '-mt-2')}>
          {hint}
        </p>
      ) : null}
      <FieldError id={id}>{error}</FieldError>
      {children}
    </fieldset>
  );
}

interface ChoiceFacts extends Omit<InputHTMLAttributes<HTMLInputElement>, 'id' | 'type'> {
  id: string;
  label: ReactNode;
  /** A second, quieter line. */
  detail?: ReactNode;
}

const mark = 'size-5.5 shrink-0 cursor-pointer accent-accent';

/** One of several: a card that is wholly a target. */
export function RadioCard({ id, label, detail, className, ...input }: ChoiceFacts) {
  return (
    <label
      htmlFor={id}
      className={classNames(
        'transition-calm flex min-h-14 cursor-pointer items-center gap-3.5 rounded-md border border-edge bg-surface px-4 py-3',
        'hover:border-accent has-checked:border-accent has-checked:bg-accent-wash has-checked:ring-1 has-checked:ring-accent',
        'has-disabled:cursor-not-allowed has-disabled:opacity-55',
        className,
      )}
    >
      <input
        {...input}
        id={id}
        type="radio"
        className={mark}
        aria-describedby={detail ? `${id}-detail` : undefined}
      />
      <span className="grid">
        <span className="font-semibold">{label}</span>
        {detail ? (
          <span id={`${id}-detail`} className="text-sm text-ink-soft">
            {detail}
          </span>
        ) : null}
      </span>
    </label>
  );
}

/** Yes or no, in a row with its label. */
export function Checkbox({
  id,
  label,
  detail,
  error,
  className,
  ...input
}: ChoiceFacts & { error?: ReactNode }) {
  return (
    <div className={classNames('grid gap-1.5', className)}>
      <label htmlFor={id} className="flex min-h-11 cursor-pointer items-center gap-3.5">
        <input {...input} id={id} type="checkbox" className={mark} {...fieldIds(id, detail, error)} />
        <span>{label}</span>
      </label>
      {detail ? (
        <p id={`${id}-hint`} className="ml-9 text-sm text-ink-soft">
          {detail}
        </p>
      ) : null}
      <FieldError id={id}>{error}</FieldError>
    </div>
  );
}

/** A small toggle in a row of others: weekdays, employees, parts of a day. A checkbox or radio button at heart. */
export function ChoiceChip({
  id,
  label,
  detail,
  type = 'checkbox',
  ...input
}: ChoiceFacts & { type?: 'checkbox' | 'radio' }) {
  return (
    <span className="relative inline-flex">
      <input
        {...input}
        id={id}
        type={type}
        className="peer absolute inset-0 cursor-pointer appearance-none rounded-md outline-offset-3"
      />
      <label
        htmlFor={id}
        className={classNames(
          'transition-calm pointer-events-none grid min-h-11 min-w-11 content-center justify-items-center rounded-md border border-edge bg-surface px-3.5 py-1.5 text-sm leading-tight font-medium',
          'peer-hover:border-accent peer-checked:border-accent peer-checked:bg-accent peer-checked:text-on-accent',
        )}
      >
        {label}
        {detail ? <span className="text-xs font-normal">{detail}</span> : null}
      </label>
    </span>
  );
}
