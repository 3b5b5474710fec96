import { tryPairs } from "./hosts.mjs";

tryPairs("Firefox");
