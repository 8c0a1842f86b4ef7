/** Something odd that did not keep the image from being shown. The same shape as a series warning of the contract. */
export interface HeaderWarning {
  readonly code: string;
  readonly message: string;
}
export const warn = (code: string, message: string): HeaderWarning => ({ code, message });
