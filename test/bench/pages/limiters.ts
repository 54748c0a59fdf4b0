window.limiters={};
