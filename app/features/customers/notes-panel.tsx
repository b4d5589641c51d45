import { Panel } from '#app/features/dashboard/panel.tsx';
import { TextLink } from '#app/ui/button.tsx';
import { useTranslation } from '#app/use-translation.ts';
import { NewNote } from './new-note.tsx';
import type { NoteView } from './customer-view.server.ts';

/** What colleagues have written, and a place to write more. */
export function NotesPanel({
  notes,
  here,
  typed,
  error,
}: {
  notes: NoteView[];
  here: string;
  /** What was sent and not taken. */
  typed: string;
  error: string | undefined;
}) {
  const { t } = useTranslation('customers');
  return (
    <Panel title={t('notes.title')}>
      {notes.length > 0 ? (
        <ul className="grid">
          {notes.map((note) => (
            <li
              key={note.id}
              className="flex items-start justify-between gap-4 border-t border-line py-3 first:border-t-0 first:pt-0"
            >
              <span className="grid min-w-0 gap-0.5">
                <span className="wrap-anywhere whitespace-pre-line">{note.text}</span>
                <span className="text-sm text-ink-soft">{note.lines.join(' · ')}</span>
              </span>
              <TextLink
                roomy
                to={`${here}/notes/${note.id}`}
                aria-label={t('notes.changeOf', { at: note.at })}
              >
                {t('notes.change')}
              </TextLink>
            </li>
          ))}
        </ul>
      ) : null}
      <NewNote key={notes[0]?.id ?? 'first'} typed={typed} error={error} />
    </Panel>
  );
}
