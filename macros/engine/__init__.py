"""Where the core meets a site engine."""
