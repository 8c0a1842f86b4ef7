/** What every room says. */
export const common = {
  close: 'Close',
  copy: 'Copy',
  copied: 'Copied',
  copyThisMessage: 'Copy this message',
  dismiss: 'Dismiss',
  delete: 'Delete',
  showAgain: 'Show it again',
};
