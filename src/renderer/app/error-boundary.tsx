import { Button } from '@mantine/core'
import { TriangleAlert } from 'lucide-react'
import { Component, type ReactNode } from 'react'
import { EmptyState } from '../ui/index.js'
import { reasonOf } from './notify.js'

interface Props {
  /** Where it happened, as the user calls it: "Timeline". */
  readonly place: string
  readonly children: ReactNode
}

/** Keeps an error in one panel from taking the others with it. React itself logs what was caught. */
export class ErrorBoundary extends Component<Props, { readonly error: unknown }> {
  override readonly state: { readonly error: unknown } = { error: null }

  static getDerivedStateFromError(error: unknown): { readonly error: unknown } {
    return { error }
  }

  override render(): ReactNode {
    if (this.state.error === null) return this.props.children
    return (
      <div role="alert" style={{ height: '100%' }}>
        <EmptyState
          icon={TriangleAlert}
          title={`${this.props.place} could not be shown`}
          actions={
            <Button size="compact-sm" variant="default" onClick={() => this.setState({ error: null })}>
              Show it again
            </Button>
          }
        >
          {reasonOf(this.state.error)} Recording goes on, and nothing recorded is lost. If it happens again,
          choose something else first.
        </EmptyState>
      </div>
    )
  }
}
