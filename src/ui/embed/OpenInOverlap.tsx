/** The way from an embedded page to the whole one, with all that is shown. */
interface Props {
  /** Asked for when it is pressed: the reader may have changed something. */
  readonly link: () => string;
}

export function OpenInOverlap({ link }: Props) {
  return (
    <a
      className="embed-open"
      href={location.href.replace(/\?[^#]*/, '')}
      target="_blank"
      rel="noopener"
      onClick={(event) => {
        event.currentTarget.href = link();
      }}
    >
      Open in Overlap
    </a>
  );
}
