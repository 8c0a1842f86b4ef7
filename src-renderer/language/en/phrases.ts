/** What every room says. */
export const phrases = {
  cancel: 'Cancel',
  close: 'Close',
  copy: 'Copy',
  copied: 'Copied',
  copyThisMessage: 'Copy this message',
  dismiss: 'Dismiss',
  delete: 'Delete',
  showAgain: 'Show it again',
  /** Of a series that its maker did not describe. */
  noDescription: 'No description',
  openDemo: 'Open the demo study',
  timeLeft: (duration: string) => `${duration} left`,
};
