/** What the seeded accounts log in with; the demo prints them. */
export interface DemoLogin {
  email: string;
  password: string;
  /** In English, such as "owner of both salons". */
  who: string;
}

const password = 'ledig-demo';

export const demoLogins: readonly DemoLogin[] = [
  { email: 'owner@fjord.example', password, who: 'owner of both salons' },
];
