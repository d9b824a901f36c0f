// Restores the last build's cache and site before a build, and keeps them after it.
const folders = [".sitegen", "public"];

export const onPreBuild = ({ utils }) => utils.cache.restore(folders);
export const onPostBuild = ({ utils }) => utils.cache.save(folders);
