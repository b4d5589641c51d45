import { Form } from '@remix-run/react';
import { Button } from '#app/ui/button.tsx';
import { useTranslation } from '#app/use-translation.ts';

/** Moves something one place in the salon's order. */
export function OrderButtons({ id, name }: { id: string; name: string }) {
  const { t } = useTranslation('settings');
  return (
    <Form method="post" preventScrollReset className="flex gap-1">
      <input type="hidden" name="id" value={id} />
      {(['up', 'down'] as const).map((direction) => (
        <Button
          key={direction}
          type="submit"
          name="direction"
          value={direction}
          look="plain"
          size="small"
          aria-label={t(direction, { name })}
        >
          <svg
            viewBox="0 0 20 20"
            width="18"
            height="18"
            aria-hidden="true"
            fill="none"
            stroke="currentColor"
          >
            <path
              d={direction === 'up' ? 'm5 12 5-5 5 5' : 'm5 8 5 5 5-5'}
              strokeWidth="2"
              strokeLinecap="round"
            />
          </svg>
        </Button>
      ))}
    </Form>
  );
}
