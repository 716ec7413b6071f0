import './engine/startWorker';

void import('./frame/page'); // apart from this, so that the engine starts while the page comes in
