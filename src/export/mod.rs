//! Files that leave the app: the layer's place. The app's one download so far is
//! the scenario document itself, which the store writes.
