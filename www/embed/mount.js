import { mount } from "/dist/contract-fact-box.js";

const box = await mount(document.querySelector("#place"), "leicestershire-palantir");

document.querySelector("#other").addEventListener("click", () => box.update("met-police-palantir"));
document.querySelector("#away").addEventListener("click", () => box.destroy());
