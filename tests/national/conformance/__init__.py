"""What outsiders' checkers say of the publications: veraPDF of the PDFs, axe-core and a browser of the web pages."""
