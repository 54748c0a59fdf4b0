/** A few lines of a program, its keywords bold. */

const KEYWORDS =
  /\b(async|await|const|def|except|finally|for|from|if|import|in|lambda|let|of|return|try|catch|while|with|as)\b/;

export function Code({ text, label }: { text: string; label: string }) {
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: it scrolls, so the keyboard must be able to reach it.
    <section className="picker-code" tabIndex={0} aria-label={label}>
      <pre>
        {text.split(KEYWORDS).map((part, i) =>
          // Keywords are caught by the pattern's group, so each second part is one.
          // biome-ignore lint/suspicious/noArrayIndexKey: a part is its place.
          i % 2 === 1 ? <b key={i}>{part}</b> : part,
        )}
      </pre>
    </section>
  );
}
