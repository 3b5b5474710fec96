import { tryPairs } from "./hosts.mjs";

tryPairs("Chromium");
