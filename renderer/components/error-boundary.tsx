import { Component, type ReactNode } from "react";

export interface ErrorBoundaryProps {
  /** What is shown instead of what failed; `again` tries it once more, `failure` is what was thrown. */
  readonly instead: (again: () => void, failure: unknown) => ReactNode;
  readonly children: ReactNode;
}

interface BoundaryState {
  readonly failed: boolean;
  readonly failure: unknown;
}

/** Keeps a failure of one part of the page in that part. React has no hook for this. */
export class ErrorBoundary extends Component<ErrorBoundaryProps, BoundaryState> {
  override state: BoundaryState = { failed: false, failure: null };

  static getDerivedStateFromError(failure: unknown): BoundaryState {
    return { failed: true, failure };
  }

  override render(): ReactNode {
    return this.state.failed
      ? this.props.instead(() => this.setState({ failed: false, failure: null }), this.state.failure)
      : this.props.children;
  }
}
