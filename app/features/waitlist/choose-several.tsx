import { Form } from '@remix-run/react';
import { useEffect, useRef, useState, type ReactNode } from 'react';
import { severalActs } from '#server/modules/waitlist/waitlist.schema.ts';
import { Button } from '#app/ui/button.tsx';
import { useHydrated } from '#app/ui/use-hydrated.ts';
import { useTranslation } from '#app/use-translation.ts';
import { isGrave } from './entry-acts.ts';

const mark = 'size-5.5 cursor-pointer accent-accent';
const boxes = 'input[name=id]';

/** Chooses one of the list. Nobody keeps what is ticked but the box itself, so that a page that refreshes does not lose it. */
export function ChooseOne({ id, name }: { id: string; name: string }) {
  const { t } = useTranslation('waitlist');
  return (
    <label className="-my-3 -ml-3 inline-grid size-11 shrink-0 cursor-pointer place-items-center self-start">
      <input
        type="checkbox"
        name="id"
        value={id}
        aria-label={t('several.choose', { name })}
        autoComplete="off"
        className={mark}
      />
    </label>
  );
}

/**
 * A form around a list of which several can be chosen. Its bar is there as soon as one is, by CSS alone, and takes its room before: nothing
 * moves. An act leads to a page that asks first.
 */
export function ChooseSeveral({ path, back, children }: { path: string; back: string; children: ReactNode }) {
  const { t } = useTranslation('waitlist');
  const form = useRef<HTMLFormElement>(null);
  const [{ chosen, all }, setCounts] = useState({ chosen: 0, all: 0 });
  const hydrated = useHydrated();
  const count = () => {
    const found = [...(form.current?.querySelectorAll<HTMLInputElement>(boxes) ?? [])];
    const counts = { chosen: found.filter((box) => box.checked).length, all: found.length };
    setCounts((before) => (before.chosen === counts.chosen && before.all === counts.all ? before : counts));
  };
  // Ticked before the scripts came, or gone from the list with somebody who left it.
  useEffect(count);
  const chooseAll = (checked: boolean) => {
    for (const box of form.current?.querySelectorAll<HTMLInputElement>(boxes) ?? []) box.checked = checked;
    count();
  };
  return (
    <Form
      ref={form}
      action={path}
      onChange={count}
      className="group/several grid gap-3 [&_:is(a,button,input,summary)]:scroll-mb-32"
    >
      <input type="hidden" name="back" value={back} />
      {/* Without scripts it could not do it. */}
      <label
        className={`flex min-h-11 cursor-pointer items-center gap-3.5 justify-self-start text-sm font-semibold ${hydrated ? '' : 'invisible'}`}
      >
        <input
          type="checkbox"
          autoComplete="off"
          className={mark}
          checked={all > 0 && chosen === all}
          onChange={(event) => chooseAll(event.target.checked)}
        />
        {t('several.chooseAll')}
      </label>
      {children}
      <div
        role="group"
        aria-label={t('several.label')}
        data-acts
        className="invisible sticky bottom-3 z-20 flex flex-wrap items-center gap-2 rounded-md border border-line bg-surface px-4 py-2 shadow-lift group-has-[input[name=id]:checked]/several:visible print:hidden"
      >
        <span role="status" className="mr-auto text-sm font-semibold">
          {chosen > 0 ? t('several.chosen', { count: chosen }) : null}
        </span>
        {severalActs.map((act) => (
          <Button
            key={act}
            type="submit"
            name="act"
            value={act}
            size="small"
            look={isGrave(act) ? 'danger' : 'secondary'}
          >
            {t(`several.acts.${act}.label`)}
          </Button>
        ))}
      </div>
    </Form>
  );
}
