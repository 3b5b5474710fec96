// The policy under which the pages of engines and hosts stand.
import { policy } from "../browser/servers.mjs";

/** The strict policy for boxes, with what the pages need: the demo pages' stylesheet, and the icon that browsers ask for. */
export const pagePolicy = (dist, options) =>
  `${policy(dist, { also: " 'self'", ...options })}; img-src 'self'`;
