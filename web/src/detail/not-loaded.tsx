type NotLoadedProps = { readonly message: string; readonly onAgain: () => void };

/** Why a detail is not there, and the way to ask once more: the API may be back, or the payment decided by then. */
export const NotLoaded = ({ message, onAgain }: NotLoadedProps) => (
  <div class="empty" role="alert">
    <p>{message}</p>
    <button type="button" onClick={onAgain}>
      Try again
    </button>
  </div>
);
