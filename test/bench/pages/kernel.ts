window.kernel={};
