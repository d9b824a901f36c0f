// The parts of a listing that the scripts work on, in the page's order.
export const tools = document.querySelector(".tools");
export const groups = [...document.querySelectorAll(".group")];
export const papers = [...document.querySelectorAll(".group > article")];

// What a section is called: a category in a digest, a day in a month.
export const title = (group) => group.querySelector("h2 > :first-child").textContent;
