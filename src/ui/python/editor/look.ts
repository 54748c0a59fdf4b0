/** How code looks: weight and grey tell words apart, since colour means state on this page. */
import { HighlightStyle, syntaxHighlighting } from '@codemirror/language';
import { EditorView } from '@codemirror/view';
import { tags } from '@lezer/highlight';

const words = HighlightStyle.define([
  { tag: [tags.keyword, tags.operatorKeyword, tags.controlKeyword, tags.bool, tags.null], fontWeight: '600' },
  { tag: [tags.modifier, tags.unit], fontWeight: '400' },
  { tag: [tags.string, tags.special(tags.string)], color: 'var(--ink-2)' },
  { tag: [tags.comment], color: 'var(--ink-3)' },
]);

const parts = EditorView.theme({
  '&': { height: '100%', color: 'var(--ink)', backgroundColor: 'transparent', fontSize: '12px' },
  '&.cm-focused': { outline: 'none' },
  '.cm-scroller': { fontFamily: 'var(--mono)', lineHeight: '18px', fontVariantLigatures: 'none', overflow: 'auto' },
  '.cm-content': { padding: '8px 0 24px', caretColor: 'var(--ink)' },
  '.cm-line': { padding: '0 12px 0 8px' },
  '.cm-cursor': { borderLeftColor: 'var(--ink)', borderLeftWidth: '2px' },
  '.cm-selectionBackground, &.cm-focused > .cm-scroller > .cm-selectionLayer .cm-selectionBackground': {
    backgroundColor: 'color-mix(in srgb, var(--ink) 16%, transparent)',
  },
  '.cm-gutters': { backgroundColor: 'transparent', color: 'var(--ink-3)', border: 'none' },
  '.cm-lineNumbers .cm-gutterElement': { minWidth: '28px', padding: '0 4px 0 6px' },
});

export const look = [parts, syntaxHighlighting(words)];
