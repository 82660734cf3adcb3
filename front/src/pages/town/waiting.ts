import type { Schemas } from "@/api/client";
import { decimal } from "@/text/format";

type Time = Schemas["WaitingTime"];

/** "5 à 17 mois" and "Poitou-Charentes 10, Aquitaine 17": the delays are of the regions of before 2016; null without any. */
export function waiting(times: readonly Time[]): { value: string; note: string } | null {
  const months = times.map((time) => time.months);
  const first = times[0];
  if (!first) return null;
  if (times.length === 1) return { value: `${decimal(first.months)} mois`, note: `en région ${first.name}` };
  return {
    value: `${decimal(Math.min(...months))} à ${decimal(Math.max(...months))} mois`,
    note: times.map((time) => `${time.name} ${decimal(time.months)}`).join(", "),
  };
}
