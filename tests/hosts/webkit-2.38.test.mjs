import { tryPairs } from "./hosts.mjs";

tryPairs("WebKit 2.38");
