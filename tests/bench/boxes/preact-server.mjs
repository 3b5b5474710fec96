// The box as HTML, to be hydrated.
import { h } from "preact";
import { renderToString } from "preact-render-to-string";

import { Box } from "./preact-box.mjs";

export const renderBox = (content) => renderToString(h(Box, { content }));
