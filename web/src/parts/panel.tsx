import type { ComponentChildren } from 'preact';

type PanelProps = {
  readonly id: string;
  readonly title: string;
  /** One line under the title that says what is seen. */
  readonly note?: ComponentChildren;
  /** Controls at the right of the title. */
  readonly actions?: ComponentChildren;
  readonly children: ComponentChildren;
};

/** A titled region of the page that one can jump to. */
export const Panel = ({ id, title, note, actions, children }: PanelProps) => (
  <section class={`panel panel-${id}`} id={id} aria-labelledby={`${id}-title`} tabIndex={-1}>
    <header class="panel-head">
      <div class="panel-heading">
        <h2 id={`${id}-title`}>{title}</h2>
        {note !== undefined && <p class="note">{note}</p>}
      </div>
      {actions !== undefined && <div class="panel-actions">{actions}</div>}
    </header>
    {children}
  </section>
);

export const Empty = ({ children }: { readonly children: ComponentChildren }) => <p class="empty">{children}</p>;
