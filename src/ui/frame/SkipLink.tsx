/** The first stop of the keyboard: past everything to the lanes, or to the stage where there are none. */
export function SkipLink() {
  return (
    // biome-ignore lint/a11y/useValidAnchor: it leads to a place of the page; only the address stays the scenario's.
    <a
      className="skip"
      href="#stage"
      onClick={(event) => {
        // The address is the scenario's.
        event.preventDefault();
        (document.querySelector<HTMLElement>('.tl-lanes') ?? document.getElementById('stage'))?.focus();
      }}
    >
      Skip to the timeline
    </a>
  );
}
