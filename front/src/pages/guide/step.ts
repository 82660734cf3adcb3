import type { ReactNode } from "react";

interface Section {
  heading: string;
  body: ReactNode;
}
export interface Step {
  title: string;
  summary: string;
  sections: readonly Section[];
  /** what should be settled before the next step */
  checklist: readonly string[];
}
