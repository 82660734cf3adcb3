import type { ReactNode } from "react";

/** Our own icons, on a grid of 24, drawn with strokes. */
const ICONS = {
  mark: (
    <>
      <path d="M4 19V7l5 6 3-6 3 6 5-6v12" />
      <circle cx="12" cy="19" r="1.8" fill="currentColor" stroke="none" />
    </>
  ),
  search: <path d="M11 4a7 7 0 1 1 0 14 7 7 0 0 1 0-14Zm5 12 4.5 4.5" />,
  menu: <path d="M4 7h16M4 12h16M4 17h16" />,
  close: <path d="m6 6 12 12M18 6 6 18" />,
  check: <path d="m5 12.5 4.5 4.5L19 7.5" />,
  chevron: <path d="m6 9.5 6 6 6-6" />,
  arrow: <path d="M4 12h16m-6-6 6 6-6 6" />,
  back: <path d="M20 12H4m6-6-6 6 6 6" />,
  external: <path d="M14 4h6v6m0-6-9 9M18 14v5H5V6h5" />,
  heart: (
    <path d="M12 20S4 15 4 9.2C4 6.5 6 5 8 5c1.8 0 3.2 1 4 2.4C12.8 6 14.2 5 16 5c2 0 4 1.5 4 4.2C20 15 12 20 12 20Z" />
  ),
  heartFull: (
    <path
      fill="currentColor"
      d="M12 20S4 15 4 9.2C4 6.5 6 5 8 5c1.8 0 3.2 1 4 2.4C12.8 6 14.2 5 16 5c2 0 4 1.5 4 4.2C20 15 12 20 12 20Z"
    />
  ),
  compare: <path d="M8 4v16M16 4v16M3 9h5m-5 6h5m8-6h5m-5 6h5" />,
  print: <path d="M7 9V4h10v5M7 18H4v-8h16v8h-3M7 14.5h10V20H7Z" />,
  share: <path d="M12 15V4m0 0L8 8m4-4 4 4M5 12v8h14v-8" />,
  map: <path d="m9 4-6 2.5v13.5l6-2.5 6 2.5 6-2.5V4l-6 2.5L9 4Zm0 0v13.5M15 6.5V20" />,
  list: <path d="M9 6h11M9 12h11M9 18h11M4.5 6h.01M4.5 12h.01M4.5 18h.01" />,
  filter: <path d="M4 6h16M7 12h10M10 18h4" />,
  pin: (
    <>
      <path d="M12 21s-7-6-7-11.2A7 7 0 0 1 19 9.8C19 15 12 21 12 21Z" />
      <circle cx="12" cy="10" r="2.5" />
    </>
  ),
  job: <path d="M4 8h16v12H4Zm5 0V5h6v3M4 13h16" />,
  trend: <path d="M4 17 10 11l4 4 6-8m-4.5 0H20v4.5" />,
  euro: <path d="M18 6.5A7 7 0 1 0 18 17.5M4 10.5h9M4 13.5h9" />,
  home: <path d="M4 11.5 12 5l8 6.5V20h-5.5v-5h-5v5H4Z" />,
  key: <path d="M8.5 11.5a3.5 3.5 0 1 1 0 7 3.5 3.5 0 0 1 0-7ZM11 13l8-8 2 2-2.5 2.5 1.5 1.5" />,
  sea: <path d="M3 9c2-2 4-2 6 0s4 2 6 0 4-2 6 0M3 15c2-2 4-2 6 0s4 2 6 0 4-2 6 0" />,
  mountain: <path d="m3 19 6.5-12 4 7 2-3L21 19Z" />,
  leaf: <path d="M5 19c0-9 5-14 15-14 0 10-5 14-11 14-2 0-4-1-4-3M5 19c2-5 5-7 9-9" />,
  people: (
    <>
      <circle cx="9" cy="8.5" r="3.2" />
      <path d="M3 19c0-3.5 2.5-5.5 6-5.5s6 2 6 5.5M15.5 5.7a3.2 3.2 0 0 1 0 5.6M17.5 14c2.2.8 3.5 2.5 3.5 5" />
    </>
  ),
  building: <path d="M6 20V4h9v16M15 10h4v10M3 20h18M9 8h3M9 12h3M9 16h3" />,
  health: <path d="M12 5v14M5 12h14" />,
  school: <path d="m3 9 9-4 9 4-9 4-9-4Zm4 2v5c3 2 7 2 10 0v-5" />,
  cart: <path d="M3 5h2.5l2 10h10l2-7H6.5M9 19.5h.01M16 19.5h.01" />,
  train: <path d="M7 4h10v11H7Zm0 6h10M9.5 15 7 20m7.5-5 2.5 5M10 12.6h.01M14 12.6h.01" />,
  sun: (
    <>
      <circle cx="12" cy="12" r="4" />
      <path d="M12 3v2m0 14v2M3 12h2m14 0h2M5.6 5.6 7 7m10 10 1.4 1.4M5.6 18.4 7 17M17 7l1.4-1.4" />
    </>
  ),
  moon: <path d="M19.5 14.5A8 8 0 0 1 9.5 4.5a8 8 0 1 0 10 10Z" />,
  contrast: (
    <>
      <circle cx="12" cy="12" r="8" />
      <path d="M12 4a8 8 0 0 1 0 16Z" fill="currentColor" />
    </>
  ),
  info: <path d="M12 4a8 8 0 1 1 0 16 8 8 0 0 1 0-16Zm0 7v5m0-8v.01" />,
  warning: <path d="M12 4 3 19.5h18L12 4Zm0 6v4.5m0 2.5v.01" />,
  offline: (
    <path d="M4 4l16 16M5 12c1-1 2.3-1.9 3.7-2.4M19 12a10 10 0 0 0-6-2.9M8 15.5a5.7 5.7 0 0 1 6.5-1M12 19.5v.01" />
  ),
  sliders: <path d="M5 4v7m0 4v5M12 4v3m0 4v9M19 4v9m0 4v3M3 13h4M10 9h4M17 15h4" />,
  calendar: <path d="M4 6h16v14H4Zm0 5h16M8 3.5V8m8-4.5V8" />,
  clock: <path d="M12 4a8 8 0 1 1 0 16 8 8 0 0 1 0-16Zm0 4v4.5l3 2" />,
  star: <path d="m12 4 2.5 5.2 5.5.8-4 4 1 5.7-5-2.7-5 2.7 1-5.7-4-4 5.5-.8Z" />,
  plus: <path d="M12 5v14M5 12h14" />,
  minus: <path d="M5 12h14" />,
  trash: <path d="M5 7h14M10 7V4.5h4V7M7 7l1 13h8l1-13" />,
  help: <path d="M4 9c3 0 4-4 8-4s5 4 8 4v2c-3 0-4 8-8 8s-5-8-8-8Z" />,
  target: (
    <>
      <circle cx="12" cy="12" r="8" />
      <circle cx="12" cy="12" r="3" />
    </>
  ),
} satisfies Record<string, ReactNode>;

export type IconName = keyof typeof ICONS;

/** Always decorative: the words are beside it, or in a visually hidden text. */
export function Icon({ name, size = 20 }: { name: IconName; size?: number }) {
  return (
    <svg
      width={size}
      height={size}
      viewBox="0 0 24 24"
      fill="none"
      stroke="currentColor"
      strokeWidth="1.8"
      strokeLinecap="round"
      strokeLinejoin="round"
      aria-hidden="true"
      focusable="false"
    >
      {ICONS[name]}
    </svg>
  );
}
