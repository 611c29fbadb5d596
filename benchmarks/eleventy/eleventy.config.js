module.exports = () => ({ dir: { input: "pages", output: "_site" } });
