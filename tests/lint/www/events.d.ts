// The events of boxes whose name is put together, as in the example that listens to several.
import "../../../src/embed/api";

declare global {
  interface WindowEventMap {
    [name: `contract-fact-box:${string}`]: CustomEvent;
  }
}
