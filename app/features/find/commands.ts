/** Something that the palette leads to or does. */
export interface Command {
  key: string;
  kind: 'pages' | 'acts';
  label: string;
  run: () => void;
}

/** Those whose words begin as each typed word does, in any order: "new b" is "New booking". */
export function matchingCommands(commands: readonly Command[], typed: string, locale: string): Command[] {
  const wordsOf = (text: string) =>
    text
      .toLocaleLowerCase(locale)
      .split(/[\s-]+/)
      .filter((word) => word !== '');
  const asked = wordsOf(typed);
  return commands.filter(({ label }) => {
    const words = wordsOf(label);
    return asked.every((part) => words.some((word) => word.startsWith(part)));
  });
}

/** One of a name: what the page itself offers stands before what is offered everywhere. */
export function withoutRepeats(commands: readonly Command[]): Command[] {
  return commands.filter(({ label }, at) => commands.findIndex((other) => other.label === label) === at);
}
