import type { FlashMessage } from './flash.ts';

/** What is wrong at a field of an act's form. */
export interface ActFieldError {
  fieldId: string;
  message: string;
}

/** Why an act was not done, with ways on. */
export interface Refusal {
  text: string;
  links: FlashMessage['links'];
  /** The time is held for the waitlist: whoever has read that may take it all the same. */
  isHeld?: boolean;
  /** Somebody else has changed meanwhile what was edited: whoever has read that may save all the same. */
  isOutdated?: boolean;
}

/** What came of an act: done, and said on the page that follows; or refused in words with ways on; or asked again. */
export type ActOutcome =
  | { kind: 'done'; message: FlashMessage; to?: string }
  /** `errors`: the fields that it is about. `values`: what the form is to send the next time in place of what it sent. */
  | (Refusal & { kind: 'refused'; errors?: ActFieldError[]; values?: Record<string, string> })
  | { kind: 'invalid'; errors: ActFieldError[] };

/** What the page of an act shows when it was not done: nothing that was typed is lost. */
export interface ActAnswer {
  refusal: Refusal | null;
  errors: ActFieldError[];
  values: Record<string, string>;
}

export const noAnswer: ActAnswer = { refusal: null, errors: [], values: {} };

export function done(text: string, ...links: FlashMessage['links']): ActOutcome {
  return { kind: 'done', message: { text, links } };
}

export function refused(text: string, ...links: FlashMessage['links']): ActOutcome {
  return { kind: 'refused', text, links };
}

/** Done, with what takes it back by one touch. */
export function undoable(text: string, undo: NonNullable<FlashMessage['undo']>): ActOutcome {
  return { kind: 'done', message: { text, links: [], undo } };
}

/** The words at one field. */
export function errorAt(answer: ActAnswer, fieldId: string): string | undefined {
  return answer.errors.find((error) => error.fieldId === fieldId)?.message;
}
