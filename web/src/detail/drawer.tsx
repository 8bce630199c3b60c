import type { ComponentChildren } from 'preact';
import { useEffect, useRef } from 'preact/hooks';
import { asId } from '../format/ids.ts';
import { BackIcon, CloseIcon } from '../parts/icons.tsx';

type DrawerProps = {
  readonly title: string;
  readonly subject: string;
  readonly onBack?: () => void;
  readonly onClose: () => void;
  readonly children: ComponentChildren;
};

/**
 * A modal dialog at the side: the browser's own, which keeps the focus inside, closes on Escape and hands the focus back. Where its subject
 * changes, what had the focus is gone with the one before; its title takes it.
 */
export const Drawer = ({ title, subject, onBack, onClose, children }: DrawerProps) => {
  const dialog = useRef<HTMLDialogElement>(null);
  const heading = useRef<HTMLHeadingElement>(null);
  const shown = `${title} ${subject}`;
  const before = useRef(shown);
  useEffect(() => dialog.current?.showModal(), []);
  useEffect(() => {
    if (before.current !== shown) heading.current?.focus();
    before.current = shown;
  }, [shown]);
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: a click beside the dialog closes it; on the keyboard Escape does
    <dialog
      class="drawer"
      ref={dialog}
      aria-labelledby="drawer-title"
      onClose={onClose}
      onClick={(event) => event.target === dialog.current && dialog.current?.close()}
    >
      <div class="drawer-inner">
        <header class="drawer-head">
          {onBack !== undefined && (
            <button type="button" class="button-icon" onClick={onBack} aria-label="Back">
              <BackIcon />
            </button>
          )}
          <h2 id="drawer-title" ref={heading} tabIndex={-1}>
            <span class="muted">{title}</span> <span class="account">{asId(subject)}</span>
          </h2>
          <button type="button" class="button-icon" onClick={() => dialog.current?.close()} aria-label="Close">
            <CloseIcon />
          </button>
        </header>
        <div class="drawer-body">{children}</div>
      </div>
    </dialog>
  );
};
