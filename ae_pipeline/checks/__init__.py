"""Asset checks of their own: they read what a stage found and decide what may go on."""
