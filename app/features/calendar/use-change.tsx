import { useFetcher, useRevalidator } from '@remix-run/react';
import { useEffect, useRef, useState, type ReactNode } from 'react';
import { flushSync } from 'react-dom';
import type { ActAnswer, Refusal } from '#app/features/dashboard/act-outcome.ts';
import type { Hand } from './hand.ts';

type Fields = Record<string, string>;
type Phase = 'idle' | 'asked' | 'sending';

export interface Change {
  /** What is on its way, shown where it would come to be; null when all that is shown is so. */
  sent: Hand | null;
  send: (hand: Hand, fields: Fields) => void;
  /** Which booking was changed last, or was to be. */
  changedId: string | null;
  /** Why the last one was not made: everything is where it was. */
  refusal: Refusal | null;
  /** The refusal has been read. */
  forget: () => void;
  /** The last one again, over what is held for the waitlist. */
  takeHeld: () => void;
  /** Has to be on the page: what is sent is a form like any other, so that a bad network can send it again. */
  form: ReactNode;
}

/** Moves a booking or changes its length, and stays on this page. */
export function useChange(here: string): Change {
  const fetcher = useFetcher<ActAnswer>();
  const { revalidate } = useRevalidator();
  const form = useRef<HTMLFormElement>(null);
  const [last, setLast] = useState<{ hand: Hand; fields: Fields } | null>(null);
  const [phase, setPhase] = useState<Phase>('idle');
  const [read, setRead] = useState<ActAnswer | null>(null);
  const { data: answer, state } = fetcher;
  if (phase === 'asked' && state !== 'idle') setPhase('sending');
  if (phase === 'sending' && state === 'idle') setPhase('idle');

  // What stands in the way may be newer than what is shown.
  const isRefused = answer !== undefined;
  useEffect(() => {
    if (isRefused) revalidate();
  }, [isRefused, answer, revalidate]);

  const send = (hand: Hand, fields: Fields) => {
    flushSync(() => {
      setLast({ hand, fields });
      setPhase('asked');
      setRead(answer ?? null);
    });
    form.current?.requestSubmit();
  };
  return {
    sent: phase === 'idle' ? null : (last?.hand ?? null),
    send,
    changedId: last?.hand.id ?? null,
    refusal: phase !== 'idle' || !answer || answer === read ? null : refusalOf(answer),
    forget: () => setRead(answer ?? null),
    takeHeld: () => {
      if (last) send(last.hand, { ...last.fields, withdraw: 'yes' });
    },
    form: last && (
      <fetcher.Form ref={form} method="post" action={here} hidden preventScrollReset>
        <input type="hidden" name="inPlace" value="yes" />
        <input type="hidden" name="act" value={last.hand.kind} />
        <input type="hidden" name="booking" value={last.hand.id} />
        {Object.entries(last.fields).map(([name, value]) => (
          <input key={name} type="hidden" name={name} value={value} />
        ))}
      </fetcher.Form>
    ),
  };
}

function refusalOf({ refusal, errors: [error] }: ActAnswer): Refusal | null {
  return refusal ?? (error ? { text: error.message, links: [] } : null);
}
