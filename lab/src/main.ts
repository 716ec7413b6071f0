import './engine/early';

void import('./page'); // apart from this, so that the engine starts while the page comes in
