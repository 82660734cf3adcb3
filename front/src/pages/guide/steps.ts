import { CHOOSING } from "@/pages/guide/choosing";
import { MOVING } from "@/pages/guide/moving";

/** The five steps of a move, in order. */
export const STEPS = [...CHOOSING, ...MOVING];
