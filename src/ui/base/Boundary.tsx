/** Keeps a mistake in one part of the page from taking the rest with it. */
import { Component, lazy, type ReactNode, Suspense } from 'react';

interface Props {
  readonly what: string;
  readonly children: ReactNode;
}

/** Without network its words may not come, either. */
const Trouble = lazy(() =>
  import('./Trouble.tsx').catch(() => ({ default: ({ what }: Pick<Props, 'what'>) => <>{what} cannot be shown.</> })),
);

export class Boundary extends Component<Props, { failed?: { readonly error: unknown } | undefined }> {
  override state: { failed?: { readonly error: unknown } } = {};

  static getDerivedStateFromError(error: unknown) {
    return { failed: { error } };
  }

  readonly #again = () => this.setState({ failed: undefined });

  override render(): ReactNode {
    const { failed } = this.state;
    if (!failed) return this.props.children;
    return (
      <Suspense>
        <Trouble what={this.props.what} {...failed} again={this.#again} />
      </Suspense>
    );
  }
}
