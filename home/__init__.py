"""Home page, articles, standard pages, site-wide search."""
