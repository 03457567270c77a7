"""What the reader's browser gets: the theme's templates, styles and scripts."""
