/** Name, heartbeat, and what concerns the whole page. */

import { useEffect, useState } from 'react';
import { linkOf } from '../../store/draft/persistence.ts';
import { announce } from '../base/Announcer.tsx';
import { copyText } from '../base/copy-text.ts';
import { Icon } from '../base/Icon.tsx';
import { useApp, useOverlap } from '../base/use-overlap.ts';
import { ariaKeys, withKey } from '../keys/key-words.ts';
import { PAGE } from '../keys/list.ts';
import { SharingState } from '../sharing/SharingState.tsx';
import { Heartbeat } from './Heartbeat.tsx';
import './topbar.css';

const COPIED_MS = 2_000;

export function TopBar({ onHelp, narrow }: { onHelp: () => void; narrow: boolean }) {
  return (
    <header className="topbar">
      <h1 className="topbar-name">
        <Mark />
        Overlap
      </h1>
      <p className="topbar-tagline">One set of tasks, several engines, one clock</p>
      <Heartbeat />
      <div className="topbar-actions">
        {!narrow && <SharingState />}
        <Reset />
        {!narrow && <CopyLink />}
        <ThemeToggle />
        <button
          type="button"
          className="button quiet icon"
          aria-label="Help"
          title={withKey('Keys and help', PAGE.rows.help)}
          aria-keyshortcuts={ariaKeys(PAGE.rows.help)}
          onClick={onHelp}
        >
          ?
        </button>
      </div>
    </header>
  );
}

/** Two bars that overlap: one an outline, one solid. */
function Mark() {
  return (
    <svg width="24" height="16" viewBox="0 0 24 16" aria-hidden="true">
      <rect x="1" y="1" width="14" height="6" rx="1" fill="none" stroke="currentColor" strokeWidth="2" />
      <rect x="8" y="8" width="15" height="7" rx="1" fill="currentColor" />
    </svg>
  );
}

function Reset() {
  const reset = useApp((state) => state.reset);
  return (
    <button type="button" className="button quiet" title="Back to what the page opened with" onClick={reset}>
      Reset
    </button>
  );
}

export function CopyLink() {
  const { good, writeLink } = useOverlap();
  const [copied, setCopied] = useState(false);
  useEffect(() => {
    if (!copied) return;
    const timer = setTimeout(() => setCopied(false), COPIED_MS);
    return () => clearTimeout(timer);
  }, [copied]);
  const copy = async () => {
    writeLink();
    const done = await copyText(linkOf(good()));
    setCopied(done);
    announce(done ? 'Link copied' : 'The browser does not let this page copy. The link is in the address bar.');
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
      className="button quiet icon"
      aria-label="Light or dark"
      title="Light or dark"
      onClick={toggle}
    >
      <Icon name="contrast" />
    </button>
  );
}
