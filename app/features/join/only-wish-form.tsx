import { Button, LinkButton } from '#app/ui/button.tsx';
import type { WishOptions } from './join-view.ts';
import type { WishAnswer } from './wish-answer.server.ts';
import { WishFormFrame } from './wish-form-frame.tsx';
import type { WishForm } from './wish-form.ts';

/** A wish of somebody who is known by their link. */
export function OnlyWishForm({
  submit,
  submitting,
  keep,
  ...wish
}: {
  form: WishForm;
  options: WishOptions;
  answer: WishAnswer | undefined;
  submit: string;
  submitting: string;
  /** The way out that changes nothing. */
  keep: { href: string; label: string };
}) {
  return (
    <WishFormFrame intent="save" {...wish}>
      {({ busy }) => (
        <div className="actions">
          <Button type="submit" name="intent" value="save" busy={busy}>
            {busy ? submitting : submit}
          </Button>
          <LinkButton to={keep.href} look="secondary">
            {keep.label}
          </LinkButton>
        </div>
      )}
    </WishFormFrame>
  );
}
