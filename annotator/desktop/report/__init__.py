"""The report of one comparison: as a web page, as a PDF file, and on paper."""
