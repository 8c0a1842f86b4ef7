/** Numbers, sizes, dates and times as the page says them. */

const whole = new Intl.NumberFormat('en-GB');

export const counted = (count: number, one: string, many = `${one}s`): string =>
  `${whole.format(count)} ${count === 1 ? one : many}`;

export function bytesLabel(bytes: number): string {
  if (bytes < 1e6) return `${Math.ceil(bytes / 1e3)} kB`;
  return bytes < 1e9 ? `${(bytes / 1e6).toFixed(bytes < 1e7 ? 1 : 0)} MB` : `${(bytes / 1e9).toFixed(1)} GB`;
}

/** `12 s`, `3 min 20 s`, `2 h 5 min`: rounded the coarser the longer it is. */
export function durationLabel(seconds: number): string {
  const rounded = seconds < 60 ? Math.ceil(seconds) : seconds < 600 ? 10 * Math.ceil(seconds / 10) : 60 * Math.ceil(seconds / 60);
  if (rounded < 60) return `${rounded} s`;
  const minutes = Math.floor(rounded / 60);
  if (minutes < 10) return rounded % 60 ? `${minutes} min ${rounded % 60} s` : `${minutes} min`;
  if (minutes < 60) return `${minutes} min`;
  return minutes % 60 ? `${Math.floor(minutes / 60)} h ${minutes % 60} min` : `${minutes / 60} h`;
}

/** A DICOM date (YYYYMMDD, or the older YYYY.MM.DD) as ISO 8601, which no reader can misread; anything else as it stands. */
export const dateLabel = (dicomDate: string): string => dicomDate.trim().replace(/^(\d{4})\.?(\d{2})\.?(\d{2})$/, '$1-$2-$3');

/** A DICOM person name, `Family^Given^Middle^Prefix^Suffix` (PS3.5 6.2.1), in its first representation; `noName` where it is empty. */
export function personLabel(dicomName: string, noName: string): string {
  const [family = '', given = '', middle = ''] = dicomName
    .split('=')[0]!
    .split('^')
    .map((part) => part.trim());
  const rest = [given, middle].filter(Boolean).join(' ');
  return [family, rest].filter(Boolean).join(', ') || noName;
}

/** A moment in local time, `2026-11-12 14:02`. Not by the system's locale, which can be one that Intl refuses (`C`, `en-US@posix`). */
export function momentLabel(milliseconds: number): string {
  const at = new Date(milliseconds);
  const two = (part: number) => String(part).padStart(2, '0');
  return `${at.getFullYear()}-${two(at.getMonth() + 1)}-${two(at.getDate())} ${two(at.getHours())}:${two(at.getMinutes())}`;
}
