import { redirect, type ActionFunctionArgs } from '@remix-run/node';

/** A visit logs nobody out: only the button's POST does. */
export function loader() {
  return redirect('/login');
}

export async function action({ context }: ActionFunctionArgs) {
  await context.api.auth.logout();
  context.sessionCookie.clear();
  return redirect('/login');
}
