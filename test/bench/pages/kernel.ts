window.kernel = {};
