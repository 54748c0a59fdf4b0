/** Style sheets that did not come are asked for again with the parts that they belong to: what loads those asks for each sheet only once. */
import { onLoadAgain } from '../../store/worker/again.ts';

onLoadAgain(() => {
  for (const sheet of document.querySelectorAll<HTMLLinkElement>('link[rel=stylesheet]'))
    if (!sheet.sheet) sheet.replaceWith(sheet.cloneNode());
});
