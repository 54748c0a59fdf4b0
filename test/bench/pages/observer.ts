window.observer={};
