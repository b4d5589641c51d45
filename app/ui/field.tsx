import type { InputHTMLAttributes, ReactNode, SelectHTMLAttributes, TextareaHTMLAttributes } from 'react';
import { classNames } from './class-names.ts';

/** What ties a control to its hint and its error; the ids follow from the field's name. */
export function fieldIds(id: string, hint: ReactNode, error: ReactNode, sharedHintId?: string) {
  const describedBy = classNames(hint ? `${id}-hint` : null, sharedHintId, error ? `${id}-error` : null);
  return { 'aria-describedby': describedBy || undefined, 'aria-invalid': error ? true : undefined };
}

/** A message at its field: said in words and marked by a sign, not by colour alone. */
export function FieldError({ id, children }: { id: string; children: ReactNode }) {
  if (!children) return null;
  return (
    <p id={`${id}-error`} className="flex items-start gap-2 text-sm font-medium text-bad">
      <svg viewBox="0 0 20 20" width="18" height="18" aria-hidden="true" className="mt-0.5 shrink-0">
        <path d="M10 1.8 19 17.5H1z" fill="currentColor" />
        <path d="M10 7.2v5M10 14.6v.4" className="stroke-surface" strokeWidth="2" strokeLinecap="round" />
      </svg>
      <span>{children}</span>
    </p>
  );
}

interface FieldFacts {
  id: string;
  label: ReactNode;
  hint?: ReactNode;
  error?: ReactNode;
  /** Puts the hint below the control, where fields stand side by side. */
  hintAfter?: boolean;
  /** Said beside the label, for fields that may stay empty. */
  optional?: ReactNode;
  className?: string;
}

function FieldFrame({
  id,
  label,
  hint,
  hintAfter,
  error,
  optional,
  className,
  children,
}: FieldFacts & { children: ReactNode }) {
  const hintText = hint ? (
    <p id={`${id}-hint`} className="text-sm text-ink-soft">
      {hint}
    </p>
  ) : null;
  return (
    <div className={classNames('grid min-w-0 content-start gap-1.5', className)}>
      <label htmlFor={id} className="font-semibold">
        {label}
        {optional ? <span className="font-normal text-ink-soft"> {optional}</span> : null}
      </label>
      {hintAfter ? null : hintText}
      {children}
      {hintAfter ? hintText : null}
      <FieldError id={id}>{error}</FieldError>
    </div>
  );
}

const controlClass = classNames(
  'transition-calm min-h-12 w-full rounded-md border border-edge bg-surface px-3.5 py-2.5 text-ink',
  'placeholder:text-ink-soft hover:border-ink-soft aria-invalid:border-2 aria-invalid:border-bad',
);

export function TextField({
  id,
  label,
  hint,
  hintAfter,
  error,
  optional,
  className,
  sharedHintId,
  ...input
}: FieldFacts & {
  /** Of a hint that several fields have in common, and that stands beside them. */
  sharedHintId?: string;
} & Omit<InputHTMLAttributes<HTMLInputElement>, 'id'>) {
  return (
    <FieldFrame {...{ id, label, hint, hintAfter, error, optional, className }}>
      <input {...input} id={id} className={controlClass} {...fieldIds(id, hint, error, sharedHintId)} />
    </FieldFrame>
  );
}

export function TextAreaField({
  id,
  label,
  hint,
  error,
  optional,
  className,
  ...input
}: FieldFacts & Omit<TextareaHTMLAttributes<HTMLTextAreaElement>, 'id'>) {
  return (
    <FieldFrame {...{ id, label, hint, error, optional, className }}>
      <textarea rows={3} {...input} id={id} className={controlClass} {...fieldIds(id, hint, error)} />
    </FieldFrame>
  );
}

export function SelectField({
  id,
  label,
  hint,
  error,
  optional,
  className,
  children,
  ...select
}: FieldFacts & Omit<SelectHTMLAttributes<HTMLSelectElement>, 'id'>) {
  return (
    <FieldFrame {...{ id, label, hint, error, optional, className }}>
      <span className="relative block">
        <select
          {...select}
          id={id}
          className={classNames(controlClass, 'cursor-pointer appearance-none pr-11')}
          {...fieldIds(id, hint, error)}
        >
          {children}
        </select>
        <svg
          viewBox="0 0 20 20"
          width="20"
          height="20"
          aria-hidden="true"
          className="pointer-events-none absolute top-1/2 right-3.5 -translate-y-1/2 text-ink-soft"
        >
          <path d="m5 7.5 5 5 5-5" fill="none" stroke="currentColor" strokeWidth="2" strokeLinecap="round" />
        </svg>
      </span>
    </FieldFrame>
  );
}
