/** An SMS as a phone shows it: a bubble from the left, whose link can be tapped. */
export function SmsBubble({ text, lang }: { text: string; lang: string }) {
  return (
    <p
      lang={lang}
      className="max-w-96 rounded-lg rounded-bl-sm bg-sunken px-4 py-3 wrap-anywhere whitespace-pre-line"
    >
      {text.split(/(https?:\/\/\S+)/).map((part, index) =>
        index % 2 === 1 ? (
          <a
            key={index}
            href={part}
            className="font-medium text-accent underline decoration-1 underline-offset-4 hover:decoration-2"
          >
            {part}
          </a>
        ) : (
          part
        ),
      )}
    </p>
  );
}
