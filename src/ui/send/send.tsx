/** Copy link and Share, loaded with the first press of either. */
import { createRoot } from 'react-dom/client';
import { announce } from '../base/Announcer.tsx';
import { copyText } from '../base/copy-text.ts';
import { OverlapProvider, type useOverlap } from '../base/use-overlap.ts';
import { LONGEST_SENT } from './longest.ts';

type Inner = ReturnType<typeof useOverlap>;

/** The link goes on the clipboard; one that chats would cut opens the other ways. Gives whether it was copied. */
export async function copyLink(inner: Inner, link: () => string | Promise<string>): Promise<boolean> {
  const text = await link();
  const done = await copyText(text);
  announce(done ? 'Link copied' : 'The browser does not let this page copy. The link is in the address bar.');
  if (done && text.length > LONGEST_SENT) await share(inner, () => text);
  return done;
}

/** Opens the dialog over the page; the focus comes back to where it was. */
export async function share(inner: Inner, link: () => string): Promise<void> {
  const { default: SendDialog } = await import('./SendDialog.tsx');
  const focused = document.activeElement as HTMLElement | null;
  const place = document.createElement('div');
  document.body.append(place);
  const root = createRoot(place);
  const close = () => {
    root.unmount();
    place.remove();
    focused?.focus();
  };
  root.render(
    <OverlapProvider value={inner}>
      <SendDialog link={link} close={close} />
    </OverlapProvider>,
  );
}
