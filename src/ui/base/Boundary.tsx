/** Keeps a mistake in one part of the page from taking the rest with it. */
import { Component, type ReactNode, Suspense } from 'react';
import { lazyExtra } from './lazy.tsx';

interface Props {
  readonly what: string;
  readonly children: ReactNode;
}

const Trouble = lazyExtra(() => import('./Trouble.tsx'));

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
