// An empty Node that stays: what any Node program costs in memory.
setInterval(() => {}, 1e9);
