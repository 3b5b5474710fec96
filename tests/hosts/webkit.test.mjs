import { tryPairs } from "./hosts.mjs";

tryPairs("WebKit");
