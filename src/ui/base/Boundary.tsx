/** Keeps a mistake in one part of the page from taking the rest with it. */
import { Component, lazy, type ReactNode, Suspense } from 'react';

/** Without network it may not come, either: the words before it are enough. */
const Trouble = lazy(() => import('./Trouble.tsx').catch(() => ({ default: () => <></> })));

interface Props {
  readonly what: string;
  readonly children: ReactNode;
}

export class Boundary extends Component<Props, { error?: unknown }> {
  override state: { error?: unknown } = {};

  static getDerivedStateFromError(error: unknown) {
    return { error: error ?? 'nothing' };
  }

  override render(): ReactNode {
    const { error } = this.state;
    if (error === undefined) return this.props.children;
    return (
      <div className="boundary">
        {this.props.what} cannot be shown.{' '}
        <button type="button" className="button" onClick={() => this.setState({ error: undefined })}>
          Try again
        </button>
        <Suspense>
          <Trouble error={error} what={this.props.what} />
        </Suspense>
      </div>
    );
  }
}
