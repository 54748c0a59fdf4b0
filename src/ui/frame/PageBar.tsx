/** The right part of the top bar: what the mode says of itself, and what concerns the whole page. */
import { type ReactNode, useContext, useEffect, useState } from 'react';
import { Icon } from '../base/Icon.tsx';
import { useApp, useOverlap } from '../base/use-overlap.ts';
import { ariaKeys, withKey } from '../keys/key-words.ts';
import { PAGE } from '../keys/list.ts';
import { HelpContext } from './help-context.ts';

const COPIED_MS = 2_000;

interface Props {
  readonly about: ReactNode;
  readonly onReset: (() => void) | undefined;
  readonly link: (() => string | Promise<string>) | undefined;
}

export function PageBar({ about, onReset, link }: Props) {
  const help = useContext(HelpContext);
  return (
    <div className="page-bar">
      <p className="page-about">{about}</p>
      {onReset && (
        <button type="button" className="button quiet" title="Back to what the page opened with" onClick={onReset}>
          Reset
        </button>
      )}
      <CopyLink link={link} />
      <ThemeToggle />
      <button
        type="button"
        className="button quiet icon"
        aria-label="Help"
        title={withKey('Keys and help', PAGE.rows.help)}
        aria-keyshortcuts={ariaKeys(PAGE.rows.help)}
        onClick={help}
      >
        ?
      </button>
    </div>
  );
}

function CopyLink({ link = () => location.href }: { link: Props['link'] }) {
  const inner = useOverlap();
  const [copied, setCopied] = useState(false);
  useEffect(() => {
    if (!copied) return;
    const timer = setTimeout(() => setCopied(false), COPIED_MS);
    return () => clearTimeout(timer);
  }, [copied]);
  const copy = async () => {
    const { copyLink } = await import('../send/send.tsx');
    setCopied(await copyLink(inner, link));
  };
  return (
    <button type="button" className="button quiet copy-link" onClick={() => void copy()}>
      {copied ? <Icon name="check" /> : <Icon name="link" />}
      <span>Copy link</span>
    </button>
  );
}

function ThemeToggle() {
  const setTheme = useApp((state) => state.setTheme);
  const theme = useApp((state) => state.theme);
  const toggle = () => {
    const system = matchMedia('(prefers-color-scheme: dark)').matches ? 'dark' : 'light';
    const next = (theme === 'system' ? system : theme) === 'dark' ? 'light' : 'dark';
    setTheme(next === system ? 'system' : next);
  };
  return (
    <button
      type="button"
      className="button quiet icon theme"
      aria-label="Light or dark"
      title="Light or dark"
      onClick={toggle}
    >
      <Icon name="contrast" />
    </button>
  );
}
