// A device without room. Runs in the page; the switch is `window.full`.

/** The device's room as the browser tells of it: every transaction that writes is refused. */
export function runOutOfRoom(): void {
  const { transaction } = IDBDatabase.prototype;
  IDBDatabase.prototype.transaction = function (stores, mode, options) {
    const full = (window as { full?: boolean }).full;
    if (full && mode === "readwrite") throw new DOMException("The disk is full.", "QuotaExceededError");
    return transaction.call(this, stores, mode, options);
  };
}
