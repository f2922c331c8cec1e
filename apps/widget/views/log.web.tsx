/** @jsxImportSource preact */
import { Component, type ComponentChildren } from 'preact';

interface Props {
  readonly label: string;
  /** Changes whenever something is added, and says how much of it is of the other side. */
  readonly size: string;
  readonly fromOthers: number;
  /** The last thing is the customer's own: they want to see it. */
  readonly isMine: boolean;
  readonly open: boolean;
  unreadText(n: number): string;
  readonly children: ComponentChildren;
}

const near = 80;

/** A list that stays at its end, unless the customer has scrolled up to read: then it says how much is new below. */
export class Log extends Component<Props, { readonly below: number }> {
  override state = { below: 0 };
  private box: HTMLElement | null = null;
  private atEnd = true;
  private watch = new ResizeObserver(() => this.atEnd && this.toEnd());

  override componentDidMount() {
    if (this.box) this.watch.observe(this.box);
    this.toEnd();
  }
  override componentWillUnmount() {
    this.watch.disconnect();
  }
  override componentDidUpdate(before: Props) {
    const { size, open, isMine, fromOthers } = this.props;
    if (size === before.size && open === before.open) return;
    if (this.atEnd || isMine || open !== before.open) this.toEnd();
    else if (fromOthers > before.fromOthers) this.setState(({ below }) => ({ below: below + fromOthers - before.fromOthers }));
  }
  private toEnd = () => {
    if (this.box) this.box.scrollTop = this.box.scrollHeight;
  };
  private scrolled = () => {
    const { box } = this;
    if (!box?.clientHeight) return;
    this.atEnd = box.scrollHeight - box.scrollTop - box.clientHeight < near;
    if (this.atEnd && this.state.below) this.setState({ below: 0 });
  };

  render({ label, unreadText, children }: Props) {
    const { below } = this.state;
    return (
      <div class="middle">
        <div
          class="log"
          ref={(box) => void (this.box = box)}
          role="log"
          aria-live="off"
          aria-label={label}
          tabIndex={0}
          onScroll={this.scrolled}
        >
          {children}
        </div>
        {below > 0 && (
          <button class="below" onClick={this.toEnd}>
            ↓ {unreadText(below)}
          </button>
        )}
      </div>
    );
  }
}
