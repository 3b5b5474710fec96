// The atoms as HTML, to be hydrated.
import { createElement } from "react";
import { renderToString } from "react-dom/server";

import { Atoms } from "./guardian-atoms.mjs";

export const renderAtoms = (atoms) => renderToString(createElement(Atoms, { atoms }));
